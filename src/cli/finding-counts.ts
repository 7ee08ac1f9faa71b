import { countWords, type Finding } from "../core/index.ts";

/** How many findings of each level there are. */
export interface LevelCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Counts findings by level. */
export function levelCounts(findings: readonly Finding[]): LevelCounts {
  const count = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  return { errors: count("error"), warnings: count("warn"), notes: count("info") };
}

/** A number with its noun: `1 model`, `2,000 models`, `about 1.20 × 10^82 texts`; `plural` where it does not end in `s` alone. */
export function counted(count: number | bigint, noun: string, plural = `${noun}s`): string {
  return `${countWords(count)} ${BigInt(count) === 1n ? noun : plural}`;
}
