import { exploreLanguage, keptAnswer, type LanguageResult } from "../../pattern/index.ts";
import { schemeAutomaton } from "./scheme-automaton.ts";
import type { SerialScheme } from "./serial-scheme.ts";

const known = new WeakMap<SerialScheme, () => LanguageResult>();

/**
 * Every serial of a scheme and nothing else, check characters included, as a language of `core/pattern`: to judge
 * serials at rate, to prove what a pattern covers, and to count. Not ok, with the limit, for a scheme whose check
 * characters work together in more ways than are looked at. Compiled once for each scheme: 10 to 50 milliseconds.
 */
export function schemeLanguage(scheme: SerialScheme): LanguageResult {
  const again = known.get(scheme) ?? keptAnswer(() => exploreLanguage(schemeAutomaton(scheme)));
  known.set(scheme, again);
  return again();
}
