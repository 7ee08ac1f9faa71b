/** The catalog's types, lookups and the checks over it. */
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
export { gtin14, gtinSymbologies, gtinText } from "./gtin.ts";
export { boxCodeText, findModel, type UnitRow } from "./lookup.ts";
