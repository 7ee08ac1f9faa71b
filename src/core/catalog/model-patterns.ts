import { type Pattern, parsePattern } from "../pattern/index.ts";
import type { Catalog, DeviceModel } from "./catalog.ts";

/** A model with its pattern, parsed; a model whose pattern is outside the portable subset has none. */
export interface ModelPattern {
  readonly model: DeviceModel;
  readonly pattern?: Pattern;
}

// A line judges thousands of boxes against one catalog, which never changes once it is parsed.
const parsed = new WeakMap<Catalog, readonly ModelPattern[]>();

/** Every model with its parsed pattern, in the catalog's order. Parsed once for each catalog. */
export function modelPatterns(catalog: Catalog): readonly ModelPattern[] {
  const known = parsed.get(catalog);
  if (known !== undefined) return known;
  const patterns = catalog.models.map((model): ModelPattern => {
    const result = parsePattern(model.serial.pattern);
    return result.ok ? { model, pattern: result.pattern } : { model };
  });
  parsed.set(catalog, patterns);
  return patterns;
}
