import { countWork } from "../counted-work.ts";
import { buildTree } from "./build-tree.ts";
import { checkStructure } from "./check-structure.ts";
import { patternLengthMax } from "./pattern-rule.ts";
import { type Fault, keepsMeaning } from "./pattern-source.ts";
import type { PatternNode } from "./pattern-syntax.ts";
import type { PatternToken } from "./pattern-token.ts";
import { openPatternSource } from "./read-wrapping.ts";
import { tokenise } from "./tokenise.ts";

/** A pattern's text, read: every fault, the tokens without the outer anchors, and the tree where they mean something. */
export interface PatternReading {
  readonly source: string;
  readonly faults: readonly Fault[];
  readonly tokens: readonly PatternToken[];
  /** Where what stands between the outer anchors ends. */
  readonly end: number;
  readonly tree?: PatternNode;
}

/** Reads any text as a pattern, in time linear in its length but for small factors; its repeats are not written out. */
export function readPattern(source: string): PatternReading {
  if (source.length > patternLengthMax) return { source, faults: [tooLong(source)], tokens: [], end: source.length };
  const opened = openPatternSource(source);
  const all = tokenise(opened);
  const tokens = checkStructure(opened, all);
  const last = all.at(-1);
  const start = tokens.at(0)?.at[0] ?? opened.start;
  // Signs that are no tokens of their own, as the second of "??", belong to what stands before the anchor.
  const end = last?.kind === "end" ? last.at[0] : opened.end;
  const reading = { source, faults: opened.faults, tokens, end };
  countWork(source.length * stepsOfCharacter + opened.faults.length * stepsOfFault);
  return keepsMeaning(opened.faults) ? { ...reading, tree: buildTree(tokens, [start, end]) } : reading;
}

const stepsOfCharacter = 40;
/** A fault's sentences are put together from the text around it. */
const stepsOfFault = 400;

function tooLong(source: string): Fault {
  const what = `The pattern has ${source.length} characters; at most ${patternLengthMax} are read`;
  return { id: "S004", at: [patternLengthMax, source.length], what };
}
