import type { Database } from "better-sqlite3";
import { defined } from "../core/index.ts";
import { type UnitState, unitStates } from "../core/verdict/index.ts";

/** Gives the next id in the one order of all events, those of units and those of ranges; inside a transaction. */
export function createEventOrder(database: Database): () => number {
  const next = database
    .prepare<[], number>(
      "SELECT 1 + max(coalesce((SELECT max(id) FROM unit_event), 0), coalesce((SELECT max(id) FROM range_event), 0))",
    )
    .pluck();
  return () => defined(next.get(), "an aggregate has a row");
}

/** The state of that name, which the ledger itself wrote. */
export function parseUnitState(text: string): UnitState {
  return defined(
    unitStates.find((state) => state === text),
    `the ledger holds only known unit states, not ${text}`,
  );
}
