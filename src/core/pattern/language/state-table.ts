import { countWork } from "../counted-work.ts";
import { characterColumns } from "./character-columns.ts";
import type { ColumnTable } from "./column-table.ts";
import { slotCountFor } from "./equal-states.ts";
import { emptyLanguage, type Language, startState, stateCountMax } from "./language.ts";
import type { PositionAutomaton } from "./position-automaton.ts";
import { languageOfTable } from "./smallest-language.ts";

/** Most steps of building the table, each one look at a position: about a tenth of a second. */
const stepCountMax = 4_000_000;

/** Each member of a set is sorted, compared and kept. */
const stepsOfMember = 4;

/**
 * Subset construction (Rabin and Scott, Finite automata and their decision problems, 1959) over the sets of waiting
 * positions, equal states merged; undefined when a limit is reached.
 */
export function stateTable(automaton: PositionAutomaton): Language | undefined {
  // Without a first position there is no start apart from the dead state.
  if (automaton.first.length === 0) return emptyLanguage;
  const table = subsetTable(automaton);
  if (table === undefined) return undefined;
  const result = languageOfTable(table);
  return result.ok ? result.language : undefined;
}

function subsetTable(automaton: PositionAutomaton): ColumnTable | undefined {
  const { width, columnOf, columnsOfPosition } = characterColumns(automaton);
  const end = automaton.positions.length;
  const sets = createPositionSets(end + 1);
  // Mostly a single position takes a character; then the set that follows depends on it alone.
  const numberAfter = new Int32Array(end).fill(-1);
  const takers: number[][] = Array.from({ length: width }, () => []);
  const rows: number[] = new Array<number>(width).fill(0);
  sets.numberOf([]);
  sets.numberOf([automaton.first]);
  let stepCount = 0;
  let takenCount = 0;
  for (let state = startState; state < sets.count(); state += 1) {
    const waiting = sets.positionsOf(state);
    const row = rows.length;
    for (let column = 0; column < width; column += 1) rows.push(0);
    const touched: number[] = [];
    for (const position of waiting) {
      const columns = columnsOfPosition[position] ?? [];
      takenCount += columns.length;
      for (const column of columns) {
        if (takers[column]?.length === 0) touched.push(column);
        takers[column]?.push(position);
      }
    }
    for (const column of touched) {
      const taken = takers[column] ?? [];
      const [only = 0] = taken;
      let number = taken.length === 1 ? (numberAfter[only] ?? -1) : -1;
      if (number < 0) {
        const followers = taken.map((position) => automaton.follow[position] ?? []);
        for (const list of followers) stepCount += list.length + 1;
        number = sets.numberOf(followers);
        if (taken.length === 1) numberAfter[only] = number;
      }
      rows[row + column] = number;
      taken.length = 0;
    }
    if (sets.count() > stateCountMax || stepCount > stepCountMax) break;
  }
  countWork(stepCount + takenCount + rows.length + sets.memberCount() * stepsOfMember);
  if (sets.count() > stateCountMax || stepCount > stepCountMax) return undefined;
  const accepting = Uint8Array.from({ length: sets.count() }, (_, state) =>
    sets.positionsOf(state).at(-1) === end ? 1 : 0,
  );
  return { stateCount: sets.count(), width, columnOf, rows: Int32Array.from(rows), accepting };
}

/** Sets of positions, each with a number in the order in which it first came. */
interface PositionSets {
  count(): number;
  /** Members of all sets together. */
  memberCount(): number;
  /** The positions of a set, in ascending order. */
  positionsOf(number: number): Int32Array;
  /** The number of the set of all positions in any of the lists. */
  numberOf(lists: readonly (readonly number[])[]): number;
}

function createPositionSets(positionCount: number): PositionSets {
  const stamps = new Uint32Array(positionCount);
  const sets: Int32Array[] = [];
  const hashes: number[] = [];
  let slots = new Int32Array(slotCountFor(32)).fill(-1);
  let stamp = 0;
  let memberCount = 0;
  const gathered = new Int32Array(positionCount);
  /** The distinct positions of the lists in ascending order, which stand there until the next ones are asked for. */
  const distinct = (lists: readonly (readonly number[])[]) => {
    stamp += 1;
    let count = 0;
    for (const list of lists) {
      for (const position of list) {
        if (stamps[position] === stamp) continue;
        stamps[position] = stamp;
        gathered[count] = position;
        count += 1;
      }
    }
    return gathered.subarray(0, count).sort();
  };
  const grow = () => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (const [number, hash] of hashes.entries()) {
      let slot = hash & (slots.length - 1);
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number;
    }
  };
  const numberOf = (lists: readonly (readonly number[])[]) => {
    const positions = distinct(lists);
    let hash = positions.length;
    for (const position of positions) hash = Math.imul(hash ^ position, 0x01000193) ^ (hash >>> 15);
    if (sets.length * 2 >= slots.length) grow();
    let slot = hash & (slots.length - 1);
    for (let number = slots[slot] ?? -1; number >= 0; number = slots[slot] ?? -1) {
      if (hashes[number] === hash && isEqual(sets[number], positions)) return number;
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = sets.length;
    memberCount += positions.length + 1;
    hashes.push(hash);
    return sets.push(positions.slice()) - 1;
  };
  return {
    count: () => sets.length,
    memberCount: () => memberCount,
    positionsOf: (number) => sets[number] ?? noPositions,
    numberOf,
  };
}

const noPositions = new Int32Array(0);

function isEqual(a: Int32Array | undefined, b: Int32Array): boolean {
  if (a?.length !== b.length) return false;
  for (let index = 0; index < b.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
