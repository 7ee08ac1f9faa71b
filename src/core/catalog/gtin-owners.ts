import type { Catalog } from "./catalog.ts";
import { gtin14 } from "./gtin.ts";
import { gtinsOf } from "./known-code.ts";

// A line judges thousands of boxes against one catalog, which never changes once it is parsed.
const made = new WeakMap<Catalog, ReadonlyMap<string, readonly string[]>>();

/** The models of each GTIN of the catalog, by its 14 digits. Made once for each catalog. */
export function gtinOwners(catalog: Catalog): ReadonlyMap<string, readonly string[]> {
  const known = made.get(catalog);
  if (known !== undefined) return known;
  const owners = new Map<string, string[]>();
  for (const model of catalog.models) {
    for (const gtin of new Set(gtinsOf(model).map((one) => gtin14(one) ?? one))) {
      const models = owners.get(gtin) ?? [];
      models.push(model.deviceModel);
      owners.set(gtin, models);
    }
  }
  made.set(catalog, owners);
  return owners;
}
