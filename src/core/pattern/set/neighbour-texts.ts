import { addAlike } from "./common-state-text.ts";
import { endsBoth, type PairSearch, type PairVisits, pairSearcher } from "./pair-visits.ts";
import type { PooledState } from "./state-pool.ts";

/** What a search for neighbours found, and how many pairs of states it looked at. */
export interface NeighbourTexts {
  readonly kind: "none" | "texts" | "limit";
  readonly textA: string;
  readonly textB: string;
  readonly pairCount: number;
}

/** Finds a shortest text of the first language that one misread, missing or extra character turns into one of the second. */
export type NeighbourFinder = (a: PooledState, b: PooledState, pairCountMax: number) => NeighbourTexts;

/** A finder that keeps its memory from one search to the next. */
export function createNeighbourFinder(): NeighbourFinder {
  return pairSearcher(search);
}

/** Marks of visits; a search begins alike. */
const alike = 0;
const edited = 1;

function search(visits: PairVisits, { a, b, pairCountMax }: PairSearch): NeighbourTexts {
  const nothing = { textA: "", textB: "" };
  for (let visit = 0; visit < visits.count; visit += 1) {
    if (visits.mark[visit] === edited && endsBoth(visits, visit, { a, b })) {
      const [textA, textB] = [visits.textTo(visit, "a"), visits.textTo(visit, "b")];
      return { kind: "texts", textA, textB, pairCount: visits.count };
    }
    addAlike(visits, visit, { a, b });
    if (visits.mark[visit] === alike) addEdited(visits, visit, { a, b });
    if (visits.count > pairCountMax) return { kind: "limit", ...nothing, pairCount: visits.count };
  }
  return { kind: "none", ...nothing, pairCount: visits.count };
}

/** Visits every pair to which one character leads that is misread, missing or too many. */
function addEdited(visits: PairVisits, from: number, { a, b }: Pick<PairSearch, "a" | "b">): void {
  const stateA = visits.a[from] ?? 0;
  const stateB = visits.b[from] ?? 0;
  const rangesA = rangesAt(a, stateA);
  const rangesB = rangesAt(b, stateB);
  for (let atA = 0; atA < rangesA.length; atA += 3) {
    const nextA = rangesA[atA + 2] ?? 0;
    for (let atB = 0; atB < rangesB.length; atB += 3) {
      const [rankA, rankB] = unlikeRanks(rangesA, atA, rangesB, atB);
      if (rankA === rankB) continue;
      visits.add({ a: nextA, b: rangesB[atB + 2] ?? 0, mark: edited, from, rankA, rankB });
    }
    visits.add({ a: nextA, b: stateB, mark: edited, from, rankA: rangesA[atA] ?? 0, rankB: -1 });
  }
  for (let atB = 0; atB < rangesB.length; atB += 3) {
    const b = rangesB[atB + 2] ?? 0;
    visits.add({ a: stateA, b, mark: edited, from, rankA: -1, rankB: rangesB[atB] ?? 0 });
  }
}

/** The ranges of a state: from, to, target. */
function rangesAt({ pool }: PooledState, state: number): Int32Array {
  return pool.ranges.subarray(pool.firstRange[state] ?? 0, pool.firstRange[state + 1] ?? 0);
}

/** The first two different characters of two ranges, by rank; alike when both ranges are one and the same character. */
function unlikeRanks(rangesA: Int32Array, atA: number, rangesB: Int32Array, atB: number): readonly [number, number] {
  const [fromA, fromB] = [rangesA[atA] ?? 0, rangesB[atB] ?? 0];
  if (fromA !== fromB) return [fromA, fromB];
  if (fromB < (rangesB[atB + 1] ?? 0)) return [fromA, fromB + 1];
  return fromA < (rangesA[atA + 1] ?? 0) ? [fromA + 1, fromB] : [fromA, fromB];
}
