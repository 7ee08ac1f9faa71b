import type { Finding } from "../../index.ts";
import type { Catalog, DeviceModel } from "../catalog.ts";
import { gtin14 } from "../gtin.ts";
import { gtinOwners } from "../gtin-owners.ts";
import { gtinsOf } from "../known-code.ts";

/** Finds ASINs (M001) and GTINs (M003) that several models claim. */
export function createOwnerFindings(catalog: Catalog): (model: DeviceModel) => readonly Finding[] {
  const asins = Map.groupBy(
    catalog.models.flatMap(({ deviceModel, listings }) => listings.map(({ asin }) => ({ asin, deviceModel }))),
    ({ asin }) => asin,
  );
  const gtins = gtinOwners(catalog);
  return (model) => [
    ...[...new Set(model.listings.map(({ asin }) => asin))].flatMap((asin) =>
      asinFindings(model, asin, [...new Set((asins.get(asin) ?? []).map(({ deviceModel }) => deviceModel))]),
    ),
    ...[...new Set(gtinsOf(model).map((gtin) => gtin14(gtin) ?? gtin))].flatMap((gtin) =>
      gtinFindings(model, gtin, gtins.get(gtin) ?? []),
    ),
  ];
}

/** So many other models are named. */
const namedMax = 3;

function othersText(model: DeviceModel, owners: readonly string[]): string | undefined {
  const others = owners.filter((one) => one !== model.deviceModel);
  if (others.length === 0) return undefined;
  const more = others.length > namedMax ? ` and ${others.length - namedMax} more` : "";
  return `${others.slice(0, namedMax).join(", ")}${more}`;
}

function asinFindings(model: DeviceModel, asin: string, owners: readonly string[]): readonly Finding[] {
  const others = othersText(model, owners);
  if (others === undefined) return [];
  const message = `The ASIN ${asin} is also one of ${others}; Amazon judges a scan by the ASIN's one pattern.`;
  return [{ id: "M001", level: "error", message, witness: asin, remedy: "Give each model listings of its own." }];
}

function gtinFindings(model: DeviceModel, gtin: string, owners: readonly string[]): readonly Finding[] {
  const others = othersText(model, owners);
  if (others === undefined) return [];
  const message = `The GTIN ${gtin} is also on the boxes of ${others}, so it does not tell which model a box holds.`;
  return [{ id: "M003", level: "warn", message, witness: gtin, remedy: "Give each trade item a GTIN of its own." }];
}
