import type { Blocks, ColumnTable } from "./column-table.ts";

/**
 * Hopcroft's algorithm (An n log n algorithm for minimizing states in a finite automaton, 1971): blocks are split until
 * all states of a block go, with every character, into the same block. Of the two halves of a split only the smaller one
 * has to be looked at again, unless the whole was still waiting: then both are.
 */
export function refinedBlocks(table: ColumnTable): Blocks {
  const partition = startPartition(table);
  const sources = sourcesOf(table);
  const waiting: number[] = partition.count > 1 ? [partition.sizeOf(0) < partition.sizeOf(1) ? 0 : 1] : [];
  const isWaiting = new Uint8Array(table.stateCount + 1);
  for (const block of waiting) isWaiting[block] = 1;
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    isWaiting[block] = 0;
    const splitter = partition.members(block).slice();
    for (let column = 0; column < table.width; column += 1) {
      for (const state of splitter) {
        const cell = state * table.width + column;
        const end = sources.from[cell + 1] ?? 0;
        for (let index = sources.from[cell] ?? 0; index < end; index += 1) partition.mark(sources.states[index] ?? 0);
      }
      for (const { whole, part } of partition.split()) {
        const again = isWaiting[whole] === 1 || partition.sizeOf(part) < partition.sizeOf(whole) ? part : whole;
        isWaiting[again] = 1;
        waiting.push(again);
      }
    }
  }
  return { blockOf: partition.blockOf, count: partition.count };
}

/** For each state and column, the states that come from there. */
interface Sources {
  readonly from: Int32Array;
  readonly states: Int32Array;
}

function sourcesOf({ stateCount, width, rows }: ColumnTable): Sources {
  const from = new Int32Array(stateCount * width + 1);
  const cellOf = (index: number) => (rows[index] ?? 0) * width + (index % width);
  for (let index = 0; index < rows.length; index += 1) from[cellOf(index) + 1] = (from[cellOf(index) + 1] ?? 0) + 1;
  for (let cell = 0; cell < stateCount * width; cell += 1) from[cell + 1] = (from[cell + 1] ?? 0) + (from[cell] ?? 0);
  const filled = from.slice();
  const states = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const cell = cellOf(index);
    const place = filled[cell] ?? 0;
    states[place] = (index / width) | 0;
    filled[cell] = place + 1;
  }
  return { from, states };
}

interface Partition {
  readonly blockOf: Int32Array;
  readonly count: number;
  sizeOf(block: number): number;
  members(block: number): Int32Array;
  /** Marks a state; `split` then parts the marked from the unmarked. */
  mark(state: number): void;
  split(): readonly { readonly whole: number; readonly part: number }[];
}

/** Two blocks: the states in which a text may end, and the others. */
function startPartition({ stateCount, accepting }: ColumnTable): Partition {
  const members = new Int32Array(stateCount);
  const placeOf = new Int32Array(stateCount);
  const blockOf = new Int32Array(stateCount);
  const start = new Int32Array(stateCount + 1);
  const end = new Int32Array(stateCount + 1);
  const markedEnd = new Int32Array(stateCount + 1);
  const touched: number[] = [];
  const place = (state: number, at: number) => {
    members[at] = state;
    placeOf[state] = at;
  };
  let filled = 0;
  const fill = (wanted: number, block: number) => {
    start[block] = filled;
    for (let state = 0; state < stateCount; state += 1) {
      if (accepting[state] !== wanted) continue;
      blockOf[state] = block;
      place(state, filled++);
    }
    end[block] = filled;
    markedEnd[block] = start[block] ?? 0;
  };
  fill(0, 0);
  fill(1, 1);
  let count = filled > (end[0] ?? 0) ? 2 : 1;
  const sizeOf = (block: number) => (end[block] ?? 0) - (start[block] ?? 0);
  /** The marked states stand first in their block; they become a block of their own. */
  const splitBlock = (whole: number) => {
    const border = markedEnd[whole] ?? 0;
    const from = start[whole] ?? 0;
    markedEnd[whole] = from;
    if (border === end[whole]) return [];
    const part = count;
    count += 1;
    start[part] = from;
    markedEnd[part] = from;
    end[part] = border;
    start[whole] = border;
    markedEnd[whole] = border;
    for (let at = from; at < border; at += 1) blockOf[members[at] ?? 0] = part;
    return [{ whole, part }];
  };
  return {
    blockOf,
    get count() {
      return count;
    },
    sizeOf,
    members: (block) => members.subarray(start[block], end[block]),
    mark(state) {
      const block = blockOf[state] ?? 0;
      const border = markedEnd[block] ?? 0;
      const at = placeOf[state] ?? 0;
      if (at < border) return;
      if (border === start[block]) touched.push(block);
      place(members[border] ?? 0, at);
      place(state, border);
      markedEnd[block] = border + 1;
    },
    split() {
      const splits = touched.flatMap(splitBlock);
      touched.length = 0;
      return splits;
    },
  };
}
