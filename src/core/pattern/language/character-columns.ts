import { otherCode } from "./character-set.ts";
import type { PositionAutomaton } from "./position-automaton.ts";

/** Characters that every position treats alike share a column; column 0 is taken by none. */
export interface CharacterColumns {
  readonly width: number;
  /** The column of each code, `otherCode` included. */
  readonly columnOf: Uint8Array;
  /** The columns that each position takes. */
  readonly columnsOfPosition: readonly (readonly number[])[];
}

/** The columns of an automaton: as few as tell its characters apart. */
export function characterColumns({ positions }: PositionAutomaton): CharacterColumns {
  const keys = positions.map(({ set }) => set.join(";"));
  const distinct = new Map(positions.map(({ set }, position) => [keys[position] ?? "", set]));
  const columnOf = new Uint8Array(otherCode + 1);
  let count = 1;
  for (const set of distinct.values()) {
    // Of every column that the set cuts, the part inside becomes a column of its own.
    const inside = new Map<number, number>();
    for (const [from, to] of set) {
      for (let code = from; code <= to; code += 1) {
        const column = columnOf[code] ?? 0;
        let part = inside.get(column);
        if (part === undefined) {
          part = count;
          count += 1;
          inside.set(column, part);
        }
        columnOf[code] = part;
      }
    }
    count = closedUp(columnOf);
  }
  const columnsOfSet = new Map<string, readonly number[]>();
  for (const [key, set] of distinct) {
    const columns = new Set<number>();
    for (const [from, to] of set) for (let code = from; code <= to; code += 1) columns.add(columnOf[code] ?? 0);
    columnsOfSet.set(key, [...columns]);
  }
  const columnsOfPosition = keys.map((key) => columnsOfSet.get(key) ?? []);
  return { width: count, columnOf, columnsOfPosition };
}

/** Numbers the columns without gaps, 0 staying 0, so that a byte holds them; returns how many there are. */
function closedUp(columnOf: Uint8Array): number {
  const numbers = new Uint8Array(256);
  let count = 1;
  for (let code = 0; code <= otherCode; code += 1) {
    const column = columnOf[code] ?? 0;
    if (column !== 0 && numbers[column] === 0) {
      numbers[column] = count;
      count += 1;
    }
    columnOf[code] = numbers[column] ?? 0;
  }
  return count;
}
