import { deadState, nextState, startState } from "./language.ts";
import type { Pattern } from "./pattern.ts";

/** True when the whole text matches: full match, case sensitive, nothing trimmed. Linear in the text. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const { language } = pattern;
  let state = startState;
  for (let index = 0; index < text.length; index += 1) {
    state = nextState(language, state, text.charCodeAt(index));
    if (state === deadState) return false;
  }
  return language.accepting[state] === 1;
}
