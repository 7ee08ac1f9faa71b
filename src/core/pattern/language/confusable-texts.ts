import { countWork } from "../counted-work.ts";
import { pairLimitReached, type WitnessResult } from "./common-text.ts";
import { characterOf, deadState, type Language, nextState, startState } from "./language.ts";
import { distinctCodes } from "./language-columns.ts";
import { shortestWay } from "./shortest-way.ts";

/** The move in which one text has the one character and the other text the other. */
const confusedLabel = -1;

/** Two texts that are confused, that there are none, or the limit that was reached. */
export type ConfusableResult =
  | { readonly kind: "texts"; readonly texts: readonly [string, string] }
  | Exclude<WitnessResult, { kind: "text" }>;

/**
 * Two texts of the language that differ in one place only, where the first has `a` and the second `b`; as short as any.
 * `limit` when 200,000 pairs of states were not enough to find any.
 */
export function confusableTexts(language: Language, a: string, b: string): ConfusableResult {
  const count = language.stateCount;
  const codes = distinctCodes(language);
  const way = shortestWay({
    start: startState,
    nodeCount: count + count * count,
    moves(node, visit) {
      // A single state before the place that differs, a pair of states behind it.
      if (node < count) {
        const [stateA, stateB] = [
          nextState(language, node, a.charCodeAt(0)),
          nextState(language, node, b.charCodeAt(0)),
        ];
        if (stateA !== deadState && stateB !== deadState) visit(pairNode(stateA, stateB), confusedLabel);
      }
      const [stateA, stateB] = statesOf(node);
      countWork(codes.length * 4);
      for (const code of codes) {
        const [nextA, nextB] = [nextState(language, stateA, code), nextState(language, stateB, code)];
        if (nextA !== deadState && nextB !== deadState) visit(node < count ? nextA : pairNode(nextA, nextB), code);
      }
    },
    isGoal: (node) => node >= count && statesOf(node).every((state) => language.accepting[state] === 1),
  });
  if (way.kind !== "way") return way.kind === "none" ? { kind: "none" } : pairLimitReached;
  const spelled = (confused: string) =>
    way.labels.map((label) => (label === confusedLabel ? confused : characterOf(label))).join("");
  return { kind: "texts", texts: [spelled(a), spelled(b)] };

  function pairNode(stateA: number, stateB: number): number {
    return count + stateA * count + stateB;
  }

  function statesOf(node: number): readonly [number, number] {
    if (node < count) return [node, node];
    return [Math.floor((node - count) / count), (node - count) % count];
  }
}
