import { columnCount, deadState, type Language, startState } from "./language.ts";

/** A text that proves a relation of two patterns, none if the relation does not hold, or the limit that was reached. */
export type WitnessResult =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "limit"; readonly message: string };

/** Most pairs of states that one search looks at: about a tenth of a second. */
const pairCountMax = 200_000;

/** The shortest text that both languages have, the first in ASCII order among equally short ones. */
export function commonText(a: Language, b: Language): WitnessResult {
  return shortestWitness(a, b, "both");
}

/** The shortest text that `a` has and `b` has not: the proof that `b` does not cover `a`. */
export function uncoveredText(a: Language, b: Language): WitnessResult {
  return shortestWitness(a, b, "only-first");
}

interface Visit {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly code: number;
}

/** Breadth first through the pairs of states, characters in ASCII order, so the first hit is the shortest, least text. */
function shortestWitness(a: Language, b: Language, wanted: "both" | "only-first"): WitnessResult {
  const visits: Visit[] = [{ a: startState, b: startState, from: -1, code: 0 }];
  const seen = new Set<number>([startState * b.stateCount + startState]);
  for (let index = 0; index < visits.length; index += 1) {
    const visit = visits[index];
    if (visit === undefined) break;
    const acceptsB = b.accepting[visit.b] === 1;
    if (a.accepting[visit.a] === 1 && acceptsB === (wanted === "both")) {
      return { kind: "text", text: textOf(visits, visit) };
    }
    for (let code = 0; code < columnCount; code += 1) {
      const nextA = a.next[visit.a * columnCount + code] ?? deadState;
      const nextB = b.next[visit.b * columnCount + code] ?? deadState;
      if (nextA === deadState || (wanted === "both" && nextB === deadState)) continue;
      const pair = nextA * b.stateCount + nextB;
      if (seen.has(pair)) continue;
      seen.add(pair);
      visits.push({ a: nextA, b: nextB, from: index, code });
    }
    if (visits.length > pairCountMax) return limitReached;
  }
  return { kind: "none" };
}

const limitReached: WitnessResult = {
  kind: "limit",
  message: `More than ${pairCountMax} pairs of states to compare; neither a common text nor its absence is proved.`,
};

function textOf(visits: readonly Visit[], last: Visit): string {
  let text = "";
  for (let visit: Visit | undefined = last; visit !== undefined && visit.from >= 0; visit = visits[visit.from]) {
    text = String.fromCharCode(visit.code) + text;
  }
  return text;
}
