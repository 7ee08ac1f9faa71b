import type { Language } from "./language/language.ts";
import type { PositionAutomaton } from "./language/position-automaton.ts";
import type { PatternNode } from "./syntax/pattern-syntax.ts";

/**
 * What a pattern means, portable or not: always a full match, case sensitive unless the pattern says otherwise. Every
 * character outside ASCII is "any other character".
 */
export interface PatternMeaning {
  /** The pattern as written, with its anchors. */
  readonly source: string;
  /** What stands between the anchors, with its places in the source. */
  readonly tree: PatternNode;
  /** Positions with their places in the source, for explanations and for the cost of backtracking. */
  readonly automaton: PositionAutomaton;
  /** Every text of the pattern, for matching and proofs; without end where a repeat has no limit. */
  readonly language: Language;
}

/** A pattern of the portable subset: a full match of ASCII text, and finite. */
export interface Pattern extends PatternMeaning {
  /** Length of the shortest text, in characters; 0 when the empty text matches. */
  readonly lengthMin: number;
  /** Length of the longest text, in characters. */
  readonly lengthMax: number;
}
