import type { Finding } from "../../index.ts";
import type { DeviceModel } from "../catalog.ts";
import { createPatternReader, patternReaderLimits } from "../pattern-reader.ts";
import { type ProofSubject, subjectOf } from "../proof/proof-subject.ts";

/**
 * The pattern of each model as the proofs take it. Models with the same text share one subject. Behind the pattern with
 * which all together exceed the limits, further texts are not read: S004 says so, and nothing is claimed of them.
 */
export function catalogSubjects(models: readonly DeviceModel[], limits = patternReaderLimits): readonly ProofSubject[] {
  const reader = createPatternReader(limits);
  const subjects = new Map<string, ProofSubject>();
  return models.map(({ serial: { pattern } }) => {
    const known = subjects.get(pattern);
    if (known !== undefined) return known;
    const result = reader.read(pattern);
    const subject = result === undefined ? unreadSubject(pattern) : subjectOf(pattern, result);
    subjects.set(pattern, subject);
    return subject;
  });
}

/** Numbers of the models whose patterns are beyond what is read of one catalog. */
export function unreadModels(models: readonly DeviceModel[], limits = patternReaderLimits): readonly number[] {
  return catalogSubjects(models, limits).flatMap(({ isUnread }, index) => (isUnread === true ? [index] : []));
}

function unreadSubject(regex: string): ProofSubject {
  return { regex, findings: [{ ...unreadFinding, at: [0, regex.length] }], isUnread: true };
}

/** S004 for a pattern that is not read. */
export const unreadFinding: Finding = {
  id: "S004",
  level: "error",
  message:
    "Nothing is known of this pattern: the patterns of the catalog before it are all that is read of one catalog.",
  remedy: "Write shorter patterns with fewer repeats of repeats, or part the catalog.",
};
