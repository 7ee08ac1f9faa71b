import type { Database } from "better-sqlite3";
import { defined } from "../core/index.ts";
import { type UnitState, unitStates } from "../core/verdict/index.ts";
import type { Unit, UnitEvent } from "./serial-ledger.ts";
import type { UnitKey } from "./unit-key.ts";

/** A state to set, with who set it and why, for the unit's history. */
interface StateChange {
  readonly unit: UnitKey;
  readonly state: UnitState;
  readonly who: string;
  readonly why: string;
  readonly at: string;
}

/** The tables of units, without transactions: callers write inside a group commit. */
export interface SqliteUnits {
  state(unit: UnitKey): UnitState | undefined;
  find(unit: UnitKey): Unit | undefined;
  /** Writes two rows: the unit and its event. */
  change(change: StateChange): void;
}

interface EventRow extends Omit<UnitEvent, "state"> {
  readonly state: string;
}

/** Prepares the statements over units. */
export function createSqliteUnits(database: Database): SqliteUnits {
  const selectState = database
    .prepare<[string, string], string>("SELECT state FROM unit WHERE device_model = ? AND dsn = ?")
    .pluck();
  const selectEvents = database.prepare<[string, string], EventRow>(
    "SELECT state, at, who, why FROM unit_event WHERE device_model = ? AND dsn = ? ORDER BY id",
  );
  const upsert = database.prepare<[string, string, string]>(
    "INSERT INTO unit (device_model, dsn, state) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
  );
  const insertEvent = database.prepare<[string, string, string, string, string, string]>(
    "INSERT INTO unit_event (device_model, dsn, state, at, who, why) VALUES (?, ?, ?, ?, ?, ?)",
  );

  function state({ deviceModel, dsn }: UnitKey): UnitState | undefined {
    const text = selectState.get(deviceModel, dsn);
    return text === undefined ? undefined : parseState(text);
  }

  return {
    state,
    find(unit) {
      const now = state(unit);
      if (now === undefined) return undefined;
      const rows = selectEvents.all(unit.deviceModel, unit.dsn);
      const events = rows.map((row) => ({ ...row, state: parseState(row.state) }));
      return { deviceModel: unit.deviceModel, dsn: unit.dsn, state: now, events };
    },
    change({ unit, state: next, who, why, at }) {
      upsert.run(unit.deviceModel, unit.dsn, next);
      insertEvent.run(unit.deviceModel, unit.dsn, next, at, who, why);
    },
  };
}

function parseState(text: string): UnitState {
  return defined(
    unitStates.find((state) => state === text),
    `the ledger holds only known unit states, not ${text}`,
  );
}
