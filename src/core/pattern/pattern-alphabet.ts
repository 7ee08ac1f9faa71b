import { languageAlphabet } from "./language/language-alphabet.ts";
import type { Pattern } from "./pattern.ts";

/** Every character that stands in some text of the pattern, in ASCII order. */
export function patternAlphabet(pattern: Pattern): string {
  return languageAlphabet(pattern.language);
}
