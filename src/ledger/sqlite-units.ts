import type { Database } from "better-sqlite3";
import type { UnitState } from "../core/verdict/index.ts";
import { parseUnitState } from "./event-order.ts";
import type { Unit, UnitEvent } from "./serial-ledger.ts";
import type { RangePlace, SqliteRanges } from "./sqlite-ranges.ts";
import type { SqliteSpans } from "./sqlite-spans.ts";
import type { UnitKey } from "./unit-key.ts";

/** A state to set, with who set it and why, for the unit's history. */
interface StateChange {
  readonly unit: UnitKey;
  readonly state: UnitState;
  readonly who: string;
  readonly why: string;
  readonly at: string;
}

/** A unit of a range that went its own way: its state no longer follows the range's. */
export interface OwnUnit {
  readonly counter: number;
  readonly state: UnitState;
}

/** The tables of units, without transactions: callers write inside a group commit. */
export interface SqliteUnits {
  state(unit: UnitKey): UnitState | undefined;
  find(unit: UnitKey): Unit | undefined;
  /** Writes three rows at most: the unit, its event, and its place in a range. */
  change(change: StateChange): void;
  /** The units of a range between two counters that went their own way, at most `limit`. */
  ownIn(place: { readonly rangeId: number; readonly from: number; readonly to: number }, limit: number): OwnUnit[];
  /** How many of them are in each state, over the whole range. */
  ownCounts(rangeId: number): readonly { readonly state: UnitState; readonly count: number }[];
  /** How many of them there are between two counters. */
  ownCount(rangeId: number, from: number, to: number): number;
  /** The units of a model from one DSN to another in ASCII order, both included, at most `limit`. */
  known(
    query: { readonly deviceModel: string; readonly from: string; readonly to: string },
    limit: number,
  ): KnownUnit[];
  /** The models that have such units. */
  knownModels(): readonly string[];
  /** How many units in no range each model has in each state. */
  outsideCounts(): readonly {
    readonly deviceModel: string;
    readonly state: UnitState;
    readonly count: number;
  }[];
}

/** A unit that the ledger knows by itself, by a scan, a mark or an adoption. */
interface KnownUnit {
  readonly dsn: string;
  readonly state: UnitState;
}

interface EventRow extends Omit<UnitEvent, "state"> {
  readonly id: number;
  readonly state: string;
}

/** Prepares the statements over units. */
export function createSqliteUnits(
  database: Database,
  {
    ranges,
    spans,
    nextEventId,
  }: {
    readonly ranges: SqliteRanges;
    readonly spans: SqliteSpans;
    readonly nextEventId: () => number;
  },
): SqliteUnits {
  const selectState = database
    .prepare<[string, string], string>("SELECT state FROM unit WHERE device_model = ? AND dsn = ?")
    .pluck();
  const selectEvents = database.prepare<[string, string], EventRow>(
    "SELECT id, state, at, who, why FROM unit_event WHERE device_model = ? AND dsn = ? ORDER BY id",
  );
  const upsert = database.prepare<[string, string, string]>(
    "INSERT INTO unit (device_model, dsn, state) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
  );
  const insertEvent = database.prepare<[number, string, string, string, string, string, string]>(
    "INSERT INTO unit_event (id, device_model, dsn, state, at, who, why) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const upsertOwn = database.prepare<[number, number, string]>(
    "INSERT INTO range_unit (range_id, counter, state) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
  );

  function state(unit: UnitKey): UnitState | undefined {
    const text = selectState.get(unit.deviceModel, unit.dsn);
    if (text !== undefined) return parseUnitState(text);
    const place = ranges.placeOf(unit);
    return place === undefined ? undefined : spans.stateAt(place.range.id, place.counter);
  }

  /** From its first own event on, a unit no longer follows what happens to its range. */
  function events(unit: UnitKey, place: RangePlace | undefined): readonly UnitEvent[] {
    const own = selectEvents
      .all(unit.deviceModel, unit.dsn)
      .map((row) => ({ ...row, state: parseUnitState(row.state) }));
    const firstId = own[0]?.id ?? Number.POSITIVE_INFINITY;
    const shared = place === undefined ? [] : spans.eventsAt(place.range.id, place.counter);
    return [...shared.filter(({ id }) => id < firstId), ...own].map(({ id: _, ...event }) => event);
  }

  return {
    state,
    find(unit) {
      const now = state(unit);
      if (now === undefined) return undefined;
      return { deviceModel: unit.deviceModel, dsn: unit.dsn, state: now, events: events(unit, ranges.placeOf(unit)) };
    },
    change({ unit, state: next, who, why, at }) {
      upsert.run(unit.deviceModel, unit.dsn, next);
      insertEvent.run(nextEventId(), unit.deviceModel, unit.dsn, next, at, who, why);
      const place = ranges.placeOf(unit);
      if (place !== undefined) upsertOwn.run(place.range.id, place.counter, next);
    },
    ...createUnitQueries(database),
  };
}

