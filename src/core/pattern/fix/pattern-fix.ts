import type { Finding } from "../../index.ts";
import { type WorkAllowance, workAllowance } from "../counted-work.ts";
import { compareLanguages, type LanguageComparison, type LanguageRelation } from "../language/compare-languages.ts";
import { type PatternResult, parsePattern } from "../parse-pattern.ts";
import type { PatternMeaning } from "../pattern.ts";
import { readPattern } from "../syntax/pattern-reading.ts";
import { patternLengthMax } from "../syntax/pattern-rule.ts";
import { type Fault, isRefusal } from "../syntax/pattern-source.ts";
import type { SourceRange } from "../syntax/source-range.ts";
import { withLookaheadFix } from "./lookahead-fix.ts";
import { redundantAlternatives } from "./redundant-alternatives.ts";

/** Most rounds of fixes; each mends all faults that do not stand inside each other. */
const roundCountMax = 40;
/** Most steps of all rounds; then the rest is left as it is. */
const stepCountMax = 15_000_000;

/** A pattern with every automatic fix applied, and how its meaning compares with the one before. */
export interface PatternFix {
  readonly fixed: string;
  /** What the fixed pattern's texts are against those of the original; `unproved` where that has no agreed meaning. */
  readonly relation: LanguageRelation;
  /** A text of the original that the fixed pattern has not. */
  readonly lost?: string;
  /** A text of the fixed pattern that the original has not. */
  readonly gained?: string;
  /** What is still to be said of the fixed pattern. */
  readonly left: readonly Finding[];
}

/**
 * Applies every automatic fix until none is left, drops alternatives that add nothing (L010), and compares the result
 * with the original as languages. Undefined when there is nothing to mend, and when the result would neither be portable
 * nor be proved to be the same pattern with fewer faults.
 */
export function patternFix(source: string): PatternFix | undefined {
  // What a look ahead is replaced with is equal by construction, so the meaning of the original is read behind that.
  const allowance = workAllowance(stepCountMax);
  const plain = mended(source, allowance, (fault) => fault.id === "D008");
  const fixed = withoutRedundancy(
    mended(plain, allowance, () => true),
    allowance,
  );
  if (fixed === source) return undefined;
  const result = parsePattern(fixed);
  const comparison = compared(plain, fixed, result);
  const isProgress = comparison.relation !== "unproved" && refusalCount(fixed) < refusalCount(source);
  if (!result.ok && !isProgress) return undefined;
  return { fixed, ...comparison, left: result.ok ? result.notes : result.findings };
}

function refusalCount(source: string): number {
  return readPattern(source).faults.filter(isRefusal).length;
}

/** A portable pattern without what adds nothing to it, as far as that is proved to leave its language. */
function withoutRedundancy(source: string, allowance: WorkAllowance): string {
  let text = source;
  for (let round = 0; round < roundCountMax && !allowance.isUsedUp(); round += 1) {
    const parsed = parsePattern(text);
    const next = parsed.ok ? replacedOnce(text, redundantAlternatives(parsed.pattern)) : text;
    const after = next === text || !parsed.ok ? undefined : parsePattern(next);
    if (!parsed.ok || after?.ok !== true) return text;
    if (compareLanguages(parsed.pattern.language, after.pattern.language).relation !== "same") return text;
    text = next;
  }
  return text;
}

/** Equal trees prove equal texts by themselves, also where a limit stands in the way of a language. */
function compared(plain: string, fixed: string, result: PatternResult): LanguageComparison {
  const [before, after] = [shapeOf(plain), shapeOf(fixed)];
  if (before === undefined || after === undefined) return { relation: "unproved" };
  if (before === after) return { relation: "same" };
  const [original, mendedOne] = [meaningOf(parsePattern(plain)), meaningOf(result)];
  if (original === undefined || mendedOne === undefined) return { relation: "unproved" };
  return compareLanguages(original.language, mendedOne.language);
}

/** A pattern's tree without its places; undefined where the pattern has no agreed meaning. */
function shapeOf(source: string): string | undefined {
  const { tree } = readPattern(source);
  return tree === undefined
    ? undefined
    : JSON.stringify(tree, (key, value: unknown) => (key === "at" ? undefined : value));
}

function meaningOf(result: PatternResult): PatternMeaning | undefined {
  return result.ok ? result.pattern : result.meaning;
}

function mended(source: string, allowance: WorkAllowance, applies: (fault: Fault) => boolean): string {
  let text = source;
  for (let round = 0; round < roundCountMax && !allowance.isUsedUp(); round += 1) {
    const faults = withLookaheadFix(readPattern(text)).filter(applies);
    const next = replacedOnce(text, faults);
    if (next === text || next.length > patternLengthMax) return text;
    text = next;
  }
  return text;
}

/** A text for a range of the source. */
interface Replacement {
  readonly fix?: string | undefined;
  readonly at?: SourceRange;
  readonly fixAt?: SourceRange;
}

/** Applies the fixes that do not overlap, from left to right, the wider first; an insertion goes before what it meets. */
function replacedOnce(text: string, replacements: readonly Replacement[]): string {
  const ordered = replacements
    .flatMap(({ fix, at, fixAt = at }) => (fix === undefined || fixAt === undefined ? [] : [{ fix, range: fixAt }]))
    .sort((a, b) => a.range[0] - b.range[0] || rank(a.range) - rank(b.range) || b.range[1] - a.range[1]);
  let written = "";
  let done = 0;
  for (const { range, fix } of ordered) {
    if (range[0] < done) continue;
    written += text.slice(done, range[0]) + fix;
    done = range[1];
  }
  return written + text.slice(done);
}

function rank([from, to]: SourceRange): number {
  return from === to ? 0 : 1;
}
