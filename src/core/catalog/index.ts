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
export { type CatalogCheck, checkCatalog, type ModelCheck, type Overlap } from "./check-catalog.ts";
export { gtin14, gtinOfGs1Text, gtinSymbologies, gtinText } from "./gtin.ts";
export { gtinOwners } from "./gtin-owners.ts";
export { type KnownCode, knownCodesOf } from "./known-code.ts";
export { boxCodeText, findModel, type UnitRow } from "./lookup.ts";
export { mismatchSentence } from "./mismatch-sentence.ts";
export { type ModelPattern, modelPatterns } from "./model-patterns.ts";
