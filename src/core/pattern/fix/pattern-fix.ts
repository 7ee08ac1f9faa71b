import type { Finding } from "../../index.ts";
import { compareLanguages, type LanguageComparison, type LanguageRelation } from "../language/compare-languages.ts";
import { type PatternResult, parsePattern } from "../parse-pattern.ts";
import type { PatternMeaning } from "../pattern.ts";
import { readPattern } from "../syntax/pattern-reading.ts";
import { patternLengthMax } from "../syntax/pattern-rule.ts";
import type { Fault } from "../syntax/pattern-source.ts";
import { withLookaheadFix } from "./lookahead-fix.ts";

/** Most rounds of fixes; each mends all faults that do not stand inside each other. */
const roundCountMax = 40;

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
 * Applies every automatic fix until none is left, and compares the result with the original as languages. Undefined when
 * there is nothing to mend.
 */
export function patternFix(source: string): PatternFix | undefined {
  // What a look ahead is replaced with is equal by construction, so the meaning of the original is read behind that.
  const plain = mended(source, (fault) => fault.id === "D008");
  const fixed = mended(plain, () => true);
  if (fixed === source) return undefined;
  const result = parsePattern(fixed);
  return { fixed, ...compared(plain, fixed, result), left: result.ok ? result.notes : result.findings };
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

function mended(source: string, applies: (fault: Fault) => boolean): string {
  let text = source;
  for (let round = 0; round < roundCountMax; round += 1) {
    const faults = withLookaheadFix(readPattern(text)).filter(applies);
    const next = mendedOnce(text, faults);
    if (next === text || next.length > patternLengthMax) return text;
    text = next;
  }
  return text;
}

/** Applies the fixes that do not overlap, from left to right, the wider first; an insertion goes before what it meets. */
function mendedOnce(text: string, faults: readonly Fault[]): string {
  const ordered = faults
    .filter(({ fix }) => fix !== undefined)
    .sort((a, b) => a.at[0] - b.at[0] || rank(a) - rank(b) || b.at[1] - a.at[1]);
  let written = "";
  let done = 0;
  for (const { at, fix = "" } of ordered) {
    if (at[0] < done) continue;
    written += text.slice(done, at[0]) + fix;
    done = at[1];
  }
  return written + text.slice(done);
}

function rank({ at }: Fault): number {
  return at[0] === at[1] ? 0 : 1;
}
