import type { CharacterSet } from "./character-set.ts";

/** Half-open range `[from, to)` in the source of a pattern, in UTF-16 units. */
export type SourceRange = readonly [from: number, to: number];

/** The meaning of a pattern between its anchors. */
export type PatternNode =
  /** One character of the set; `at` includes a quantifier that stands directly behind it. */
  | { readonly kind: "set"; readonly set: CharacterSet; readonly at: SourceRange }
  | { readonly kind: "sequence"; readonly items: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly options: readonly PatternNode[] }
  | { readonly kind: "repeat"; readonly item: PatternNode; readonly min: number; readonly max: number };

/** Shortest text of a node, in characters. */
export function lengthMinOf(node: PatternNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.items.reduce((sum, item) => sum + lengthMinOf(item), 0);
    case "choice":
      return Math.min(...node.options.map(lengthMinOf));
    case "repeat":
      return node.min * lengthMinOf(node.item);
  }
}

/** Longest text of a node, in characters. */
export function lengthMaxOf(node: PatternNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.items.reduce((sum, item) => sum + lengthMaxOf(item), 0);
    case "choice":
      return Math.max(...node.options.map(lengthMaxOf));
    case "repeat":
      return node.max * lengthMaxOf(node.item);
  }
}

/**
 * How many single characters the node has once every repeat is written out. A repeat of nothing counts as nothing,
 * so the count also bounds the work of writing it out.
 */
export function positionCountOf(node: PatternNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.items.reduce((sum, item) => sum + positionCountOf(item), 0);
    case "choice":
      return node.options.reduce((sum, option) => sum + positionCountOf(option), 0);
    case "repeat":
      return node.max * positionCountOf(node.item);
  }
}
