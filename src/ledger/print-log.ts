import { type Dsn, rangeSerialAt } from "../core/dsn/index.ts";
import { defined } from "../core/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import type { PrintGap, PrintLog, PrintLogResult, PrintOutcome } from "./serial-ledger.ts";
import { type StoredRange, serialCount } from "./sqlite-ranges.ts";
import { type Span, type SpanStepResult, stepSpanMax } from "./sqlite-spans.ts";
import type { OwnUnit } from "./sqlite-units.ts";
import { stepFromStates } from "./step-serials.ts";

/** Runs `work` in a transaction of its own, or shared, after which it resolves. */
export type Transact = <T>(rowsMax: number, work: () => T) => Promise<T>;

/** One serial of a log in its range. */
interface Entry {
  readonly counter: number;
  /** Its place in the log. */
  readonly index: number;
}

/** The serials of a log that are in one range, by their counters. */
interface RangeEntries {
  readonly range: StoredRange;
  readonly entries: Entry[];
}

/** Neighbouring counters of one range that a log has. */
interface Run {
  readonly range: StoredRange;
  readonly from: number;
  readonly to: number;
}

/** What a log is imported with; `at` gives the time, in ISO 8601. */
export interface LogContext {
  readonly tables: LedgerTables;
  readonly transact: Transact;
  readonly at: () => string;
}

/** How far the runs are done: so many, and of the next one up to a counter. */
interface LogPlace {
  readonly run: number;
  readonly from?: number;
}

interface LogTurn {
  readonly pieces: readonly { readonly range: StoredRange; readonly span: Span }[];
  /** Where the next transaction goes on; absent when all is done. */
  readonly next?: LogPlace;
}

/** Serials that are looked up before others get a turn. */
const lookupMax = 1_000;
/** A transaction takes no further piece after this many milliseconds. */
const transactionMs = 10;
/** Units that are looked at together, three rows each. */
const ownPageMax = 300;
const noLimit = -1;
/** Gaps that are listed. */
const gapMax = 1_000;

/** Confirms a print log, in transactions of at most 1,000 rows and about 20 ms; a dry run only looks. */
export async function importLog(log: PrintLog, context: LogContext): Promise<PrintLogResult> {
  const { tables, transact } = context;
  const outcomes: PrintOutcome[] = log.dsns.map(() => "unknown");
  const groups = await entriesByRange(log, tables, outcomes);
  const runs = groups.flatMap(runsOf);
  const marks = new Map(groups.map(({ range, entries }) => [range.id, createMarks(entries, outcomes)]));
  let done = log.dsns.length - groups.reduce((sum, { entries }) => sum + entries.length, 0);
  for (let place: LogPlace | undefined = { run: 0 }; place !== undefined; ) {
    const turn: LogTurn = await transact(4 * stepSpanMax, () => takeTurn(runs, place ?? { run: 0 }, log, context));
    for (const { range, span } of turn.pieces) done += marks.get(range.id)?.(span) ?? 0;
    place = turn.next;
    log.onProgress?.(done);
  }
  for (const group of groups) await takeOwnUnits(group, outcomes, log, context);
  return { outcomes, ...gapsOf(groups, tables) };
}

async function entriesByRange(log: PrintLog, { ranges }: LedgerTables, outcomes: PrintOutcome[]) {
  const groups = new Map<number, RangeEntries>();
  const seen = new Set<Dsn>();
  for (const [index, dsn] of log.dsns.entries()) {
    if (index % lookupMax === lookupMax - 1) await new Promise((resolve) => setImmediate(resolve));
    if (seen.has(dsn)) {
      outcomes[index] = "duplicate";
      continue;
    }
    seen.add(dsn);
    const place = ranges.placeOf({ deviceModel: log.deviceModel, dsn });
    if (place === undefined) continue;
    const group = groups.get(place.range.id) ?? { range: place.range, entries: [] };
    groups.set(place.range.id, group);
    group.entries.push({ counter: place.counter, index });
  }
  for (const { entries } of groups.values()) entries.sort((a, b) => a.counter - b.counter);
  return [...groups.values()];
}

function runsOf({ range, entries }: RangeEntries): readonly Run[] {
  const runs: { range: StoredRange; from: number; to: number }[] = [];
  for (const { counter } of entries) {
    const last = runs.at(-1);
    if (last !== undefined && last.to + 1 === counter) last.to = counter;
    else runs.push({ range, from: counter, to: counter });
  }
  return runs;
}

/** Writes what the outcomes of a piece are to its entries; pieces come in the order of their counters. */
function createMarks(entries: readonly Entry[], outcomes: PrintOutcome[]): (span: Span) => number {
  let next = 0;
  return ({ to, state }) => {
    const before = next;
    for (let entry = entries[next]; entry !== undefined && entry.counter <= to; entry = entries[next]) {
      outcomes[entry.index] = outcomeOf(state);
      next += 1;
    }
    return next - before;
  };
}

function outcomeOf(state: UnitState): PrintOutcome {
  if (stepFromStates.Printed.includes(state)) return "printed";
  return state === "LabelScrapped" ? "voided" : "already";
}

