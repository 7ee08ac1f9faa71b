import type { Finding } from "../../index.ts";
import { type PatternMeaning, type PatternResult, parsePattern } from "../../pattern/index.ts";

/** A regex as the proofs take it: what was wrong with the text, and what it means where that is known. */
export interface ProofSubject {
  readonly regex: string;
  /** Findings of the text itself: faults, or the notes of a portable pattern. */
  readonly findings: readonly Finding[];
  /** Absent where engines agree too little to say what the text means. */
  readonly meaning?: PatternMeaning;
  /** True for a text that was not read, because all that is read of one catalog stands before it. */
  readonly isUnread?: true;
}

/** Reads a regex for proofs, portable or not; never fails. */
export function proofSubject(regex: string): ProofSubject {
  return subjectOf(regex, parsePattern(regex));
}

/** What the proofs take of a reading. */
export function subjectOf(regex: string, result: PatternResult): ProofSubject {
  if (result.ok) return { regex, findings: result.notes, meaning: result.pattern };
  const { findings, meaning } = result;
  return meaning === undefined ? { regex, findings } : { regex, findings, meaning };
}

/** True when nothing about anchors or dialects is wrong at error level: rules A and D. */
export function isPortable(findings: readonly Finding[]): boolean {
  return !findings.some(({ id, level }) => level === "error" && /^[AD]/.test(id));
}
