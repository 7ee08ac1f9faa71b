import type { CharacterSet } from "../language/character-set.ts";
import type { SourceRange } from "./source-range.ts";

/**
 * The meaning of a pattern between its anchors. `at` is where a node stands in the source: of a choice or sequence
 * inside a group the text between the parentheses, of an option of a choice the text between its bars, and of a repeat
 * the item with its quantifier.
 */
export type PatternNode =
  /** One character of the set; `at` includes a quantifier that stands directly behind it. */
  | { readonly kind: "set"; readonly set: CharacterSet; readonly at: SourceRange }
  | { readonly kind: "sequence"; readonly items: readonly PatternNode[]; readonly at: SourceRange }
  | { readonly kind: "choice"; readonly options: readonly PatternNode[]; readonly at: SourceRange }
  | PatternRepeat;

/** An item `min` to `max` times; `max` is Infinity only where a pattern is not portable. */
export interface PatternRepeat {
  readonly kind: "repeat";
  readonly item: PatternNode;
  readonly min: number;
  readonly max: number;
  readonly at: SourceRange;
}

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

/** Longest text of a node, in characters; Infinity where a repeat has no limit. */
export function lengthMaxOf(node: PatternNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.items.reduce((sum, item) => sum + lengthMaxOf(item), 0);
    case "choice":
      return Math.max(...node.options.map(lengthMaxOf));
    case "repeat": {
      const longest = lengthMaxOf(node.item);
      return longest === 0 ? 0 : node.max * longest;
    }
  }
}
