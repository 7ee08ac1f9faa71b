import { createPatternSet, type Language, matchesPattern, type Pattern, type PatternSet } from "../pattern/index.ts";
import type { Catalog, DeviceModel } from "./catalog.ts";
import { createPatternReader } from "./pattern-reader.ts";

/**
 * A model with its pattern, parsed. A model has none whose pattern is outside the portable subset, or beyond what is read
 * of one catalog, as `checkCatalog` tells it; a catalog that was loaded with portable patterns only has neither.
 */
export interface ModelPattern {
  readonly model: DeviceModel;
  readonly pattern?: Pattern;
}

// A line judges thousands of boxes against one catalog, which never changes once it is parsed.
const parsed = new WeakMap<Catalog, CatalogPatterns>();

interface CatalogPatterns {
  readonly models: readonly ModelPattern[];
  readonly kinds: readonly PatternKind[];
  /** Once it is prepared: all patterns as one automaton. */
  set?: PatternSet;
}

/** Models with one and the same portable pattern. */
interface PatternKind {
  readonly pattern: Pattern;
  /** Places in the catalog, ascending. */
  readonly members: number[];
}

/** Every model with its parsed pattern, in the catalog's order. Parsed once for each catalog. */
export function modelPatterns(catalog: Catalog): readonly ModelPattern[] {
  return patternsOf(catalog).models;
}

function patternsOf(catalog: Catalog): CatalogPatterns {
  const patterns = parsed.get(catalog) ?? parseAll(catalog);
  parsed.set(catalog, patterns);
  return patterns;
}

// What the reader takes of one catalog is also what may be kept of it: some hundred megabytes.
function parseAll({ models }: Catalog): CatalogPatterns {
  const kinds = new Map<string, PatternKind | undefined>();
  const reader = createPatternReader();
  const all = models.map((model, index): ModelPattern => {
    const { pattern: source } = model.serial;
    if (!kinds.has(source)) {
      const result = reader.read(source);
      kinds.set(source, result?.ok === true ? { pattern: result.pattern, members: [] } : undefined);
    }
    const kind = kinds.get(source);
    if (kind === undefined) return { model };
    kind.members.push(index);
    return { model, pattern: kind.pattern };
  });
  return { models: all, kinds: [...kinds.values()].filter((kind) => kind !== undefined) };
}

/**
 * Makes one automaton of all patterns, so that `modelsOfSerial` reads a text once, however many models there are. For
 * who will ask about many texts, before the first of them: with a thousand models it takes a tenth of a second, which a
 * line must not lose in the middle of a shift, nor a command that asks about one text. Again for the same catalog it
 * does nothing.
 */
export function combineModelPatterns(catalog: Catalog): void {
  const patterns = patternsOf(catalog);
  patterns.set ??= createPatternSet(patterns.kinds.map(({ pattern }): Language => pattern.language));
}

/**
 * The models whose pattern matches the text, in the catalog's order: pattern by pattern, or at once where
 * `combineModelPatterns` was called.
 */
export function modelsOfSerial(catalog: Catalog, text: string): readonly DeviceModel[] {
  const patterns = patternsOf(catalog);
  const members = matchingKinds(patterns, text).flatMap((kind) => patterns.kinds[kind]?.members ?? []);
  return members.sort((a, b) => a - b).flatMap((index) => catalog.models[index] ?? []);
}

/** Numbers of the kinds whose pattern matches. */
function matchingKinds({ set, kinds }: CatalogPatterns, text: string): readonly number[] {
  if (set !== undefined) return set.matches(text);
  return kinds.flatMap(({ pattern }, kind) =>
    text.length >= pattern.lengthMin && text.length <= pattern.lengthMax && matchesPattern(pattern, text) ? [kind] : [],
  );
}
