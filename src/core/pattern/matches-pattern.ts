import { columnCount, deadState, startState } from "./language.ts";
import type { Pattern } from "./pattern.ts";

/**
 * True when the whole text matches: full match, case sensitive, nothing trimmed. One look at a table for each character,
 * none for a text of a length that the pattern does not have.
 */
export function matchesPattern({ language, lengthMin, lengthMax }: Pattern, text: string): boolean {
  const { length } = text;
  if (length < lengthMin || length > lengthMax) return false;
  const { next, accepting } = language;
  let state = startState;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    // A pattern has no text with a character outside ASCII.
    if (code >= columnCount) return false;
    // The state's number, not its offset, is in the table: offsets would leave 16 bits at 512 states.
    state = next[state * columnCount + code] ?? deadState;
    if (state === deadState) return false;
  }
  return accepting[state] === 1;
}
