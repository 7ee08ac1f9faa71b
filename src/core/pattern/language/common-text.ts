import { countWork } from "../counted-work.ts";
import { characterOf, deadState, type Language, nextState, startState } from "./language.ts";
import { distinctCodes } from "./language-columns.ts";
import { pairCountMax, shortestWay } from "./shortest-way.ts";

/** A text that proves a relation of two languages, none if the relation does not hold, or the limit that was reached. */
export type WitnessResult =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "limit"; readonly message: string };

/** The shortest text that both languages have; the first in reading order (ASCII order, printable first) of these. */
export function commonText(a: Language, b: Language): WitnessResult {
  return shortestWitness(a, b, "both");
}

/** The shortest text that `a` has and `b` has not, as with `commonText`: the proof that `b` does not cover `a`. */
export function uncoveredText(a: Language, b: Language): WitnessResult {
  return shortestWitness(a, b, "only-first");
}

/** A search through the pairs of states, so the first hit is a shortest text. */
function shortestWitness(a: Language, b: Language, wanted: "both" | "only-first"): WitnessResult {
  const codes = distinctCodes(a, b);
  const countB = b.stateCount;
  const way = shortestWay({
    start: startState * countB + startState,
    nodeCount: a.stateCount * countB,
    moves(pair, visit) {
      const stateB = pair % countB;
      const stateA = (pair - stateB) / countB;
      countWork(codes.length * 2);
      for (const code of codes) {
        const nextA = nextState(a, stateA, code);
        if (nextA === deadState) continue;
        const nextB = nextState(b, stateB, code);
        if (wanted === "both" && nextB === deadState) continue;
        visit(nextA * countB + nextB, code);
      }
    },
    isGoal(pair) {
      const stateB = pair % countB;
      return a.accepting[(pair - stateB) / countB] === 1 && (b.accepting[stateB] === 1) === (wanted === "both");
    },
  });
  if (way.kind === "way") return { kind: "text", text: way.labels.map(characterOf).join("") };
  return way.kind === "none" ? { kind: "none" } : pairLimitReached;
}

/** What a search over pairs answers when it had looked at `pairCountMax` of them. */
export const pairLimitReached: Exclude<WitnessResult, { kind: "text" }> = {
  kind: "limit",
  message: `More than ${pairCountMax} pairs of states to compare; neither such a text nor its absence is proved.`,
};
