import { createPatternSet, type Pattern, type PatternSet, parsePattern } from "../pattern/index.ts";
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

/** The patterns of a catalog as one set, and the model of each of its numbers. */
interface ModelSet {
  readonly set: PatternSet;
  readonly models: readonly DeviceModel[];
}

const modelSets = new WeakMap<Catalog, ModelSet>();

/**
 * The models whose pattern matches the text, in the catalog's order. The text is read once, however many models there
 * are; the set of their patterns is made when a catalog is first asked.
 */
export function modelsOfSerial(catalog: Catalog, text: string): readonly DeviceModel[] {
  const { set, models } = modelSets.get(catalog) ?? makeModelSet(catalog);
  return set.matches(text).flatMap((index) => models[index] ?? []);
}

function makeModelSet(catalog: Catalog): ModelSet {
  const patterns = modelPatterns(catalog).flatMap(({ model, pattern }) =>
    pattern === undefined ? [] : [{ model, pattern }],
  );
  const set = createPatternSet(patterns.map(({ pattern }) => pattern.language));
  const made = { set, models: patterns.map(({ model }) => model) };
  modelSets.set(catalog, made);
  return made;
}
