/** The catalog's types, lookups and the checks over it. */

export type { AgainstProof } from "./against-findings.ts";
export { boxCodeShapes } from "./box-code-shape.ts";
export {
  type BoxCode,
  type BoxCodeKind,
  boxCodeKinds,
  type Catalog,
  type DeviceModel,
  type LabelChoice,
  type Listing,
  type Maker,
  type SecurityProfile,
  type SerialRule,
  type Station,
} from "./catalog.ts";
export { catalogSubjects, unreadFinding, unreadModels } from "./catalog-subjects.ts";
export { type CatalogCheck, checkCatalog, type ModelCheck } from "./check-catalog.ts";
export { documentationCodes } from "./documentation-codes.ts";
export { gtin14, gtinOfGs1Text, gtinSymbologies, gtinText } from "./gtin.ts";
export { gtinOwners } from "./gtin-owners.ts";
export { type KnownCode, knownCodesOf } from "./known-code.ts";
export { boxCodeText, findModel, type UnitRow } from "./lookup.ts";
export { mismatchSentence } from "./mismatch-sentence.ts";
export type { Overlap } from "./model-pair-findings.ts";
export { combineModelPatterns, type ModelPattern, modelPatterns, modelsOfSerial } from "./model-patterns.ts";
export { createPatternReader, type PatternReader } from "./pattern-reader.ts";
export { type ProofExamples, proofExamples } from "./proof-examples.ts";
export { isPortable, type ProofSubject, proofSubject } from "./proof-subject.ts";
export { type PatternProof, type ProofRequest, provePattern } from "./prove-pattern.ts";
export { sortedByLevel } from "./sorted-findings.ts";
export { widestSerials } from "./widest-serials.ts";
