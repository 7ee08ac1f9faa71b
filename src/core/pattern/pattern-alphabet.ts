import { characterSetOf, charactersOf } from "./character-set.ts";
import type { Pattern } from "./pattern.ts";

/** Every character that stands in some text of the pattern, in ASCII order. */
export function patternAlphabet(pattern: Pattern): string {
  // Every position lies on a way from the start to the end, so each of its characters stands in some text.
  return charactersOf(characterSetOf(pattern.automaton.positions.flatMap(({ set }) => set)));
}
