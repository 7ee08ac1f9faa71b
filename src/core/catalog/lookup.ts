import type { BoxCode, Catalog, DeviceModel } from "./catalog.ts";
import { gtinText } from "./gtin.ts";

/** The model of that exact name; undefined when the catalog has none. */
export function findModel(catalog: Catalog, deviceModel: string): DeviceModel | undefined {
  return catalog.models.find((model) => model.deviceModel === deviceModel);
}

/** One unit's row of the serials file, by column name. */
export type UnitRow = Readonly<Record<string, string>>;

/**
 * What a box code says on one unit: its value, its column of the unit's row, or the first listing's GTIN, a GTIN with
 * the digits of its symbology. Undefined when the row is missing, lacks the column or has it empty.
 */
export function boxCodeText(model: DeviceModel, boxCode: BoxCode, row?: UnitRow): string | undefined {
  const text = sourceText(model, boxCode, row);
  if (text === undefined || boxCode.kind !== "gtin") return text;
  return gtinText(text, boxCode.symbology) ?? text;
}

function sourceText(model: DeviceModel, boxCode: BoxCode, row: UnitRow | undefined): string | undefined {
  if (boxCode.value !== undefined) return boxCode.value;
  if (boxCode.column === undefined) return boxCode.kind === "gtin" ? model.listings[0]?.gtin : undefined;
  const text = row !== undefined && Object.hasOwn(row, boxCode.column) ? row[boxCode.column] : undefined;
  return text === "" ? undefined : text;
}
