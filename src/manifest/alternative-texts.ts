import {
  hasText,
  intersection,
  type Language,
  languageOf,
  type PatternNode,
  shortestText,
} from "../core/pattern/index.ts";

/** So many alternatives of one pattern get an example. */
const alternativeMax = 8;

/**
 * For each alternative of a pattern one text of `within` that goes through it, the shortest; none for alternatives that
 * one of the texts given already goes through, or that no text of `within` takes.
 */
export function alternativeTexts(tree: PatternNode, within: Language, given: readonly string[]): readonly string[] {
  const texts: string[] = [];
  let count = 0;
  for (const narrowed of narrowedTrees(tree)) {
    count += 1;
    if (count > alternativeMax) break;
    const built = languageOf(narrowed);
    if (!built.ok || [...given, ...texts].some((text) => hasText(built.language, text))) continue;
    const common = intersection(built.language, within);
    const text = common.ok ? shortestText(common.language) : undefined;
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

/** The tree with one choice decided, once for each option of each choice. */
function* narrowedTrees(node: PatternNode): Iterable<PatternNode> {
  switch (node.kind) {
    case "set":
      return;
    case "sequence":
      for (const [index, item] of node.items.entries()) {
        for (const narrowed of narrowedTrees(item)) yield { ...node, items: node.items.with(index, narrowed) };
      }
      return;
    case "choice":
      for (const option of node.options) {
        const inner = [...narrowedTrees(option)];
        yield* inner.length === 0 ? [option] : inner;
      }
      return;
    case "repeat":
      if (node.max === 0) return;
      for (const item of narrowedTrees(node.item)) yield { ...node, item, min: Math.max(node.min, 1) };
  }
}
