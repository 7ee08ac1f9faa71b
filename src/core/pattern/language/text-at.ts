import { otherCode } from "./character-set.ts";
import { characterOf, deadState, type Language, nextState, startState } from "./language.ts";
import { continuationsOf } from "./text-count.ts";

/** Most numbers in the table of a language, one for each state and length. */
const tableSizeMax = 4_000_000;
/** Longest text that is looked for, in characters. */
const lengthMax = 4096;

/** For each length and state, how many texts of that length are ahead of it. */
type CountsByLength = bigint[][];

const known = new WeakMap<Language, CountsByLength>();

/**
 * The text with this number, counted from 0, the shortest texts first and equally long ones in ASCII order; characters
 * outside ASCII count as one, the last. Undefined when the language has no text of that number, or when it is longer
 * than 4,096 characters or too far on in a language of too many states.
 */
export function textAt(language: Language, index: bigint): string | undefined {
  if (index < 0n) return undefined;
  let left = index;
  for (let length = 0; length <= lengthMax; length += 1) {
    const counts = countsOfLength(language, length);
    if (counts === undefined) return undefined;
    const count = counts[startState] ?? 0n;
    if (left < count) return spelled(language, length, left);
    left -= count;
    // A length without any way onward ends a finite language.
    if (length >= language.stateCount && counts.every((ahead) => ahead === 0n)) return undefined;
  }
  return undefined;
}

function spelled(language: Language, length: number, index: bigint): string {
  let text = "";
  let state = startState;
  let left = index;
  for (let rest = length - 1; rest >= 0; rest -= 1) {
    const counts = countsOfLength(language, rest) ?? [];
    for (let code = 0; code <= otherCode; code += 1) {
      const next = nextState(language, state, code);
      const count = next === deadState ? 0n : (counts[next] ?? 0n);
      if (left < count) {
        text += characterOf(code);
        state = next;
        break;
      }
      left -= count;
    }
  }
  return text;
}

/** Extends the language's table as far as needed; undefined when that would be too large. */
function countsOfLength(language: Language, length: number): readonly bigint[] | undefined {
  if ((length + 1) * language.stateCount > tableSizeMax) return undefined;
  const table = known.get(language) ?? [Array.from(language.accepting, (accepts) => BigInt(accepts))];
  known.set(language, table);
  const continuations = continuationsOf(language);
  while (table.length <= length) {
    const shorter = table.at(-1) ?? [];
    table.push(
      continuations.map((list) =>
        list.reduce((sum, next) => sum + next.characterCount * (shorter[next.state] ?? 0n), 0n),
      ),
    );
  }
  return table[length];
}
