import { deadState } from "../language/language.ts";
import { rankCount, type StatePool } from "./state-pool.ts";

/** The states of a pool as a table with a column for each class: characters that every state treats alike share one. */
export interface ClassTable {
  /** Class 0, whose characters no state takes, included. */
  readonly classCount: number;
  /** The class of each rank. */
  readonly classOf: Uint8Array;
  /** The first rank of each class; classes ascend by it. */
  readonly firstRank: Uint8Array;
  /** `next[s * classCount + class]` is the state after it times `classCount`; 0 where no text goes on. */
  readonly next: Uint32Array;
}

/** The table of a pool. */
export function classTable(pool: StatePool): ClassTable {
  const classes = classesOf(pool);
  const { classCount, classOf } = classes;
  const next = new Uint32Array(pool.stateCount * classCount);
  for (let state = 1; state < pool.stateCount; state += 1) {
    const end = pool.firstRange[state + 1] ?? 0;
    for (let at = pool.firstRange[state] ?? 0; at < end; at += 3) {
      const to = pool.ranges[at + 1] ?? 0;
      const target = (pool.ranges[at + 2] ?? deadState) * classCount;
      for (let rank = pool.ranges[at] ?? 0; rank <= to; rank += 1) {
        next[state * classCount + (classOf[rank] ?? 0)] = target;
      }
    }
  }
  return { ...classes, next };
}

/** Starts with one class and splits it at every state that treats two of its characters differently. */
function classesOf(pool: StatePool): Omit<ClassTable, "next"> {
  const row = new Int32Array(rankCount);
  let classOf = new Uint8Array(rankCount);
  let firstRank: readonly number[] = [0];
  const taken = new Uint8Array(rankCount);
  for (let state = 1; state < pool.stateCount; state += 1) {
    fillRow(pool, state, row);
    let isSplit = false;
    for (let rank = 0; rank < rankCount; rank += 1) {
      const target = row[rank] ?? deadState;
      if (target !== deadState) taken[rank] = 1;
      if (target !== row[firstRank[classOf[rank] ?? 0] ?? 0]) isSplit = true;
    }
    if (isSplit) ({ classOf, firstRank } = split(classOf, row));
  }
  return withUntakenFirst(classOf, taken);
}

function fillRow({ firstRange, ranges }: StatePool, state: number, row: Int32Array): void {
  row.fill(deadState);
  const end = firstRange[state + 1] ?? 0;
  for (let at = firstRange[state] ?? 0; at < end; at += 3) {
    row.fill(ranges[at + 2] ?? deadState, ranges[at] ?? 0, (ranges[at + 1] ?? 0) + 1);
  }
}

function split(classOf: Uint8Array, row: Int32Array): { classOf: Uint8Array<ArrayBuffer>; firstRank: number[] } {
  const numbering = new Map<number, number>();
  const firstRank: number[] = [];
  const finer = Uint8Array.from(classOf, (oldClass, rank) => {
    const key = (row[rank] ?? deadState) * rankCount + oldClass;
    const known = numbering.get(key);
    if (known !== undefined) return known;
    numbering.set(key, firstRank.length);
    return firstRank.push(rank) - 1;
  });
  return { classOf: finer, firstRank };
}

/** Class 0 for the characters that no state takes; the others in the order of their first characters. */
function withUntakenFirst(classOf: Uint8Array, taken: Uint8Array): Omit<ClassTable, "next"> {
  const numbering = new Map<number, number>();
  const firstRank = [0];
  const ordered = Uint8Array.from(classOf, (oldClass, rank) => {
    if (taken[rank] === 0) return 0;
    const known = numbering.get(oldClass);
    if (known !== undefined) return known;
    numbering.set(oldClass, firstRank.length);
    return firstRank.push(rank) - 1;
  });
  return { classCount: firstRank.length, classOf: ordered, firstRank: Uint8Array.from(firstRank) };
}
