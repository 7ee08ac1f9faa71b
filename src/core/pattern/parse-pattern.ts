import type { Finding } from "../index.ts";
import { withLookaheadFix } from "./fix/lookahead-fix.ts";
import type { Pattern, PatternMeaning } from "./pattern.ts";
import { meaningWeight, patternMeaning } from "./pattern-meaning.ts";
import { rememberPatterns } from "./remembered-patterns.ts";
import { type PatternReading, readPattern } from "./syntax/pattern-reading.ts";
import { type Fault, faultFindings, isRefusal } from "./syntax/pattern-source.ts";
import { lengthMaxOf, lengthMinOf, type PatternNode } from "./syntax/pattern-syntax.ts";

/**
 * The pattern, with what is worth knowing about it (warnings, notes); or why it is outside the portable subset: every
 * fault with its place, and what the pattern means where the engines agree enough to say so.
 */
export type PatternResult =
  | { readonly ok: true; readonly pattern: Pattern; readonly notes: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[]; readonly meaning?: PatternMeaning };

/**
 * Parses a pattern of the strict portable subset: `^ … $` around literals, classes, groups, alternatives, `?`, `{n}`
 * and `{n,m}`. Fails closed: what is not surely read alike by every regular expression engine is refused, with the rule
 * id, the place and the portable replacement. Time and memory are bounded for every text. Results are never changed:
 * those of the last patterns are remembered, and given again.
 */
export function parsePattern(source: string): PatternResult {
  return remembered.of(source, () => parsePatternAnew(source));
}

/** About 100 megabytes: a state is a row of 129 numbers. More than one catalog may have, so that each text is read once. */
const rememberedStatesMax = 250_000;

const remembered = rememberPatterns(weightOf, rememberedStatesMax);

/** In states; sixteen links between positions take as much. */
function weightOf(source: string, result: PatternResult): number {
  const meaning = result.ok ? result.pattern : result.meaning;
  const findings = result.ok ? result.notes : result.findings;
  return (
    2 + Math.ceil((source.length + findings.length * 300) / 256) + (meaning === undefined ? 0 : meaningWeight(meaning))
  );
}

/** As `parsePattern`, reading the text again each time: for measuring, and for callers that keep results themselves. */
export function parsePatternAnew(source: string): PatternResult {
  const reading = readPattern(source);
  const { tree } = reading;
  if (tree !== undefined) return compile(reading, tree);
  return { ok: false, findings: faultFindings(source, withLookaheadFix(reading)) };
}

function compile({ source, faults }: PatternReading, tree: PatternNode): PatternResult {
  const result = patternMeaning(source, tree);
  if (!result.ok) {
    const limit: Fault = { id: "S004", at: [0, source.length], what: result.limit };
    return { ok: false, findings: faultFindings(source, [...faults, limit]) };
  }
  const { meaning } = result;
  const findings = faultFindings(source, faults);
  if (faults.some(isRefusal)) return { ok: false, findings, meaning };
  const pattern = { ...meaning, lengthMin: lengthMinOf(tree), lengthMax: lengthMaxOf(tree) };
  return { ok: true, pattern, notes: findings };
}
