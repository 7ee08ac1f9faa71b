import { assert } from "../../index.ts";
import type { PatternNode } from "./pattern-syntax.ts";
import type { PatternToken } from "./pattern-token.ts";
import type { SourceRange } from "./source-range.ts";

/** The meaning of the tokens between the anchors, at `[from, to)`; groups are balanced, no quantifier stands alone. */
export function buildTree(tokens: readonly PatternToken[], [from, to]: SourceRange): PatternNode {
  const reading = { tokens, index: 0, to };
  const tree = readChoice(reading, from);
  assert(reading.index === tokens.length, "every token belongs to the tree");
  return tree;
}

interface Reading {
  readonly tokens: readonly PatternToken[];
  /** Where the last token ends. */
  readonly to: number;
  index: number;
}

/** Reads alternatives up to the `)` of their group, or to the end. */
function readChoice(reading: Reading, from: number): PatternNode {
  const options: PatternNode[] = [readSequence(reading, from)];
  for (let bar = reading.tokens[reading.index]; bar?.kind === "bar"; bar = reading.tokens[reading.index]) {
    reading.index += 1;
    options.push(readSequence(reading, bar.at[1]));
  }
  const [only] = options;
  if (options.length === 1 && only !== undefined) return only;
  return { kind: "choice", options, at: [from, placeOf(reading)] };
}

function readSequence(reading: Reading, from: number): PatternNode {
  const items: PatternNode[] = [];
  for (let item = readItem(reading); item !== undefined; item = readItem(reading)) items.push(item);
  return { kind: "sequence", items, at: [from, placeOf(reading)] };
}

function placeOf({ tokens, index, to }: Reading): number {
  return tokens[index]?.at[0] ?? to;
}

function readItem(reading: Reading): PatternNode | undefined {
  const token = reading.tokens[reading.index];
  if (token === undefined || token.kind === "close" || token.kind === "bar") return undefined;
  reading.index += 1;
  if (token.kind === "set") {
    const next = reading.tokens[reading.index];
    const to = next?.kind === "repeat" ? next.at[1] : token.at[1];
    return readRepeated(reading, { kind: "set", set: token.set, at: [token.at[0], to] }, token.at[0]);
  }
  assert(token.kind === "open", "an item is a character, a class or a group");
  const group = readChoice(reading, token.at[1]);
  assert(reading.tokens[reading.index]?.kind === "close", "every group is closed");
  reading.index += 1;
  return readRepeated(reading, group, token.at[0]);
}

/** A second quantifier repeats the repeat; that much is only ever a meaning, never portable. */
function readRepeated(reading: Reading, item: PatternNode, from: number): PatternNode {
  let node = item;
  for (let token = reading.tokens[reading.index]; token?.kind === "repeat"; token = reading.tokens[reading.index]) {
    reading.index += 1;
    node = { kind: "repeat", item: node, min: token.min, max: token.max, at: [from, token.at[1]] };
  }
  return node;
}