function createUnitQueries(
  database: Database,
): Pick<SqliteUnits, "ownIn" | "ownCounts" | "ownCount" | "known" | "knownModels" | "outsideCounts"> {
  const selectOwn = database.prepare<[number, number, number, number], { counter: number; state: string }>(
    "SELECT counter, state FROM range_unit WHERE range_id = ? AND counter BETWEEN ? AND ? ORDER BY counter LIMIT ?",
  );
  const selectCounts = database.prepare<[number], { state: string; count: number }>(
    "SELECT state, count(*) AS count FROM range_unit WHERE range_id = ? GROUP BY state",
  );
  const selectCount = database
    .prepare<[number, number, number], number>(
      "SELECT count(*) FROM range_unit WHERE range_id = ? AND counter BETWEEN ? AND ?",
    )
    .pluck();
  const selectKnown = database.prepare<[string, string, string, number], { dsn: string; state: string }>(
    "SELECT dsn, state FROM unit WHERE device_model = ? AND dsn BETWEEN ? AND ? ORDER BY dsn LIMIT ?",
  );
  // From one model to the next by the index, however many units each has.
  const selectModels = database
    .prepare<[], string>(
      `WITH RECURSIVE model (name) AS (
        SELECT min(device_model) FROM unit
        UNION ALL SELECT (SELECT min(device_model) FROM unit WHERE device_model > name) FROM model WHERE name IS NOT NULL
      ) SELECT name FROM model WHERE name IS NOT NULL`,
    )
    .pluck();
  // Every unit of a range that has a row of its own has one in range_unit, too.
  const selectOutside = database.prepare<[], { deviceModel: string; state: string; count: number }>(
    `SELECT device_model AS deviceModel, state, sum(count) AS count FROM (
        SELECT device_model, state, count(*) AS count FROM unit GROUP BY device_model, state
        UNION ALL SELECT device_model, state, -count(*) FROM range_unit
          JOIN serial_range ON serial_range.id = range_id GROUP BY device_model, state
      ) GROUP BY device_model, state HAVING sum(count) > 0 ORDER BY device_model, state`,
  );
  const parsed = <Row extends { readonly state: string }>(row: Row) => ({ ...row, state: parseUnitState(row.state) });
  return {
    ownIn: ({ rangeId, from, to }, limit) => selectOwn.all(rangeId, from, to, limit).map(parsed),
    ownCounts: (rangeId) => selectCounts.all(rangeId).map(parsed),
    ownCount: (rangeId, from, to) => selectCount.get(rangeId, from, to) ?? 0,
    known: ({ deviceModel, from, to }, limit) => selectKnown.all(deviceModel, from, to, limit).map(parsed),
    knownModels: () => selectModels.all(),
    outsideCounts: () => selectOutside.all().map(parsed),
  };
}
