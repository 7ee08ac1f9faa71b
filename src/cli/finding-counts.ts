import { grouped } from "../core/catalog/index.ts";
import type { Finding } from "../core/index.ts";

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

/** A number with its noun: `1 model`, `2,000 models`. */
export function counted(count: number | bigint, noun: string): string {
  return `${grouped(count)} ${noun}${BigInt(count) === 1n ? "" : "s"}`;
}
