/** Columns of a language's table: the ASCII characters. */
export const columnCount = 128;
/** The state from which no text is accepted any more. */
export const deadState = 0;
/** The state before the first character. */
export const startState = 1;
/** Most states of one language, so that a state's number fits into a `Uint16Array`. */
export const stateCountMax = 20_000;

/**
 * A set of texts as a deterministic automaton over the 128 ASCII characters and "any other character". The start state
 * is `startState` and `deadState` has no way out; from every other state some text is accepted, so a language without
 * any text has its start state alone. A language may be infinite: box codes are, patterns are not.
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

/** The state after one more UTF-16 unit. */
export function nextState(language: Language, state: number, code: number): number {
  const next = code < columnCount ? language.next[state * columnCount + code] : language.nextOther[state];
  return next ?? deadState;
}
