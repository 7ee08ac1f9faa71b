import type { SchemeSource, SchemeSuggestion, SuggestedLayout } from "../../src/core/dsn/index.ts";
import type { Random } from "../../src/core/index.ts";

/** The layout of a suggestion that has exactly one; throws otherwise. */
export function onlyLayout({ layouts }: SchemeSuggestion): SuggestedLayout {
  const [layout, ...more] = layouts;
  if (layout === undefined || more.length > 0) throw new Error(`${layouts.length} layouts`);
  return layout;
}

/** The parts of the only layout as a catalog writes them; undefined where only a pattern is proposed. */
export function sourcesOf(suggestion: SchemeSuggestion): readonly SchemeSource[] | undefined {
  return onlyLayout(suggestion).scheme?.sources;
}

/** So many characters, each drawn from these. */
export function drawn(random: Random, characters: string, count: number): string {
  return Array.from({ length: count }, () => characters.charAt(random.integer(0, characters.length - 1))).join("");
}
