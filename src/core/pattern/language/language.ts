import { otherCode } from "./character-set.ts";

/** Columns of a language's table: the ASCII characters. */
export const columnCount = 128;
/** The character that shows "any character outside ASCII" in a witness. */
export const otherCharacter = "\u00e9";
/** The state from which no text is accepted any more. */
export const deadState = 0;
/** The state before the first character. */
export const startState = 1;
/** Most states of one language: 5 MB of table, and well below the 65,536 that a `Uint16Array` can number. */
export const stateCountMax = 20_000;

/**
 * A set of texts as a deterministic automaton over the 128 ASCII characters and "any other character". The start state
 * is `startState` and `deadState` has no way out; from every other state some text is accepted, so a language without
 * any text has its start state alone. A language may be infinite: box codes are, patterns are not.
 *
 * Every function of this room that makes a language makes the smallest automaton, its states numbered in the order in
 * which they are reached (breadth first, characters by their codes). So two languages are equal when their tables are.
 */
export interface Language {
  /** The dead state included. */
  readonly stateCount: number;
  /** The state after one more ASCII character: `next[state * columnCount + code]`. */
  readonly next: Uint16Array;
  /** The state after one more character (UTF-16 unit) outside ASCII. */
  readonly nextOther: Uint16Array;
  /** 1 where the text may end. */
  readonly accepting: Uint8Array;
}

/** The language without any text. */
export const emptyLanguage: Language = {
  stateCount: 2,
  next: new Uint16Array(2 * columnCount),
  nextOther: new Uint16Array(2),
  accepting: new Uint8Array(2),
};

/** A language, or which limit stood in its way. */
export type LanguageResult =
  | { readonly ok: true; readonly language: Language }
  | { readonly ok: false; readonly message: string };

/** The state after one more UTF-16 unit; `otherCode` stands for any outside ASCII. */
export function nextState(language: Language, state: number, code: number): number {
  const next = code < columnCount ? language.next[state * columnCount + code] : language.nextOther[state];
  return next ?? deadState;
}

/** True when the language has the whole text. Linear in the text. */
export function hasText(language: Language, text: string): boolean {
  let state = startState;
  for (let index = 0; index < text.length; index += 1) {
    state = nextState(language, state, text.charCodeAt(index));
    if (state === deadState) return false;
  }
  return language.accepting[state] === 1;
}

/** True when the language has no text at all. */
export function isEmptyLanguage(language: Language): boolean {
  return language.stateCount <= 2 && language.accepting[startState] !== 1;
}

/** The character of a code, or the one that stands for every other where the code is `otherCode`. */
export function characterOf(code: number): string {
  return code < columnCount ? String.fromCharCode(code) : otherCharacter;
}

/**
 * The codes in the order in which searches try them: printable ASCII, control characters, anything else. So the first of
 * several equally short texts is one that people can read, and the least in ASCII order where all are printable.
 */
export const readingOrder: readonly number[] = [
  ...Array.from({ length: 95 }, (_, index) => 32 + index),
  ...Array.from({ length: 32 }, (_, index) => index),
  127,
  otherCode,
];
