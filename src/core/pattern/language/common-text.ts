import { countWork } from "../counted-work.ts";
import { pairNumbering } from "./combine-languages.ts";
import { characterOf, deadState, type Language, nextState, startState } from "./language.ts";
import { distinctCodes } from "./language-columns.ts";

/** A text that proves a relation of two patterns, none if the relation does not hold, or the limit that was reached. */
export type WitnessResult =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "limit"; readonly message: string };

/** Most pairs of states that one search looks at: about a tenth of a second. */
export const pairCountMax = 200_000;

/** The shortest text that both languages have; the first in reading order (ASCII order, printable first) of these. */
export function commonText(a: Language, b: Language): WitnessResult {
  return shortestWitness(a, b, "both");
}

/** The shortest text that `a` has and `b` has not, as with `commonText`: the proof that `b` does not cover `a`. */
export function uncoveredText(a: Language, b: Language): WitnessResult {
  return shortestWitness(a, b, "only-first");
}

/** Breadth first through the pairs of states, so the first hit is a shortest text. */
function shortestWitness(a: Language, b: Language, wanted: "both" | "only-first"): WitnessResult {
  const codes = distinctCodes(a, b);
  const countB = b.stateCount;
  const numberOf = pairNumbering(a.stateCount, countB);
  const pairs: number[] = [startState * countB + startState];
  const from: number[] = [-1];
  const by: number[] = [0];
  // A number of 0 means "not seen", so the pairs are numbered from 1.
  numberOf(startState * countB + startState, 1);
  for (let index = 0; index < pairs.length; index += 1) {
    const pair = pairs[index] ?? 0;
    const stateB = pair % countB;
    const stateA = (pair - stateB) / countB;
    if (a.accepting[stateA] === 1 && (b.accepting[stateB] === 1) === (wanted === "both")) {
      return { kind: "text", text: textTo(index, from, by) };
    }
    countWork(codes.length * 2);
    for (const code of codes) {
      const nextA = nextState(a, stateA, code);
      if (nextA === deadState) continue;
      const nextB = nextState(b, stateB, code);
      if (wanted === "both" && nextB === deadState) continue;
      const next = nextA * countB + nextB;
      if (numberOf(next, pairs.length + 1) <= pairs.length) continue;
      pairs.push(next);
      from.push(index);
      by.push(code);
    }
    if (pairs.length > pairCountMax) return pairLimitReached;
  }
  return { kind: "none" };
}

/** What a search over pairs answers when it had to stop. */
export const pairLimitReached: WitnessResult = {
  kind: "limit",
  message: `More than ${pairCountMax} pairs of states to compare; neither a common text nor its absence is proved.`,
};

/** The text of the codes on the way to a visit. */
function textTo(visit: number, from: readonly number[], by: readonly number[]): string {
  let text = "";
  for (let index = visit; index > 0; index = from[index] ?? 0) text = characterOf(by[index] ?? 0) + text;
  return text;
}
