import { columnCount, deadState, startState } from "./language/language.ts";
import type { Pattern } from "./pattern.ts";

// Constants of this file: engines read an imported name anew at each use, which costs a tenth of the time here.
const width = columnCount;
const dead = deadState;
const start = startState;

/**
 * True when the whole text matches: full match, case sensitive, nothing trimmed. One look at a table for each character,
 * none for a text of a length that the pattern does not have. Two characters at a time halve the questions in between.
 */
export function matchesPattern({ language, lengthMin, lengthMax }: Pattern, text: string): boolean {
  const { length } = text;
  if (length < lengthMin || length > lengthMax) return false;
  const { next, accepting } = language;
  let state = start;
  const pairsEnd = length - (length % 2);
  for (let index = 0; index < pairsEnd; index += 2) {
    const code = text.charCodeAt(index);
    const following = text.charCodeAt(index + 1);
    // A pattern has no text with a character outside ASCII.
    if ((code | following) >= width) return false;
    // The state's number, not its offset, is in the table: offsets would leave 16 bits at 512 states.
    const between = next[state * width + code] ?? dead;
    state = next[between * width + following] ?? dead;
    if (state === dead) return false;
  }
  if (pairsEnd < length) {
    const last = text.charCodeAt(pairsEnd);
    if (last >= width) return false;
    state = next[state * width + last] ?? dead;
  }
  return accepting[state] === 1;
}
