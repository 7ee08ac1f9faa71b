import { type Dsn, rangeSerialAt } from "../core/dsn/index.ts";
import { defined } from "../core/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import type { PrintGap, PrintLog, PrintLogResult, PrintOutcome } from "./serial-ledger.ts";
import { type StoredRange, serialCount } from "./sqlite-ranges.ts";
import { type Span, type SpanStepResult, stepSpanMax } from "./sqlite-spans.ts";
import type { OwnUnit, SqliteUnits } from "./sqlite-units.ts";
import { stepFromStates } from "./step-serials.ts";
import type { UnitKey } from "./unit-key.ts";

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
  /** Those of the log's other serials; indices go on behind the entries of the log. */
  readonly others: Entry[];
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

async function entriesByRange(log: PrintLog, { ranges, units }: LedgerTables, outcomes: PrintOutcome[]) {
  const groups = new Map<number, RangeEntries>();
  const seen = new Set<Dsn>();
  const confirmedCount = log.dsns.length;
  for (const [index, dsn] of [...log.dsns, ...(log.others ?? [])].entries()) {
    if (index % lookupMax === lookupMax - 1) await new Promise((resolve) => setImmediate(resolve));
    if (seen.has(dsn)) {
      if (index < confirmedCount) outcomes[index] = "duplicate";
      continue;
    }
    seen.add(dsn);
    const place = ranges.placeOf({ deviceModel: log.deviceModel, dsn });
    if (place === undefined) {
      if (index < confirmedCount) outcomes[index] = outsideOutcome({ deviceModel: log.deviceModel, dsn }, units);
      continue;
    }
    const group = groups.get(place.range.id) ?? { range: place.range, entries: [], others: [] };
    groups.set(place.range.id, group);
    group[index < confirmedCount ? "entries" : "others"].push({ counter: place.counter, index });
  }
  for (const { entries } of groups.values()) entries.sort(byCounter);
  return [...groups.values()];
}

/** A serial in no range counts as printed or void only where it was adopted so; what a scan made known stays to be told. */
function outsideOutcome(key: UnitKey, units: SqliteUnits): PrintOutcome {
  const unit = units.find(key);
  const isTakenIn = unit?.events.some(({ state }) => state === "Printed" || state === "LabelScrapped");
  if (isTakenIn !== true) return "unknown";
  return unit?.state === "LabelScrapped" ? "voided" : "already";
}

function byCounter(a: Entry, b: Entry): number {
  return a.counter - b.counter;
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
  if (entries.length === 0) return;
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

/** What a log leaves out of the ranges that it names, and is still only Allocated or Issued. */
function gapsOf(groups: readonly RangeEntries[], tables: LedgerTables): Pick<PrintLogResult, "gaps" | "moreGaps"> {
  const gaps: PrintGap[] = [];
  let moreGaps = 0;
  for (const { range, entries, others } of groups) {
    let from = range.from;
    let last: Entry | undefined;
    for (const entry of [...entries, ...others].sort(byCounter)) {
      add(openBetween(range, { from, to: entry.counter - 1 }, tables), { before: entry.index });
      from = entry.counter + 1;
      last = entry;
    }
    if (last !== undefined) add(openBetween(range, { from, to: range.to }, tables), { after: last.index });
  }
  return { gaps, moreGaps };

  function add(open: OpenPart | undefined, place: Pick<PrintGap, "before" | "after">): void {
    if (open === undefined) return;
    if (gaps.length < gapMax) gaps.push({ ...open, ...place });
    else moreGaps += 1;
  }
}

type OpenPart = Omit<PrintGap, "before" | "after">;

/** The serials between two counters that are still to be printed; undefined when there are none. */
function openBetween(
  range: StoredRange,
  { from, to }: { readonly from: number; readonly to: number },
  { spans, units }: LedgerTables,
): OpenPart | undefined {
  if (from > to) return undefined;
  const place = { rangeId: range.id, from, to };
  const isOpen = ({ state }: { readonly state: UnitState }) => stepFromStates.Printed.includes(state);
  const open = spans.between(place, noLimit).filter(isOpen);
  const own = units.ownIn(place, noLimit);
  const ownOpen = own.filter(isOpen).map(({ counter }) => counter);
  const ownAll = new Set(own.map(({ counter }) => counter));
  let count = ownOpen.length;
  for (const span of open) {
    count += serialCount(range, span.from, span.to) - units.ownCount(range.id, span.from, span.to);
  }
  const firsts = [firstCounter(range, open, ownAll), ownOpen[0]].flatMap((counter) => counter ?? []);
  const lasts = [firstCounter(range, open.toReversed(), ownAll, "last"), ownOpen.at(-1)].flatMap((one) => one ?? []);
  if (firsts.length === 0) return undefined;
  const serialOf = (counter: number) => defined(rangeSerialAt(range, counter), "an open counter has a serial");
  const [first, last] = [serialOf(Math.min(...firsts)), serialOf(Math.max(...lasts))];
  return { rangeId: range.id, first, last, count };
}

function firstCounter(
  range: StoredRange,
  spans: readonly Span[],
  own: ReadonlySet<number>,
  end: "first" | "last" = "first",
): number | undefined {
  for (const { from, to } of spans) {
    for (let offset = 0; from + offset <= to; offset += 1) {
      const counter = end === "first" ? from + offset : to - offset;
      if (!own.has(counter) && rangeSerialAt(range, counter) !== undefined) return counter;
    }
  }
  return undefined;
}
