import type { Language } from "./language.ts";
import type { PositionAutomaton } from "./position-automaton.ts";

/**
 * A parsed pattern of the portable subset. It always means a full match of ASCII text, case sensitive. Its language is
 * finite: every text has `lengthMin` to `lengthMax` characters.
 */
export interface Pattern {
  /** The pattern as written, with its anchors. */
  readonly source: string;
  /** Length of the shortest text, in characters; 0 when the empty text matches. */
  readonly lengthMin: number;
  /** Length of the longest text, in characters. */
  readonly lengthMax: number;
  /** For this room: positions with their places in the source, for explanations. */
  readonly automaton: PositionAutomaton;
  /** Every text of the pattern, for matching and proofs. */
  readonly language: Language;
}
