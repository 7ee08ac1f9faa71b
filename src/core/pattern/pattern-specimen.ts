import { assert, type Random } from "../index.ts";
import type { Pattern } from "./pattern.ts";
import { columnCount, deadState, type StateTable, startState } from "./state-table.ts";

/**
 * One text of the pattern, the same for the same random stream. At every place each character that may stand there is
 * equally likely, and so is the end where the text may end; texts as a whole are not equally likely.
 */
export function patternSpecimen(pattern: Pattern, random: Random): string {
  const { table } = pattern;
  let text = "";
  let state = startState;
  for (;;) {
    const codes = livingCodes(table, state);
    const mayEnd = table.accepting[state] === 1;
    const choice = random.integer(0, codes.length + (mayEnd ? 1 : 0) - 1);
    const code = codes[choice];
    if (code === undefined) return text;
    text += String.fromCharCode(code);
    assert(text.length <= pattern.lengthMax, "a pattern's texts are finite");
    state = table.next[state * columnCount + code] ?? deadState;
  }
}

function livingCodes(table: StateTable, state: number): readonly number[] {
  const row = table.next.subarray(state * columnCount, (state + 1) * columnCount);
  return [...row.keys()].filter((code) => row[code] !== deadState);
}
