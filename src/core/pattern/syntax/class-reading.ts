import { type CharacterSet, type CodeRange, characterSetOf, commonSet } from "../language/character-set.ts";
import { foldedSet } from "./folded-set.ts";
import type { PatternRuleId } from "./pattern-rule.ts";
import type { SourceRange } from "./source-range.ts";

/** A class while it is read. */
export interface ClassReading {
  readonly open: number;
  readonly isNegated: boolean;
  /** True where case is ignored, so that each member stands for both cases. */
  readonly folds: boolean;
  /** What the members since the last set operation add up to. */
  ranges: CodeRange[];
  /** The set before the last `&&`. */
  left?: CharacterSet;
  /** True once a nested class was taken away from the members. */
  isTaken?: boolean;
  /** The member before the one that is read; decides what "-" is. */
  before?: "set" | "hyphen behind a set" | "other";
  readonly signs: Set<string>;
  /** Faults that are mended by writing the whole class anew. */
  readonly whole: { readonly id: PatternRuleId; readonly spot: SourceRange }[];
  /** False when something in the class has no agreed meaning. */
  isClear: boolean;
}

/** What has been read of the class, set operations and both cases included. */
export function setSoFar({ ranges, left, folds }: ClassReading): CharacterSet {
  const set = folds ? foldedSet(characterSetOf(ranges)) : characterSetOf(ranges);
  return left === undefined ? set : commonSet(left, set);
}
