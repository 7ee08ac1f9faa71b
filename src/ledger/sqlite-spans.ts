import type { Database } from "better-sqlite3";
import type { UnitState } from "../core/verdict/index.ts";
import { parseUnitState } from "./event-order.ts";
import type { UnitEvent } from "./serial-ledger.ts";

/** Counters of a range in one piece and one state, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly state: UnitState;
}

/** A step over a piece of a range. */
export interface SpanStep {
  readonly rangeId: number;
  readonly from: number;
  readonly to: number;
  readonly state: UnitState;
  /** The states that may take the step; pieces in another one stay as they are. */
  readonly fromStates: readonly UnitState[];
  readonly who: string;
  readonly why: string;
  readonly at: string;
}

/** What a step met: every piece as it was before, and where to go on when there were too many for one transaction. */
export interface SpanStepResult {
  readonly before: readonly Span[];
  readonly next?: number;
}

/** The states of ranges as pieces, and their events, without transactions: callers write inside a group commit. */
export interface SqliteSpans {
  /** The state of a counter; undefined outside of the range. */
  stateAt(rangeId: number, counter: number): UnitState | undefined;
  /** The pieces between two counters, cut to them, in order, at most `limit`. */
  between(place: { readonly rangeId: number; readonly from: number; readonly to: number }, limit: number): Span[];
  /** Writes two rows: the first event and the first piece of a range. */
  start(event: Omit<SpanStep, "fromStates">): void;
  /** Takes a step over at most `stepSpanMax` pieces; writes four rows a piece at most. */
  step(step: SpanStep): SpanStepResult;
  /** The events that cover a counter, with their ids, oldest first. */
  eventsAt(rangeId: number, counter: number): readonly (UnitEvent & { readonly id: number })[];
}

/** Pieces that one step looks at, so that a transaction stays below 1,000 rows. */
export const stepSpanMax = 100;

interface SpanRow {
  readonly from: number;
  readonly to: number;
  readonly state: string;
}

interface EventRow {
  readonly id: number;
  readonly state: string;
  readonly at: string;
  readonly who: string;
  readonly why: string;
}

/** Prepares the statements over pieces; `nextEventId` gives the ids of events. */
export function createSqliteSpans(database: Database, nextEventId: () => number): SqliteSpans {
  const { selectBetween, deleteSpan, insertSpan, insertEvent, selectEvents } = prepareSpans(database);

  function whole(rangeId: number, from: number, to: number, limit: number): Span[] {
    const rows = selectBetween.all({ rangeId, from, to, limit });
    return rows.map((row) => ({ ...row, state: parseUnitState(row.state) }));
  }

  function between({ rangeId, from, to }: Parameters<SqliteSpans["between"]>[0], limit: number): Span[] {
    const cut = ({ state, ...span }: Span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to), state });
    return whole(rangeId, from, to, limit).map(cut);
  }

  function writeEvent({ rangeId, from, to, state, at, who, why }: Omit<SpanStep, "fromStates">): void {
    insertEvent.run(nextEventId(), rangeId, from, to, state, at, who, why);
  }

  /** Puts one piece in the place of all that it covers, and joins it with neighbours of its state. */
  function replace(rangeId: number, piece: Span): void {
    let { from, to } = piece;
    for (const old of whole(rangeId, Math.max(0, piece.from - 1), piece.to + 1, stepSpanMax + 2)) {
      deleteSpan.run(rangeId, old.from);
      if (old.state === piece.state) {
        from = Math.min(from, old.from);
        to = Math.max(to, old.to);
        continue;
      }
      if (old.from < piece.from) insertSpan.run(rangeId, old.from, Math.min(old.to, piece.from - 1), old.state);
      if (old.to > piece.to) insertSpan.run(rangeId, Math.max(old.from, piece.to + 1), old.to, old.state);
    }
    insertSpan.run(rangeId, from, to, piece.state);
  }

  return {
    stateAt: (rangeId, counter) => whole(rangeId, counter, counter, 1)[0]?.state,
    between,
    start(event) {
      writeEvent(event);
      insertSpan.run(event.rangeId, event.from, event.to, event.state);
    },
    step(step) {
      const before = between(step, stepSpanMax);
      for (const piece of joined(before.filter(({ state }) => step.fromStates.includes(state)))) {
        writeEvent({ ...step, ...piece });
        replace(step.rangeId, { ...piece, state: step.state });
      }
      const last = before.at(-1);
      return last === undefined || last.to >= step.to ? { before } : { before, next: last.to + 1 };
    },
    eventsAt: (rangeId, counter) =>
      selectEvents.all(rangeId, counter, counter).map((row) => ({ ...row, state: parseUnitState(row.state) })),
  };
}

function prepareSpans(database: Database) {
  // A piece that begins before and reaches into the interval is the last one that begins at or before its start.
  const selectBetween = database.prepare<[{ rangeId: number; from: number; to: number; limit: number }], SpanRow>(
    `SELECT counter_from AS "from", counter_to AS "to", state FROM range_span
      WHERE range_id = @rangeId AND counter_from <= @to AND counter_from >= coalesce(
        (SELECT max(counter_from) FROM range_span WHERE range_id = @rangeId AND counter_from <= @from), 0)
        AND counter_to >= @from
      ORDER BY counter_from LIMIT @limit`,
  );
  const deleteSpan = database.prepare("DELETE FROM range_span WHERE range_id = ? AND counter_from = ?");
  const insertSpan = database.prepare(
    "INSERT INTO range_span (range_id, counter_from, counter_to, state) VALUES (?, ?, ?, ?)",
  );
  const insertEvent = database.prepare(
    "INSERT INTO range_event (id, range_id, counter_from, counter_to, state, at, who, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const selectEvents = database.prepare<[number, number, number], EventRow>(
    `SELECT id, state, at, who, why FROM range_event
      WHERE range_id = ? AND counter_from <= ? AND counter_to >= ? ORDER BY id`,
  );
  return { selectBetween, deleteSpan, insertSpan, insertEvent, selectEvents };
}

/** Pieces that touch as one, whatever their states. */
function joined(spans: readonly Span[]): readonly { readonly from: number; readonly to: number }[] {
  const pieces: { from: number; to: number }[] = [];
  for (const { from, to } of spans) {
    const last = pieces.at(-1);
    if (last !== undefined && last.to + 1 === from) last.to = to;
    else pieces.push({ from, to });
  }
  return pieces;
}
