import type { Pattern } from "./pattern.ts";
import { deadState, nextState, startState } from "./state-table.ts";

/** True when the whole text matches: full match, case sensitive, nothing trimmed. Linear in the text. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const { table } = pattern;
  let state = startState;
  for (let index = 0; index < text.length; index += 1) {
    state = nextState(table, state, text.charCodeAt(index));
    if (state === deadState) return false;
  }
  return table.accepting[state] === 1;
}
