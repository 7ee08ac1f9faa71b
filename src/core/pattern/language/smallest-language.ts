import { assert } from "../../index.ts";
import { countWork } from "../counted-work.ts";
import { otherCode } from "./character-set.ts";
import type { Blocks, ColumnTable } from "./column-table.ts";
import { equalStates } from "./equal-states.ts";
import { columnCount, deadState, type Language, type LanguageResult, startState, stateCountMax } from "./language.ts";

/** A cell is followed, merged and hashed. */
const stepsOfCell = 3;
/** A state is a row of 129 numbers, read again for its columns, its ways on, and to count its texts. */
const stepsOfState = 4 * (columnCount + 1);

/** The smallest automaton with the texts of the table; a limit when even that has too many states. */
export function languageOfTable(table: ColumnTable): LanguageResult {
  assert(table.stateCount > startState, "a table has its dead state and its start");
  const blocks = equalStates(table);
  countWork(table.rows.length * stepsOfCell + blocks.count * stepsOfState);
  if (blocks.count > stateCountMax) {
    return { ok: false, message: `More than ${stateCountMax} states are needed to tell its texts apart.` };
  }
  return { ok: true, language: spread(table, blocks) };
}

/** Numbers the merged states in the order in which they are reached, and gives every character its own column. */
function spread(table: ColumnTable, { blockOf, count }: Blocks): Language {
  const { columnOf, rows, width } = table;
  const deadBlock = blockOf[deadState];
  const numberOf = new Int32Array(count).fill(-1);
  const member = new Int32Array(count + 1);
  // A language without texts has one state more than it has blocks: its start alone.
  const stateCount = blockOf[startState] === deadBlock ? 2 : count;
  const next = new Uint16Array(stateCount * columnCount);
  const nextOther = new Uint16Array(stateCount);
  const accepting = new Uint8Array(stateCount);
  numberOf[deadBlock ?? 0] = deadState;
  if (blockOf[startState] !== deadBlock) numberOf[blockOf[startState] ?? 0] = startState;
  member[startState] = startState;
  let reached = 2;
  for (let state = startState; state < reached; state += 1) {
    const row = (member[state] ?? 0) * width;
    accepting[state] = table.accepting[member[state] ?? 0] ?? 0;
    for (let code = 0; code <= otherCode; code += 1) {
      const target = rows[row + (columnOf[code] ?? 0)] ?? deadState;
      if (target === deadState) continue;
      const block = blockOf[target] ?? 0;
      let number = numberOf[block] ?? 0;
      if (number < 0) {
        number = reached;
        numberOf[block] = number;
        member[number] = target;
        reached += 1;
      }
      if (code === otherCode) nextOther[state] = number;
      else next[state * columnCount + code] = number;
    }
  }
  return { stateCount, next, nextOther, accepting };
}
