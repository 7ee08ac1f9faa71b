import { assert } from "../index.ts";
import type { PatternNode } from "./pattern-syntax.ts";
import type { PatternToken } from "./pattern-token.ts";

/** The meaning of fault-free tokens between the anchors. */
export function buildTree(tokens: readonly PatternToken[]): PatternNode {
  const reading = { tokens, index: 0 };
  const tree = readChoice(reading);
  assert(reading.index === tokens.length, "every token belongs to the tree");
  return tree;
}

interface Reading {
  readonly tokens: readonly PatternToken[];
  index: number;
}

function readChoice(reading: Reading): PatternNode {
  const options: PatternNode[] = [readSequence(reading)];
  while (reading.tokens[reading.index]?.kind === "bar") {
    reading.index += 1;
    options.push(readSequence(reading));
  }
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
}

function readSequence(reading: Reading): PatternNode {
  const items: PatternNode[] = [];
  for (let item = readItem(reading); item !== undefined; item = readItem(reading)) items.push(item);
  return { kind: "sequence", items };
}

function readItem(reading: Reading): PatternNode | undefined {
  const token = reading.tokens[reading.index];
  if (token === undefined || token.kind === "close" || token.kind === "bar") return undefined;
  reading.index += 1;
  if (token.kind === "set") {
    const next = reading.tokens[reading.index];
    const to = next?.kind === "repeat" ? next.at[1] : token.at[1];
    return readRepeated(reading, { kind: "set", set: token.set, at: [token.at[0], to] });
  }
  assert(token.kind === "open", "an item is a character, a class or a group");
  const group = readChoice(reading);
  assert(reading.tokens[reading.index]?.kind === "close", "every group is closed");
  reading.index += 1;
  return readRepeated(reading, group);
}

function readRepeated(reading: Reading, item: PatternNode): PatternNode {
  const token = reading.tokens[reading.index];
  if (token?.kind !== "repeat") return item;
  reading.index += 1;
  return { kind: "repeat", item, min: token.min, max: token.max };
}
