import { endsBoth, type PairSearch, type PairVisits, pairSearcher } from "./pair-visits.ts";
import type { PooledState } from "./state-pool.ts";

/** What a search for a common text found, and how many pairs of states it looked at. */
export interface CommonSearch {
  readonly kind: "none" | "text" | "limit";
  readonly text: string;
  readonly pairCount: number;
}

/** Finds the shortest common text of two pooled states, the first of these in reading order. */
export type CommonTextFinder = (a: PooledState, b: PooledState, pairCountMax: number) => CommonSearch;

/** A finder that keeps its memory from one search to the next. Same answers as `commonText`. */
export function createCommonTextFinder(): CommonTextFinder {
  return pairSearcher(search);
}

function search(visits: PairVisits, { a, b, pairCountMax }: PairSearch): CommonSearch {
  for (let visit = 0; visit < visits.count; visit += 1) {
    if (endsBoth(visits, visit, { a, b })) {
      return { kind: "text", text: visits.textTo(visit, "a"), pairCount: visits.count };
    }
    addAlike(visits, visit, { a, b });
    if (visits.count > pairCountMax) return { kind: "limit", text: "", pairCount: visits.count };
  }
  return { kind: "none", text: "", pairCount: visits.count };
}

/**
 * Visits every pair to which one and the same character leads, with the mark of the visit that they come from. Goes
 * through the ranges of both states side by side, so that characters come in reading order.
 */
export function addAlike(visits: PairVisits, from: number, { a, b }: Pick<PairSearch, "a" | "b">): void {
  const stateA = visits.a[from] ?? 0;
  const stateB = visits.b[from] ?? 0;
  const mark = visits.mark[from] ?? 0;
  const rangesA = a.pool.ranges;
  const rangesB = b.pool.ranges;
  const endA = a.pool.firstRange[stateA + 1] ?? 0;
  const endB = b.pool.firstRange[stateB + 1] ?? 0;
  let atA = a.pool.firstRange[stateA] ?? 0;
  let atB = b.pool.firstRange[stateB] ?? 0;
  while (atA < endA && atB < endB) {
    const toA = rangesA[atA + 1] ?? 0;
    const toB = rangesB[atB + 1] ?? 0;
    const rank = Math.max(rangesA[atA] ?? 0, rangesB[atB] ?? 0);
    if (rank <= toA && rank <= toB) {
      const [nextA, nextB] = [rangesA[atA + 2] ?? 0, rangesB[atB + 2] ?? 0];
      visits.add({ a: nextA, b: nextB, mark, from, rankA: rank, rankB: rank });
    }
    if (toA <= toB) atA += 3;
    if (toB <= toA) atB += 3;
  }
}
