import type { Blocks, ColumnTable } from "./column-table.ts";
import { endsFirst } from "./ends-first.ts";
import { startState } from "./language.ts";
import { refinedBlocks } from "./refined-blocks.ts";

/** The blocks of equal states. One pass from the ends of the texts where no text repeats, else Hopcroft's refinement. */
export function equalStates(table: ColumnTable): Blocks {
  const { stateCount, width, rows: targets } = table;
  const firstMove = Int32Array.from({ length: stateCount + 1 }, (_, state) => state * width);
  const { order, endless } = endsFirst({ stateCount, firstMove, targets });
  return endless[startState] === 1 ? refinedBlocks(table) : mergedFromEnds(table, order);
}

/**
 * Merges states with equal rows, those nearest to the end first, so that their rows already name merged states (Revuz,
 * Minimisation of acyclic deterministic automata in linear time, 1992; with a hash of the row in place of its sorting).
 */
function mergedFromEnds(table: ColumnTable, order: Int32Array): Blocks {
  const { stateCount, width, rows, accepting } = table;
  const blockOf = new Int32Array(stateCount);
  const merged = new Int32Array(order.length * width);
  const mergedAccepting = new Uint8Array(order.length);
  const slots = new Int32Array(slotCountFor(order.length)).fill(-1);
  let count = 0;
  for (const state of order) {
    // The row of the next block is written where it will stay if it is new.
    const from = count * width;
    // As FNV-1a hashes, with a shift because slots are taken from the low bits.
    let hash = accepting[state] ?? 0;
    for (let column = 0; column < width; column += 1) {
      const target = blockOf[rows[state * width + column] ?? 0] ?? 0;
      merged[from + column] = target;
      hash = Math.imul(hash ^ target, 0x01000193) ^ (hash >>> 15);
    }
    mergedAccepting[count] = accepting[state] ?? 0;
    const block = slotOf({ slots, merged, mergedAccepting, width }, hash, count);
    blockOf[state] = block;
    if (block === count) count += 1;
  }
  return { blockOf, count };
}

interface MergedRows {
  readonly slots: Int32Array;
  readonly merged: Int32Array;
  readonly mergedAccepting: Uint8Array;
  readonly width: number;
}

/** The block whose row equals that of the candidate; the candidate itself, now remembered, when there is none. */
function slotOf({ slots, merged, mergedAccepting, width }: MergedRows, hash: number, candidate: number): number {
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const block = slots[slot] ?? -1;
    if (block < 0) {
      slots[slot] = candidate;
      return candidate;
    }
    if (mergedAccepting[block] !== mergedAccepting[candidate]) continue;
    let column = 0;
    while (column < width && merged[block * width + column] === merged[candidate * width + column]) column += 1;
    if (column === width) return block;
  }
}

/** A power of two that stays at most half full. */
export function slotCountFor(entryCount: number): number {
  let count = 16;
  while (count < entryCount * 2) count *= 2;
  return count;
}
