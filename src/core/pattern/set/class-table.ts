import { deadState } from "../language/language.ts";
import { type StatePool, symbolCount } from "./state-pool.ts";

/** The states of a pool as a table with a column for each class: characters that every state treats alike share one. */
export interface ClassTable {
  /** Class 0, whose characters no state takes, included. */
  readonly classCount: number;
  /** The class of each symbol. */
  readonly classOf: Uint8Array;
  /** The first symbol of each class; classes ascend by it. */
  readonly firstSymbol: Uint8Array;
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
      for (let symbol = pool.ranges[at] ?? 0; symbol <= to; symbol += 1) {
        next[state * classCount + (classOf[symbol] ?? 0)] = target;
      }
    }
  }
  return { ...classes, next };
}

/** Starts with one class and splits it at every state that treats two of its characters differently. */
function classesOf(pool: StatePool): Omit<ClassTable, "next"> {
  const row = new Int32Array(symbolCount);
  let classOf = new Uint8Array(symbolCount);
  let firstSymbol: readonly number[] = [0];
  const taken = new Uint8Array(symbolCount);
  for (let state = 1; state < pool.stateCount; state += 1) {
    fillRow(pool, state, row);
    let isSplit = false;
    for (let symbol = 0; symbol < symbolCount; symbol += 1) {
      const target = row[symbol] ?? deadState;
      if (target !== deadState) taken[symbol] = 1;
      if (target !== row[firstSymbol[classOf[symbol] ?? 0] ?? 0]) isSplit = true;
    }
    if (isSplit) ({ classOf, firstSymbol } = split(classOf, row));
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

function split(classOf: Uint8Array, row: Int32Array): { classOf: Uint8Array<ArrayBuffer>; firstSymbol: number[] } {
  const numbering = new Map<number, number>();
  const firstSymbol: number[] = [];
  const finer = Uint8Array.from(classOf, (oldClass, symbol) => {
    const key = (row[symbol] ?? deadState) * symbolCount + oldClass;
    const known = numbering.get(key);
    if (known !== undefined) return known;
    numbering.set(key, firstSymbol.length);
    return firstSymbol.push(symbol) - 1;
  });
  return { classOf: finer, firstSymbol };
}

/** Class 0 for the characters that no state takes; the others in the order of their first characters. */
function withUntakenFirst(classOf: Uint8Array, taken: Uint8Array): Omit<ClassTable, "next"> {
  const numbering = new Map<number, number>();
  const firstSymbol = [0];
  const ordered = Uint8Array.from(classOf, (oldClass, symbol) => {
    if (taken[symbol] === 0) return 0;
    const known = numbering.get(oldClass);
    if (known !== undefined) return known;
    numbering.set(oldClass, firstSymbol.length);
    return firstSymbol.push(symbol) - 1;
  });
  return { classCount: firstSymbol.length, classOf: ordered, firstSymbol: Uint8Array.from(firstSymbol) };
}