/** What one transaction takes of the runs; pieces are as they were before. */
function takeTurn(runs: readonly Run[], start: LogPlace, log: PrintLog, { tables, at }: LogContext): LogTurn {
  const pieces: { readonly range: StoredRange; readonly span: Span }[] = [];
  const startMs = performance.now();
  let place = start;
  for (let run = runs[place.run]; run !== undefined; run = runs[place.run]) {
    if (pieces.length >= stepSpanMax || performance.now() - startMs > transactionMs) return { pieces, next: place };
    const { range, to } = run;
    const { before, next } = takePiece({ rangeId: range.id, from: place.from ?? run.from, to }, log, { tables, at });
    for (const span of before) pieces.push({ range, span });
    place = next === undefined ? { run: place.run + 1 } : { run: place.run, from: next };
  }
  return { pieces };
}

type Piece = { readonly rangeId: number; readonly from: number; readonly to: number };

function takePiece(piece: Piece, { who, why, dryRun }: PrintLog, context: Pick<LogContext, "tables" | "at">) {
  const { spans } = context.tables;
  const fromStates = stepFromStates.Printed;
  if (dryRun === true) return looked(spans.between(piece, stepSpanMax), piece.to);
  return spans.step({ ...piece, state: "Printed", fromStates, who, why, at: context.at() });
}

function looked(before: readonly Span[], to: number): SpanStepResult {
  const last = before.at(-1);
  return last === undefined || last.to >= to ? { before } : { before, next: last.to + 1 };
}

/** Units that went their own way are not told by the pieces: their outcome is put right, and they are confirmed alone. */
async function takeOwnUnits(
  { range, entries }: RangeEntries,
  outcomes: PrintOutcome[],
  log: PrintLog,
  { tables, transact, at }: LogContext,
): Promise<void> {
  const indexOf = new Map(entries.map(({ counter, index }) => [counter, index]));
  const to = entries.at(-1)?.counter ?? range.to;
  for (let from = entries[0]?.counter ?? range.from; from <= to; ) {
    const page = tables.units.ownIn({ rangeId: range.id, from, to }, ownPageMax);
    const named = page.filter(({ counter }) => indexOf.has(counter));
    for (const { counter, state } of named) outcomes[indexOf.get(counter) ?? 0] = outcomeOf(state);
    const confirmed = named.filter(({ state }) => outcomeOf(state) === "printed");
    if (confirmed.length > 0 && log.dryRun !== true) {
      await transact(3 * confirmed.length, () => confirmOwn(range, confirmed, { log, tables, at: at() }));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < ownPageMax) return;
    from = last.counter + 1;
  }
}

function confirmOwn(
  range: StoredRange,
  confirmed: readonly OwnUnit[],
  { log, tables, at }: { readonly log: PrintLog; readonly tables: LedgerTables; readonly at: string },
): void {
  for (const { counter } of confirmed) {
    const dsn = defined(rangeSerialAt(range, counter), "a unit of a range has a serial");
    const unit = { deviceModel: range.deviceModel, dsn };
    const now = tables.units.state(unit);
    if (now === undefined || !stepFromStates.Printed.includes(now)) continue;
    tables.units.change({ unit, state: "Printed", who: log.who, why: log.why, at });
  }
}

/** What lies between the runs of a range and is still only Allocated or Issued. */
function gapsOf(groups: readonly RangeEntries[], tables: LedgerTables): Pick<PrintLogResult, "gaps" | "moreGaps"> {
  const gaps: PrintGap[] = [];
  let moreGaps = 0;
  for (const { range, entries } of groups) {
    for (const [position, { counter, index }] of entries.entries()) {
      const before = entries[position - 1]?.counter;
      if (before === undefined || before + 1 === counter) continue;
      const gap = gapBetween(range, { from: before + 1, to: counter - 1, before: index }, tables);
      if (gap === undefined) continue;
      if (gaps.length < gapMax) gaps.push(gap);
      else moreGaps += 1;
    }
  }
  return { gaps, moreGaps };
}

function gapBetween(
  range: StoredRange,
  between: { readonly from: number; readonly to: number; readonly before: number },
  { spans, units }: LedgerTables,
): PrintGap | undefined {
  const place = { rangeId: range.id, from: between.from, to: between.to };
  const open = spans.between(place, noLimit).filter(({ state }) => stepFromStates.Printed.includes(state));
  const own = new Set(units.ownIn(place, noLimit).map(({ counter }) => counter));
  const [first, last] = [firstSerial(range, open, own), firstSerial(range, open.toReversed(), own, "last")];
  if (first === undefined || last === undefined) return undefined;
  let count = 0;
  for (const { from, to } of open) count += serialCount(range, from, to) - units.ownCount(range.id, from, to);
  return { rangeId: range.id, first, last, count, before: between.before };
}

function firstSerial(
  range: StoredRange,
  spans: readonly Span[],
  own: ReadonlySet<number>,
  end: "first" | "last" = "first",
): Dsn | undefined {
  for (const { from, to } of spans) {
    for (let offset = 0; from + offset <= to; offset += 1) {
      const counter = end === "first" ? from + offset : to - offset;
      const dsn = own.has(counter) ? undefined : rangeSerialAt(range, counter);
      if (dsn !== undefined) return dsn;
    }
  }
  return undefined;
}
