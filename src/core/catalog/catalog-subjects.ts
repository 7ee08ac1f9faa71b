import type { Finding } from "../index.ts";
import { meaningWeight } from "../pattern/index.ts";
import type { DeviceModel } from "./catalog.ts";
import { type ProofSubject, proofSubject } from "./proof-subject.ts";

/**
 * Most states of all patterns of one check: about a hundred megabytes and some seconds. Patterns that factories use have
 * fewer than 100 each.
 */
const catalogWeightMax = 150_000;

/**
 * The pattern of each model as the proofs take it. Models with the same text share one subject. Behind the pattern with
 * which all together exceed the limit, further texts are not read: S004 says so, and nothing is claimed of them.
 */
export function catalogSubjects(models: readonly DeviceModel[], weightMax = catalogWeightMax): readonly ProofSubject[] {
  const subjects = new Map<string, ProofSubject>();
  let weight = 0;
  return models.map(({ serial: { pattern } }) => {
    const known = subjects.get(pattern);
    if (known !== undefined) return known;
    const subject = weight > weightMax ? unprovedSubject(pattern) : proofSubject(pattern);
    subjects.set(pattern, subject);
    if (subject.meaning !== undefined) weight += meaningWeight(subject.meaning);
    return subject;
  });
}

function unprovedSubject(regex: string): ProofSubject {
  return { regex, findings: [unprovedFinding] };
}

const unprovedFinding: Finding = {
  id: "S004",
  level: "error",
  message:
    "Nothing about this pattern is proved: the patterns of the catalog before it are all that one check can prove.",
  remedy: "Write shorter patterns with fewer repeats of repeats, or check a part of the catalog at a time.",
};
