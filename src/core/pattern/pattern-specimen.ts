import { assert, type Random } from "../index.ts";
import { columnCount, deadState, type Language, startState } from "./language/language.ts";
import type { Pattern } from "./pattern.ts";

/**
 * One text of the pattern, the same for the same random stream. At every place each character that may stand there is
 * equally likely, and so is the end where the text may end; texts as a whole are not equally likely.
 */
export function patternSpecimen(pattern: Pattern, random: Random): string {
  const { language } = pattern;
  let text = "";
  let state = startState;
  for (;;) {
    const codes = livingCodes(language, state);
    const mayEnd = language.accepting[state] === 1;
    const choice = random.integer(0, codes.length + (mayEnd ? 1 : 0) - 1);
    const code = codes[choice];
    if (code === undefined) return text;
    text += String.fromCharCode(code);
    assert(text.length <= pattern.lengthMax, "a pattern's texts are finite");
    state = language.next[state * columnCount + code] ?? deadState;
  }
}

function livingCodes(language: Language, state: number): readonly number[] {
  const row = language.next.subarray(state * columnCount, (state + 1) * columnCount);
  return [...row.keys()].filter((code) => row[code] !== deadState);
}
