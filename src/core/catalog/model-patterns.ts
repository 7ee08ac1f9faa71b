import { assert } from "../index.ts";
import {
  createPatternSet,
  type Language,
  matchesPattern,
  meaningWeight,
  type Pattern,
  type PatternSet,
  parsePattern,
} from "../pattern/index.ts";
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

/**
 * Most states of the patterns that are kept for one catalog: some hundred megabytes. What is beyond is parsed anew each
 * time that it is asked for; patterns that factories use have fewer than 100 states each.
 */
const keptWeightMax = 300_000;

// A line judges thousands of boxes against one catalog, which never changes once it is parsed.
const parsed = new WeakMap<Catalog, CatalogPatterns>();

interface CatalogPatterns {
  readonly models: readonly ModelPattern[];
  readonly kinds: readonly PatternKind[];
  /** False where some pattern is too large to be kept, so that no automaton of all can be made. */
  readonly areAllKept: boolean;
  /** Once it is prepared: all patterns as one automaton. */
  set?: PatternSet;
}

/** Models with one and the same portable pattern. */
interface PatternKind {
  readonly pattern: () => Pattern;
  readonly lengthMin: number;
  readonly lengthMax: number;
  /** Places in the catalog, ascending. */
  readonly members: number[];
}

/** Every model with its parsed pattern, in the catalog's order. Parsed once for each catalog. */
export function modelPatterns(catalog: Catalog): readonly ModelPattern[] {
  return patternsOf(catalog).models;
}

function patternsOf(catalog: Catalog, weightMax = keptWeightMax): CatalogPatterns {
  const patterns = parsed.get(catalog) ?? parseAll(catalog, weightMax);
  parsed.set(catalog, patterns);
  return patterns;
}

function parseAll({ models }: Catalog, weightMax: number): CatalogPatterns {
  const kinds = new Map<string, PatternKind | undefined>();
  const reader = createPatternReader();
  let weight = 0;
  const all = models.map((model, index): ModelPattern => {
    const { pattern: source } = model.serial;
    if (!kinds.has(source)) {
      const first = reader.read(source);
      if (first?.ok === true) weight += meaningWeight(first.pattern);
      kinds.set(source, first?.ok === true ? kindOf(first.pattern, weight <= weightMax) : undefined);
    }
    const kind = kinds.get(source);
    if (kind === undefined) return { model };
    kind.members.push(index);
    return {
      model,
      get pattern() {
        return kind.pattern();
      },
    };
  });
  const portable = [...kinds.values()].filter((kind) => kind !== undefined);
  return { models: all, kinds: portable, areAllKept: weight <= weightMax };
}

function kindOf(pattern: Pattern, isKept: boolean): PatternKind {
  const { source, lengthMin, lengthMax } = pattern;
  if (isKept) return { pattern: () => pattern, lengthMin, lengthMax, members: [] };
  const again = () => {
    const result = parsePattern(source);
    assert(result.ok, "a text that was a pattern once is one again");
    return result.pattern;
  };
  return { pattern: again, lengthMin, lengthMax, members: [] };
}

/**
 * Makes one automaton of all patterns, so that `modelsOfSerial` reads a text once, however many models there are. For
 * who will ask about many texts, before the first of them: with a thousand models it takes a tenth of a second, which a
 * line must not lose in the middle of a shift, nor a command that asks about one text. Again for the same catalog it
 * does nothing, and nothing where the patterns together have more than `weightMax` states, as they are not kept.
 */
export function combineModelPatterns(catalog: Catalog, weightMax = keptWeightMax): void {
  const patterns = patternsOf(catalog, weightMax);
  if (!patterns.areAllKept) return;
  patterns.set ??= createPatternSet(patterns.kinds.map(({ pattern }): Language => pattern().language));
}

/**
 * The models whose pattern matches the text, in the catalog's order: pattern by pattern, or at once where
 * `combineModelPatterns` was called. Patterns that together have more than `weightMax` states are not kept from one call
 * to the next.
 */
export function modelsOfSerial(catalog: Catalog, text: string, weightMax = keptWeightMax): readonly DeviceModel[] {
  const patterns = patternsOf(catalog, weightMax);
  const members = matchingKinds(patterns, text).flatMap((kind) => patterns.kinds[kind]?.members ?? []);
  return members.sort((a, b) => a - b).flatMap((index) => catalog.models[index] ?? []);
}

/** Numbers of the kinds whose pattern matches. */
function matchingKinds({ set, kinds }: CatalogPatterns, text: string): readonly number[] {
  if (set !== undefined) return set.matches(text);
  return kinds.flatMap(({ pattern, lengthMin, lengthMax }, kind) =>
    text.length >= lengthMin && text.length <= lengthMax && matchesPattern(pattern(), text) ? [kind] : [],
  );
}
