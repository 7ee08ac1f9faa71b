import type { Database } from "better-sqlite3";
import {
  type CounterRange,
  type Dsn,
  hasImpossibleCounters,
  parseDsn,
  rangeSerialAt,
  type SerialSeries,
} from "../core/dsn/index.ts";
import { defined } from "../core/index.ts";
import type { SerialRange } from "./serial-ledger.ts";
import type { UnitKey } from "./unit-key.ts";

/** A range as it is stored; its holes are counters between its ends that are not part of it. */
export type StoredRange = Omit<SerialRange, "states"> & CounterRange & { readonly holes: ReadonlySet<number> };

/** Where a serial stands: in which range, with which counter. */
export interface RangePlace {
  readonly range: StoredRange;
  readonly counter: number;
}

/** The tables of ranges, without transactions: callers write inside a group commit. */
export interface SqliteRanges {
  find(id: number): StoredRange | undefined;
  /** Ids of the ranges above `after`, oldest first, of one model or of all. */
  ids(query: { readonly after: number; readonly deviceModel?: string | undefined }): readonly number[];
  /** The id of the newest range; 0 when there is none. */
  newestId(): number;
  /** The range that a serial of a model is in; undefined when it was never allocated. */
  placeOf(unit: UnitKey): RangePlace | undefined;
  /** The models that have ranges. */
  models(): readonly string[];
  /** The highest counter that any range of a series has; undefined when there is none. */
  highWater(deviceModel: string, series: SerialSeries): number | undefined;
  /** Writes two rows at most and gives the range with its number. */
  insert(range: Omit<StoredRange, "id">): StoredRange;
}

interface RangeRow {
  readonly id: number;
  readonly deviceModel: string;
  readonly head: string;
  readonly width: number;
  readonly rest: string;
  readonly from: number;
  readonly to: number;
  readonly holes: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly fields: string;
  readonly at: string;
  readonly who: string;
  readonly why: string;
}

interface ShapeRow {
  readonly headLength: number;
  readonly width: number;
}

/** Ranges that are kept read; a range never changes. */
const keptRangeMax = 5_000;

/** Prepares the statements over ranges. */
export function createSqliteRanges(database: Database): SqliteRanges {
  const {
    select,
    selectIds,
    selectIdsOf,
    selectNewest,
    selectShapes,
    selectAround,
    selectHighWater,
    selectModels,
    ...inserts
  } = prepareRanges(database);
  const kept = new Map<number, StoredRange>();
  // Only committed ranges are kept: the number of one that is undone may come to another.
  let settledId = selectNewest.get() ?? 0;

  function find(id: number): StoredRange | undefined {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const row = select.get(id);
    if (row === undefined) return undefined;
    if (kept.size >= keptRangeMax) kept.clear();
    const range = rangeOf(row);
    if (id <= settledId) kept.set(id, range);
    return range;
  }

  return {
    find,
    ids: ({ after, deviceModel }) =>
      deviceModel === undefined ? selectIds.all(after) : selectIdsOf.all(after, deviceModel),
    newestId() {
      const newest = selectNewest.get() ?? 0;
      if (!database.inTransaction) settledId = newest;
      return newest;
    },
    placeOf({ deviceModel, dsn }) {
      for (const { headLength, width } of selectShapes.all(deviceModel)) {
        const digits = dsn.slice(headLength, headLength + width);
        if (!/^[0-9]+$/.test(digits) || digits.length !== width) continue;
        const counter = Number(digits);
        for (const id of selectAround.all(deviceModel, dsn.slice(0, headLength), width, counter, counter)) {
          const range = find(id);
          if (range !== undefined && rangeSerialAt(range, counter) === dsn) return { range, counter };
        }
      }
      return undefined;
    },
    models: () => selectModels.all(),
    highWater: (deviceModel, { head, width, rest }) =>
      selectHighWater.get(deviceModel, head, width, JSON.stringify(rest)) ?? undefined,
    insert(range) {
      const { deviceModel, series, from, to, holes, count, first, last, fields, at, who, why } = range;
      const rest = JSON.stringify(series.rest);
      inserts.shape.run(deviceModel, series.head.length, series.width);
      const { lastInsertRowid } = inserts.range.run(
        ...[deviceModel, series.head, series.width, rest, from, to, JSON.stringify([...holes]), count],
        ...[first, last, fields, at, who, why],
      );
      return { ...range, id: Number(lastInsertRowid) };
    },
  };
}

function prepareRanges(database: Database) {
  const select = database.prepare<[number], RangeRow>(
    `SELECT id, device_model AS deviceModel, head, width, rest, counter_from AS "from", counter_to AS "to", holes,
      serial_count AS count, first_dsn AS first, last_dsn AS last, fields, at, who, why FROM serial_range WHERE id = ?`,
  );
  const selectIds = database.prepare<[number], number>("SELECT id FROM serial_range WHERE id > ? ORDER BY id").pluck();
  const selectIdsOf = database
    .prepare<[number, string], number>("SELECT id FROM serial_range WHERE id > ? AND device_model = ? ORDER BY id")
    .pluck();
  const selectNewest = database.prepare<[], number>("SELECT coalesce(max(id), 0) FROM serial_range").pluck();
  const selectShapes = database.prepare<[string], ShapeRow>(
    "SELECT head_length AS headLength, width FROM serial_shape WHERE device_model = ?",
  );
  const selectAround = database
    .prepare<[string, string, number, number, number], number>(
      "SELECT id FROM serial_range WHERE device_model = ? AND head = ? AND width = ? AND counter_from <= ? AND counter_to >= ?",
    )
    .pluck();
  const selectHighWater = database
    .prepare<[string, string, number, string], number | null>(
      "SELECT max(counter_to) FROM serial_range WHERE device_model = ? AND head = ? AND width = ? AND rest = ?",
    )
    .pluck();
  const selectModels = database.prepare<[], string>("SELECT DISTINCT device_model FROM serial_shape").pluck();
  const range = database.prepare(
    `INSERT INTO serial_range (device_model, head, width, rest, counter_from, counter_to, holes, serial_count, first_dsn,
      last_dsn, fields, at, who, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const shape = database.prepare(
    "INSERT INTO serial_shape (device_model, head_length, width) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const selects = { select, selectIds, selectIdsOf, selectNewest, selectShapes, selectAround, selectHighWater };
  return { ...selects, selectModels, range, shape };
}

function rangeOf({ head, width, rest, holes, first, last, ...row }: RangeRow): StoredRange {
  return {
    ...row,
    series: { head, width, rest: JSON.parse(rest) as SerialSeries["rest"] },
    holes: new Set(JSON.parse(holes) as readonly number[]),
    first: storedDsn(first),
    last: storedDsn(last),
  };
}

/** A DSN that the ledger itself wrote. */
export function storedDsn(text: string): Dsn {
  return defined(parseDsn(text), "the ledger holds only DSNs");
}

/** How many serials a range has between two counters, both included. */
export function serialCount(range: CounterRange, from: number, to: number): number {
  if (!hasImpossibleCounters(range.series)) {
    let holeCount = 0;
    for (const hole of range.holes ?? []) if (from <= hole && hole <= to) holeCount += 1;
    return to - from + 1 - holeCount;
  }
  let count = 0;
  for (let counter = from; counter <= to; counter += 1) {
    if (rangeSerialAt(range, counter) !== undefined) count += 1;
  }
  return count;
}
