import type { Database } from "better-sqlite3";
import { createEventOrder } from "./event-order.ts";
import { createSqliteRanges, type SqliteRanges } from "./sqlite-ranges.ts";
import { createSqliteSpans, type SqliteSpans } from "./sqlite-spans.ts";
import { createSqliteUnits, type SqliteUnits } from "./sqlite-units.ts";

/** The tables about serials, each by its statements. */
export interface LedgerTables {
  readonly ranges: SqliteRanges;
  readonly spans: SqliteSpans;
  readonly units: SqliteUnits;
}

/** Prepares the statements over all tables about serials. */
export function createLedgerTables(database: Database): LedgerTables {
  const nextEventId = createEventOrder(database);
  const ranges = createSqliteRanges(database);
  const spans = createSqliteSpans(database, nextEventId);
  return { ranges, spans, units: createSqliteUnits(database, { ranges, spans, nextEventId }) };
}
