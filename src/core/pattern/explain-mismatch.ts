import { type CharacterSet, characterSetOf, hasCode, rangeWords } from "./language/character-set.ts";
import type { PositionAutomaton } from "./language/position-automaton.ts";
import type { PatternMeaning } from "./pattern.ts";
import type { SourceRange } from "./syntax/source-range.ts";

/** Where a text leaves a pattern: no text of the pattern starts with the characters up to and including `at`. */
export interface Mismatch {
  /** Index in the text, in UTF-16 units; the text's length when it ended too early. */
  readonly at: number;
  /** The character found there, a whole code point; absent when the text ended. */
  readonly found?: string;
  /** What the pattern takes there, in words: `0-9`, `A-C or "X"`, `end of serial`. */
  readonly expected: string;
  /** The part of the pattern's source that was waiting there; from the first to the last, where there are several. */
  readonly patternAt: SourceRange;
  /** Each waiting part of the pattern with what it takes, in the order of the source. */
  readonly parts: readonly MismatchPart[];
}

/** One part of a pattern that was waiting for a character, or the `$` at its end. */
export interface MismatchPart {
  readonly patternAt: SourceRange;
  readonly expected: string;
}

const endOfSerial = "end of serial";

/** The first character at which the text cannot match any more, and what was expected there; undefined when it matches. */
export function explainMismatch(pattern: PatternMeaning, text: string): Mismatch | undefined {
  const { automaton } = pattern;
  let waiting: ReadonlySet<number> = new Set(automaton.first);
  for (let index = 0; index < text.length; index += 1) {
    const next = after(automaton, waiting, text.charCodeAt(index));
    const found = String.fromCodePoint(text.codePointAt(index) ?? 0);
    if (next.size === 0) return { at: index, found, ...describe(pattern, waiting) };
    waiting = next;
  }
  if (waiting.has(automaton.positions.length)) return undefined;
  return { at: text.length, ...describe(pattern, waiting) };
}

function after(automaton: PositionAutomaton, waiting: ReadonlySet<number>, code: number): ReadonlySet<number> {
  const next = new Set<number>();
  for (const position of waiting) {
    const set = automaton.positions[position]?.set;
    if (set === undefined || !hasCode(set, code)) continue;
    for (const follower of automaton.follow[position] ?? []) next.add(follower);
  }
  return next;
}

function describe(
  pattern: PatternMeaning,
  waiting: ReadonlySet<number>,
): Pick<Mismatch, "expected" | "patternAt" | "parts"> {
  const { automaton, source } = pattern;
  const positions = [...waiting].flatMap((number) => automaton.positions[number] ?? []);
  const mayEnd = waiting.has(automaton.positions.length);
  const byPlace = new Map(
    positions.map(({ at, set }) => [at.join("-"), { patternAt: at, expected: words(set, false) }]),
  );
  const parts: MismatchPart[] = [...byPlace.values()].sort((a, b) => a.patternAt[0] - b.patternAt[0]);
  if (mayEnd) parts.push({ patternAt: [source.length - 1, source.length], expected: endOfSerial });
  const from = Math.min(...parts.map((part) => part.patternAt[0]));
  const to = Math.max(...parts.map((part) => part.patternAt[1]));
  const taken = characterSetOf(positions.flatMap(({ set }) => set));
  return { expected: words(taken, mayEnd), patternAt: [from, to], parts };
}

/** Two neighbours are two choices: `"B" or "C"` says more than `B-C`. */
function pairApart([from, to]: CharacterSet[number]): CharacterSet {
  if (to !== from + 1) return [[from, to]];
  return [
    [from, from],
    [to, to],
  ];
}

function words(set: CharacterSet, mayEnd: boolean): string {
  const choices = [...rangeWords(set.flatMap(pairApart)), ...(mayEnd ? [endOfSerial] : [])];
  if (choices.length < 2) return choices.join("");
  return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}
