import { grown, type PooledState, textOfSymbols } from "./state-pool.ts";

/** What a search for a common text found, and how many pairs of states it looked at. */
export interface CommonSearch {
  readonly kind: "none" | "text" | "limit";
  readonly text: string;
  readonly pairCount: number;
}

/** Finds the shortest common text of two pooled states, the first of these in reading order. */
export type CommonTextFinder = (a: PooledState, b: PooledState, pairCountMax: number) => CommonSearch;

/**
 * A finder that keeps its memory from one search to the next, because proofs over many languages ask it a million
 * times. Same answers as `commonText`.
 */
export function createCommonTextFinder(): CommonTextFinder {
  const visits: Visits = {
    count: 0,
    a: new Int32Array(256),
    b: new Int32Array(256),
    from: new Int32Array(256),
    symbol: new Int32Array(256),
    slots: new Int32Array(1024),
    slotOf: new Int32Array(256),
  };
  return (a, b, pairCountMax) => {
    const result = search(visits, a, b, pairCountMax);
    for (let visit = 0; visit < visits.count; visit += 1) visits.slots[visits.slotOf[visit] ?? 0] = 0;
    visits.count = 0;
    return result;
  };
}

interface Visits {
  count: number;
  a: Int32Array;
  b: Int32Array;
  /** The visit before it, and the symbol that led on. */
  from: Int32Array;
  symbol: Int32Array;
  /** Hash table: a visit's number plus 1. */
  slots: Int32Array;
  slotOf: Int32Array;
}

function search(visits: Visits, a: PooledState, b: PooledState, pairCountMax: number): CommonSearch {
  if (a.state !== 0 && b.state !== 0) visitOnce(visits, { a: a.state, b: b.state, from: -1, symbol: 0 });
  for (let visit = 0; visit < visits.count; visit += 1) {
    const stateA = visits.a[visit] ?? 0;
    const stateB = visits.b[visit] ?? 0;
    if (a.pool.accepting[stateA] === 1 && b.pool.accepting[stateB] === 1) {
      return { kind: "text", text: textOf(visits, visit), pairCount: visits.count };
    }
    step(visits, visit, { ...a, state: stateA }, { ...b, state: stateB });
    if (visits.count > pairCountMax) return { kind: "limit", text: "", pairCount: visits.count };
  }
  return { kind: "none", text: "", pairCount: visits.count };
}

/** Goes through the ranges of both states side by side, so that symbols come in ascending order. */
function step(visits: Visits, from: number, a: PooledState, b: PooledState): void {
  const rangesA = a.pool.ranges;
  const rangesB = b.pool.ranges;
  const endA = a.pool.firstRange[a.state + 1] ?? 0;
  const endB = b.pool.firstRange[b.state + 1] ?? 0;
  let atA = a.pool.firstRange[a.state] ?? 0;
  let atB = b.pool.firstRange[b.state] ?? 0;
  while (atA < endA && atB < endB) {
    const toA = rangesA[atA + 1] ?? 0;
    const toB = rangesB[atB + 1] ?? 0;
    const symbol = Math.max(rangesA[atA] ?? 0, rangesB[atB] ?? 0);
    if (symbol <= toA && symbol <= toB) {
      visitOnce(visits, { a: rangesA[atA + 2] ?? 0, b: rangesB[atB + 2] ?? 0, from, symbol });
    }
    if (toA <= toB) atA += 3;
    if (toB <= toA) atB += 3;
  }
}

interface Visit {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly symbol: number;
}

function visitOnce(visits: Visits, { a, b, from, symbol }: Visit): void {
  const mask = visits.slots.length - 1;
  const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b);
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let known = visits.slots[slot] ?? 0; known !== 0; known = visits.slots[slot] ?? 0) {
    if (visits.a[known - 1] === a && visits.b[known - 1] === b) return;
    slot = (slot + 1) & mask;
  }
  const visit = visits.count;
  visits.count += 1;
  if (visits.count > visits.a.length) growVisits(visits);
  visits.a[visit] = a;
  visits.b[visit] = b;
  visits.from[visit] = from;
  visits.symbol[visit] = symbol;
  visits.slots[slot] = visit + 1;
  visits.slotOf[visit] = slot;
  if (visits.count * 2 > visits.slots.length) rehash(visits);
}

function growVisits(visits: Visits): void {
  for (const name of ["a", "b", "from", "symbol", "slotOf"] as const) {
    visits[name] = grown(visits[name], visits.count);
  }
}

function rehash(visits: Visits): void {
  visits.slots = new Int32Array(visits.slots.length * 4);
  const mask = visits.slots.length - 1;
  for (let visit = 0; visit < visits.count; visit += 1) {
    const hash = Math.imul(Math.imul(visits.a[visit] ?? 0, 0x9e3779b1) ^ (visits.b[visit] ?? 0), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (visits.slots[slot] !== 0) slot = (slot + 1) & mask;
    visits.slots[slot] = visit + 1;
    visits.slotOf[visit] = slot;
  }
}

function textOf({ from, symbol }: Visits, visit: number): string {
  const symbols: number[] = [];
  for (let at = visit; at >= 0 && (from[at] ?? -1) >= 0; at = from[at] ?? -1) symbols.push(symbol[at] ?? 0);
  return textOfSymbols(symbols.reverse());
}
