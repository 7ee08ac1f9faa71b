import type { Finding } from "../index.ts";
import { buildTree } from "./build-tree.ts";
import { checkStructure } from "./check-structure.ts";
import type { Pattern, PatternMeaning } from "./pattern.ts";
import { patternLengthMax } from "./pattern-rule.ts";
import { type Fault, faultFindings } from "./pattern-source.ts";
import { lengthMaxOf, lengthMinOf, type PatternNode, positionCountOf } from "./pattern-syntax.ts";
import { positionAutomaton } from "./position-automaton.ts";
import { openPatternSource } from "./read-wrapping.ts";
import { stateTable } from "./state-table.ts";
import { tokenise } from "./tokenise.ts";

/** Most single-character places of a pattern whose repeats are written out. */
const positionCountMax = 2000;

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
 * id, the place and the portable replacement. Time and memory are bounded for every text.
 */
export function parsePattern(source: string): PatternResult {
  if (source.length > patternLengthMax) return refused(source, [tooLong(source)]);
  const reading = openPatternSource(source);
  const tokens = tokenise(reading);
  checkStructure(reading, tokens);
  if (reading.faults.length > 0) return refused(source, reading.faults);
  const inner = tokens.slice(1, -1);
  return compile(source, buildTree(inner, [tokens.at(0)?.at[1] ?? 0, tokens.at(-1)?.at[0] ?? source.length]));
}

function compile(source: string, tree: PatternNode): PatternResult {
  const positionCount = positionCountOf(tree);
  if (positionCount > positionCountMax) {
    const what = `The pattern has ${positionCount} places once its repeats are written out; at most ${positionCountMax} can be proved`;
    return refused(source, [{ id: "S004", at: [0, source.length], what }]);
  }
  const automaton = positionAutomaton(tree);
  const language = stateTable(automaton);
  if (language === undefined) {
    const what = "The repeats of the pattern overlap each other in too many ways for a proof";
    return refused(source, [{ id: "S004", at: [0, source.length], what }]);
  }
  const lengthMin = lengthMinOf(tree);
  const lengthMax = lengthMaxOf(tree);
  return { ok: true, pattern: { source, tree, lengthMin, lengthMax, automaton, language }, notes: [] };
}

function refused(source: string, faults: readonly Fault[]): PatternResult {
  return { ok: false, findings: faultFindings(source, faults) };
}

function tooLong(source: string): Fault {
  const what = `The pattern has ${source.length} characters; at most ${patternLengthMax} are read`;
  return { id: "S004", at: [patternLengthMax, source.length], what };
}
