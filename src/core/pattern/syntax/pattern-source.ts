import type { Finding, Level } from "../../index.ts";
import { quoted } from "../quoted.ts";
import { faultCountMax, type PatternRuleId, patternRules } from "./pattern-rule.ts";
import type { SourceRange } from "./source-range.ts";

/** A pattern's source while it is read: where reading stands, where it ends, what was found so far. */
export interface PatternSource {
  readonly text: string;
  /** Where the pattern begins and ends inside the text; blanks, quotes and slashes around it are outside. */
  readonly start: number;
  readonly end: number;
  index: number;
  readonly faults: Fault[];
  /** The flags that hold where reading stands. */
  flags: PatternFlags;
  /** Flags that were set, in the order of their places, until their scope is known. */
  readonly flagSettings: FlagSetting[];
}

/** Flags that change what characters match. */
export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

/** Letters that set flags, with the flags that held before them. */
export interface FlagSetting {
  readonly at: SourceRange;
  readonly letters: string;
  readonly before: PatternFlags;
  /** `inline` holds to the end of its group, `group` to the end of the group that it opens, `outer` for all of it. */
  readonly kind: "inline" | "group" | "outer";
}

/** One fault: the rule, and what the finding says in place of the rule's own. */
export interface Fault extends FaultDetail {
  readonly id: PatternRuleId;
  /** The place of the fault; where there is a fix, what it replaces. */
  readonly at: SourceRange;
}

/** What a fault knows beyond its rule. */
export interface FaultDetail {
  /** The fault itself, where `at` is wider because the fix needs more. */
  readonly spot?: SourceRange;
  /** Stands in the sentence instead of the found text. */
  readonly what?: string;
  /** Text that mends the fault when it replaces `at`. */
  readonly fix?: string | undefined;
  readonly remedy?: string;
  readonly level?: Level;
  /** Whether the pattern still has a meaning. */
  readonly meaning?: "kept" | "lost";
}

/** Notes a fault at `[from, to)`; reading goes on, so that all faults are told at once. */
export function refuse(source: PatternSource, id: PatternRuleId, at: SourceRange, detail: FaultDetail = {}): void {
  source.faults.push({ id, at, ...detail });
}

/** The text that a sticky expression matches at the place where reading stands; undefined when it does not. */
export function peek(source: PatternSource, sticky: RegExp): string | undefined {
  sticky.lastIndex = source.index;
  const found = sticky.exec(source.text)?.[0];
  return found === undefined || source.index + found.length > source.end ? undefined : found;
}

/** True when what breaks the rules leaves the pattern a meaning. */
export function keepsMeaning(faults: readonly Fault[]): boolean {
  return faults.every(({ id, meaning }) => (meaning ?? patternRules[id].meaning) === "kept");
}

/** True when a fault forbids the pattern; others are notes. */
export function isRefusal(fault: Fault): boolean {
  return levelOf(fault) === "error";
}

function levelOf({ id, level }: Fault): Level {
  return level ?? patternRules[id].level;
}

/**
 * The findings for the faults in the order of their places: at most `faultCountMax`, errors before notes, and then one
 * that says how many there are.
 */
export function faultFindings(text: string, faults: readonly Fault[]): readonly Finding[] {
  const ordered = [...faults].sort((a, b) => placeOf(a)[0] - placeOf(b)[0] || placeOf(a)[1] - placeOf(b)[1]);
  if (ordered.length <= faultCountMax) return ordered.map((fault) => faultFinding(text, fault));
  const gravest = [...ordered.filter(isRefusal), ...ordered.filter((fault) => !isRefusal(fault))];
  const listed = new Set(gravest.slice(0, faultCountMax));
  const findings = ordered.filter((fault) => listed.has(fault)).map((fault) => faultFinding(text, fault));
  const next = gravest[faultCountMax];
  return next === undefined ? findings : [...findings, moreFinding(text, next, ordered.length)];
}

function moreFinding(text: string, next: Fault, count: number): Finding {
  const what = `The pattern has ${count} faults, of which the first ${faultCountMax} are listed`;
  return { ...faultFinding(text, { id: "S004", at: placeOf(next), what }), level: levelOf(next) };
}

function placeOf({ at, spot }: Fault): SourceRange {
  return spot ?? at;
}

function faultFinding(text: string, fault: Fault): Finding {
  const { id, at, what, fix, remedy } = fault;
  const rule = patternRules[id];
  const spot = placeOf(fault);
  const problem = rule.problem(what ?? quoted(text.slice(spot[0], spot[1])));
  const finding: Finding = {
    id,
    level: levelOf(fault),
    message: `${problem} (${place(text, spot)}).`,
    at: spot,
    remedy: remedy ?? rule.remedy,
  };
  if (fix === undefined) return finding;
  const isWider = at[0] !== spot[0] || at[1] !== spot[1];
  return isWider ? { ...finding, fix, fixAt: at } : { ...finding, fix };
}

function place(text: string, [from, to]: SourceRange): string {
  if (to - from > 1) return `characters ${from + 1} to ${to}`;
  if (text === "") return "the regex is empty";
  if (from >= text.length) return "at the end";
  return `character ${from + 1}`;
}
