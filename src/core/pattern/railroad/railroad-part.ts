import { assert } from "../../index.ts";
import type { CharacterSet } from "../language/character-set.ts";
import type { PatternNode } from "../syntax/pattern-syntax.ts";
import { characterWords, classWords, countWords, isPlainCharacter, onlyCharacter } from "./railroad-words.ts";

/** What a drawing of a pattern shows, in the order in which a person reads it. */
export type RailroadPart =
  /** A fixed text. */
  | { readonly kind: "literal"; readonly text: string }
  /** Characters of one class in words, and how many where it is not one: `0–9`, `6`. */
  | { readonly kind: "class"; readonly text: string; readonly count?: string }
  /** One of many fixed texts, too many for a line each. */
  | { readonly kind: "list"; readonly texts: readonly string[] }
  | { readonly kind: "sequence"; readonly items: readonly RailroadPart[] }
  | { readonly kind: "choice"; readonly options: readonly RailroadPart[] }
  | { readonly kind: "optional"; readonly item: RailroadPart }
  | { readonly kind: "loop"; readonly item: RailroadPart; readonly count: string };

/** A repeated fixed character is spelled out up to so many times. */
const spelledCountMax = 12;
/** So many fixed texts to choose from get a line each. */
const stackedTextMax = 6;

/** The parts of a pattern: single characters joined to texts, equal neighbours to one class, nested sequences flat. */
export function railroadPart(tree: PatternNode): RailroadPart {
  switch (tree.kind) {
    case "choice":
      return choiceOf(tree.options.map(railroadPart));
    case "sequence":
    case "set":
    case "repeat":
      return sequenceOf(tree);
  }
}

/** A run of characters of one set, as long as neighbours may still join it. */
interface Run {
  readonly set: CharacterSet;
  readonly min: number;
  readonly max: number;
}

function sequenceOf(tree: PatternNode): RailroadPart {
  const pieces = joinedRuns(flatItems(tree).flatMap((item) => runOf(item) ?? []));
  const items: RailroadPart[] = [];
  for (const part of pieces.flatMap((piece) => ("set" in piece ? runParts(piece) : [partOfGroup(piece.group)]))) {
    const last = items.at(-1);
    if (part.kind === "literal" && last?.kind === "literal") {
      items[items.length - 1] = { kind: "literal", text: last.text + part.text };
    } else items.push(part);
  }
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: "sequence", items };
}

function flatItems(node: PatternNode): readonly PatternNode[] {
  if (node.kind === "repeat" && node.min === 1 && node.max === 1) return flatItems(node.item);
  return node.kind === "sequence" ? node.items.flatMap(flatItems) : [node];
}

type Piece = Run | { readonly group: PatternNode };

/** Undefined for a repeat of nothing. */
function runOf(node: PatternNode): Piece | undefined {
  if (node.kind === "set") return { set: node.set, min: 1, max: 1 };
  if (node.kind !== "repeat") return { group: node };
  if (node.max === 0) return undefined;
  const [only, ...more] = flatItems(node.item);
  if (only?.kind === "set" && more.length === 0) return { set: only.set, min: node.min, max: node.max };
  return { group: node };
}

/** Neighbours of one class with fixed counts are one run. */
function joinedRuns(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && "set" in last && "set" in piece && canJoin(last, piece)) {
      joined[joined.length - 1] = { set: last.set, min: last.min + piece.min, max: last.max + piece.max };
    } else joined.push(piece);
  }
  return joined;
}

function canJoin(a: Run, b: Run): boolean {
  const isFixed = a.min === a.max && b.min === b.max;
  return isFixed && String(a.set) === String(b.set) && onlyCharacter(a.set) === undefined;
}

function runParts({ set, min, max }: Run): readonly RailroadPart[] {
  if (min === 0) return runParts({ set, min: 1, max }).map((item) => ({ kind: "optional", item }));
  const character = onlyCharacter(set);
  if (character !== undefined && min === max && max <= spelledCountMax && isPlainCharacter(character)) {
    return [{ kind: "literal", text: character.repeat(max) }];
  }
  const words = character === undefined ? classWords(set) : characterWords(character);
  return [
    min === 1 && max === 1
      ? { kind: "class", text: words }
      : { kind: "class", text: words, count: countWords(min, max) },
  ];
}

function partOfGroup(node: PatternNode): RailroadPart {
  if (node.kind !== "repeat") return railroadPart(node);
  const item = railroadPart(node.item);
  const once = Math.max(node.min, 1);
  const repeated: RailroadPart =
    node.max === 1 ? item : { kind: "loop", item, count: `${countWords(once, node.max)} times` };
  return node.min === 0 ? { kind: "optional", item: repeated } : repeated;
}

function choiceOf(options: readonly RailroadPart[]): RailroadPart {
  const filled = options.filter((option) => option.kind !== "sequence" || option.items.length > 0);
  if (filled.length < options.length) {
    return filled.length === 0 ? { kind: "sequence", items: [] } : { kind: "optional", item: choiceOf(filled) };
  }
  const [only] = options;
  assert(only !== undefined, "a choice has an option");
  if (options.length === 1) return only;
  const texts = options.flatMap((option) => (option.kind === "literal" ? [option.text] : []));
  if (texts.length === options.length && texts.length > stackedTextMax) return { kind: "list", texts };
  return { kind: "choice", options };
}
