/** The catalog's types, lookups and the checks over it. */

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
export { catalogSubjects, unreadFinding, unreadModels } from "./check/catalog-subjects.ts";
export { type CatalogCheck, checkCatalog, type ModelCheck } from "./check/check-catalog.ts";
export type { Overlap } from "./check/model-pair-findings.ts";
export { widestSerials } from "./check/widest-serials.ts";
export { gtin14, gtinOfGs1Text, gtinSymbologies, gtinText } from "./gtin.ts";
export { gtinOwners } from "./gtin-owners.ts";
export { type KnownCode, knownCodesOf } from "./known-code.ts";
export { boxCodeText, findModel, type UnitRow } from "./lookup.ts";
export { combineModelPatterns, type ModelPattern, modelPatterns, modelsOfSerial } from "./model-patterns.ts";
export { createPatternReader, type PatternReader } from "./pattern-reader.ts";
export type { AgainstProof } from "./proof/against-findings.ts";
export { documentationCodes } from "./proof/documentation-codes.ts";
export { mismatchSentence } from "./proof/mismatch-sentence.ts";
export { type ProofExamples, proofExamples } from "./proof/proof-examples.ts";
export { isPortable, type ProofSubject, proofSubject } from "./proof/proof-subject.ts";
export { type PatternProof, type ProofRequest, provePattern } from "./proof/prove-pattern.ts";
export { sortedByLevel } from "./proof/sorted-findings.ts";
