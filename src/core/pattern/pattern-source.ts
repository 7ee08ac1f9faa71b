import type { Finding } from "../index.ts";
import { faultCountMax, type PatternRuleId, patternRules } from "./pattern-rule.ts";
import type { SourceRange } from "./pattern-syntax.ts";
import { quoted } from "./quoted.ts";

/** A pattern's source while it is read: where reading stands, where it ends, and the faults found so far. */
export interface PatternSource {
  readonly text: string;
  readonly end: number;
  index: number;
  readonly faults: Fault[];
}

/** One fault: the rule and the place. `what` stands in the sentence instead of the found text. */
export interface Fault {
  readonly id: PatternRuleId;
  readonly at: SourceRange;
  readonly what?: string;
}

/** Notes a fault at `[from, to)`; reading goes on, so that all faults are told at once. */
export function refuse(source: PatternSource, id: PatternRuleId, at: SourceRange, what?: string): void {
  source.faults.push(what === undefined ? { id, at } : { id, at, what });
}

/** The text that a sticky expression matches at the place where reading stands; undefined when it does not. */
export function peek(source: PatternSource, sticky: RegExp): string | undefined {
  sticky.lastIndex = source.index;
  const found = sticky.exec(source.text)?.[0];
  return found === undefined || source.index + found.length > source.end ? undefined : found;
}

/** The findings for the faults in the order of their places, at most `faultCountMax` and then one that says so. */
export function faultFindings(text: string, faults: readonly Fault[]): readonly Finding[] {
  const ordered = [...faults].sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  const listed = ordered.slice(0, faultCountMax).map((fault) => faultFinding(text, fault));
  const next = ordered[faultCountMax];
  if (next === undefined) return listed;
  const what = `The pattern has ${ordered.length} faults, of which the first ${faultCountMax} are listed`;
  return [...listed, faultFinding(text, { id: "S004", at: next.at, what })];
}

function faultFinding(text: string, { id, at, what }: Fault): Finding {
  const rule = patternRules[id];
  const problem = rule.problem(what ?? quoted(text.slice(at[0], at[1])));
  return {
    id,
    level: "error",
    message: `${problem} (${place(text, at)}).`,
    at,
    remedy: rule.remedy,
  };
}

function place(text: string, [from, to]: SourceRange): string {
  if (to - from > 1) return `characters ${from + 1} to ${to}`;
  if (from >= text.length) return "at the end";
  return `character ${from + 1}`;
}
