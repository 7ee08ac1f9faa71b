import type { Finding } from "../../index.ts";

const levelOrder = { error: 0, warn: 1, info: 2 } as const;

/** Errors first, then warnings, then notes, each in the order in which they were found. */
export function sortedByLevel(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => levelOrder[a.level] - levelOrder[b.level]);
}
