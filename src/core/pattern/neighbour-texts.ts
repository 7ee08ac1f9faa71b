import { grown, type PooledState, textOfSymbols } from "./state-pool.ts";

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
  const visits: Visits = {
    count: 0,
    a: new Int32Array(256),
    b: new Int32Array(256),
    isEdited: new Int32Array(256),
    from: new Int32Array(256),
    symbolA: new Int32Array(256),
    symbolB: new Int32Array(256),
    numberOf: new Map(),
  };
  return (a, b, pairCountMax) => {
    visits.count = 0;
    visits.numberOf.clear();
    return search({ visits, a, b }, pairCountMax);
  };
}

interface Visits {
  count: number;
  a: Int32Array;
  b: Int32Array;
  /** 1 once the texts differ. */
  isEdited: Int32Array;
  /** The visit before it, and the symbols that led on: -1 where a text did not go on. */
  from: Int32Array;
  symbolA: Int32Array;
  symbolB: Int32Array;
  readonly numberOf: Map<number, number>;
}

interface Search {
  readonly visits: Visits;
  readonly a: PooledState;
  readonly b: PooledState;
}

function search(search: Search, pairCountMax: number): NeighbourTexts {
  const { visits, a, b } = search;
  const nothing = { textA: "", textB: "" };
  if (a.state !== 0 && b.state !== 0) {
    visitOnce(search, { a: a.state, b: b.state, isEdited: 0, from: -1, symbolA: -1, symbolB: -1 });
  }
  for (let visit = 0; visit < visits.count; visit += 1) {
    const isEdited = visits.isEdited[visit] ?? 0;
    const isEnd = a.pool.accepting[visits.a[visit] ?? 0] === 1 && b.pool.accepting[visits.b[visit] ?? 0] === 1;
    if (isEnd && isEdited === 1) {
      const textA = textOf(visits, visits.symbolA, visit);
      return { kind: "texts", textA, textB: textOf(visits, visits.symbolB, visit), pairCount: visits.count };
    }
    goOnAlike(search, visit);
    if (isEdited === 0) edit(search, visit);
    if (visits.count > pairCountMax) return { kind: "limit", ...nothing, pairCount: visits.count };
  }
  return { kind: "none", ...nothing, pairCount: visits.count };
}

/** The ranges of the state in which a visit is: from, to, target. */
function rangesAt({ pool }: PooledState, state: number): Int32Array {
  return pool.ranges.subarray(pool.firstRange[state] ?? 0, pool.firstRange[state + 1] ?? 0);
}

function goOnAlike(search: Search, from: number): void {
  const { visits } = search;
  const rangesA = rangesAt(search.a, visits.a[from] ?? 0);
  const rangesB = rangesAt(search.b, visits.b[from] ?? 0);
  let atA = 0;
  let atB = 0;
  while (atA < rangesA.length && atB < rangesB.length) {
    const toA = rangesA[atA + 1] ?? 0;
    const toB = rangesB[atB + 1] ?? 0;
    const symbol = Math.max(rangesA[atA] ?? 0, rangesB[atB] ?? 0);
    if (symbol <= toA && symbol <= toB) {
      const [a, b] = [rangesA[atA + 2] ?? 0, rangesB[atB + 2] ?? 0];
      visitOnce(search, { a, b, isEdited: visits.isEdited[from] ?? 0, from, symbolA: symbol, symbolB: symbol });
    }
    if (toA <= toB) atA += 3;
    if (toB <= toA) atB += 3;
  }
}

/** One character misread, missing, or too many. */
function edit(search: Search, from: number): void {
  const { visits } = search;
  const stateA = visits.a[from] ?? 0;
  const stateB = visits.b[from] ?? 0;
  const rangesA = rangesAt(search.a, stateA);
  const rangesB = rangesAt(search.b, stateB);
  for (let atA = 0; atA < rangesA.length; atA += 3) {
    const a = rangesA[atA + 2] ?? 0;
    for (let atB = 0; atB < rangesB.length; atB += 3) {
      const [symbolA, symbolB] = unlikeSymbols(rangesA, atA, rangesB, atB);
      if (symbolA !== symbolB) {
        visitOnce(search, { a, b: rangesB[atB + 2] ?? 0, isEdited: 1, from, symbolA, symbolB });
      }
    }
    visitOnce(search, { a, b: stateB, isEdited: 1, from, symbolA: rangesA[atA] ?? 0, symbolB: -1 });
  }
  for (let atB = 0; atB < rangesB.length; atB += 3) {
    const b = rangesB[atB + 2] ?? 0;
    visitOnce(search, { a: stateA, b, isEdited: 1, from, symbolA: -1, symbolB: rangesB[atB] ?? 0 });
  }
}

/** The first two different symbols of two ranges; alike when both ranges are one and the same symbol. */
function unlikeSymbols(rangesA: Int32Array, atA: number, rangesB: Int32Array, atB: number): readonly [number, number] {
  const [fromA, fromB] = [rangesA[atA] ?? 0, rangesB[atB] ?? 0];
  if (fromA !== fromB) return [fromA, fromB];
  if (fromB < (rangesB[atB + 1] ?? 0)) return [fromA, fromB + 1];
  return fromA < (rangesA[atA + 1] ?? 0) ? [fromA + 1, fromB] : [fromA, fromB];
}

interface Visit {
  readonly a: number;
  readonly b: number;
  readonly isEdited: number;
  readonly from: number;
  readonly symbolA: number;
  readonly symbolB: number;
}

function visitOnce({ visits, b: { pool } }: Search, visit: Visit): void {
  const key = (visit.a * pool.stateCount + visit.b) * 2 + visit.isEdited;
  if (visits.numberOf.has(key)) return;
  const number = visits.count;
  visits.count += 1;
  visits.numberOf.set(key, number);
  for (const name of ["a", "b", "isEdited", "from", "symbolA", "symbolB"] as const) {
    if (number >= visits[name].length) visits[name] = grown(visits[name], number + 1);
    visits[name][number] = visit[name];
  }
}

function textOf({ from }: Visits, symbols: Int32Array, visit: number): string {
  const text: number[] = [];
  for (let at = visit; at > 0; at = from[at] ?? 0) {
    const symbol = symbols[at] ?? -1;
    if (symbol >= 0) text.push(symbol);
  }
  return textOfSymbols(text.reverse());
}
