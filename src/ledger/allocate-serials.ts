import {
  commonSerial,
  counterOf,
  hasImpossibleCounters,
  isSameSeries,
  type SerialSeries,
  serialAt,
} from "../core/dsn/index.ts";
import { assert, BoxproofError, defined } from "../core/index.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import { allocationMax, type SerialAllocation, type SerialsLeft } from "./serial-ledger.ts";
import { type StoredRange, storedDsn } from "./sqlite-ranges.ts";

/** Most counters that one range leaves out. */
const holeMax = 10_000;
/** Known serials that are looked up for one range: with more of them than it leaves out, it begins elsewhere. */
const knownMax = 2 * holeMax;
/** Units that are read together. */
const knownPageMax = 5_000;

/** A range as it would be now, and what must still hold when it is written. */
export interface AllocationPlan {
  readonly range: Omit<StoredRange, "id">;
  /** Serials between its ends that scans, marks or adoptions have made known; they are among its holes. */
  readonly knownCount: number;
}

/**
 * The next serials of a series, behind every range that it has had, without specimens and without serials that the
 * ledger knows already. Throws ERR_SERIALS_EXHAUSTED, or ERR_SERIALS_OVERLAP when another range has one of their texts.
 */
export function planAllocation(request: SerialAllocation, tables: LedgerTables, at: string): AllocationPlan {
  assert(Number.isSafeInteger(request.count) && request.count >= 1, "at least one serial is allocated");
  assert(request.count <= allocationMax, `at most ${allocationMax} serials are allocated at once`);
  const { deviceModel, series, fields, who, why } = request;
  const start = Math.max(request.counter.from, (tables.ranges.highWater(deviceModel, series) ?? -1) + 1);
  const { from, to, left, knownCount } = nextSerials(request, tables, start);
  const holes = [...left].filter((counter) => from < counter && counter < to);
  const range = {
    ...{ deviceModel, series, fields, from, to, holes: new Set(holes), count: request.count, at, who, why },
    first: defined(serialAt(series, from), "a range begins with a serial"),
    last: defined(serialAt(series, to), "a range ends with a serial"),
  };
  refuseCommonSerials(range, tables);
  return { range, knownCount };
}

/**
 * The counters of a series, between two of them, whose texts the ledger knows by themselves, by a scan, a mark or an
 * adoption, of whatever model: the same text on two boxes is one serial too many. Each once, rising; where there are more
 * than `most`, at least that many of the lowest.
 */
export function knownCounters(
  { series }: Pick<SerialAllocation, "series">,
  { units }: LedgerTables,
  { from, to, most = knownMax }: { readonly from: number; readonly to: number; readonly most?: number },
): readonly number[] {
  const digits = (counter: number) => series.head + String(counter).padStart(series.width, "0");
  const counters = new Set<number>();
  for (const deviceModel of units.knownModels()) {
    let [next, found] = [digits(from), 0];
    for (let isDone = false; !isDone && found <= most; ) {
      // Serials of other series may stand between those of this one, so that a page may have none of it.
      const page = units.known({ deviceModel, from: next, to: `${digits(to)}~` }, knownPageMax);
      for (const { dsn } of page) {
        const counter = counterOf(series, dsn);
        if (counter === undefined) continue;
        counters.add(counter);
        found += 1;
      }
      isDone = page.length < knownPageMax;
      // No character of a DSN comes before a blank.
      next = `${page.at(-1)?.dsn} `;
    }
  }
  return [...counters].sort((a, b) => a - b);
}

/** Counters that are tried one by one for a check character that no serial may have. */
const triedMax = 1_000_000;

/** What a series still has behind every range that it has had, without specimens and what the ledger knows already. */
export function countLeft(
  request: Pick<SerialAllocation, "deviceModel" | "series" | "counter" | "specimens">,
  tables: LedgerTables,
): SerialsLeft {
  const { deviceModel, series, specimens, counter } = request;
  const from = Math.max(counter.from, (tables.ranges.highWater(deviceModel, series) ?? -1) + 1);
  const all = Math.max(0, counter.to - from + 1);
  if (all === 0) return { count: 0, leftOut: 0, isExact: true };
  const known = knownCounters(request, tables, { from, to: counter.to, most: triedMax });
  const left = new Set(known);
  for (const dsn of specimens) {
    const one = counterOf(series, dsn);
    if (one !== undefined && from <= one && one <= counter.to) left.add(one);
  }
  const isTried = hasImpossibleCounters(series);
  let leftOut = left.size;
  if (isTried && all <= triedMax) {
    for (let one = from; one <= counter.to; one += 1) if (serialAt(series, one) === undefined) leftOut += 1;
  }
  return { count: all - leftOut, leftOut, isExact: known.length <= triedMax && (!isTried || all <= triedMax) };
}

/** Known serials come to light only once the interval is known, so it is stretched until no new one lies in it. */
function nextSerials(request: SerialAllocation, tables: LedgerTables, start: number) {
  const { series, specimens, counter } = request;
  const left = new Set(specimens.flatMap((dsn) => counterOf(series, dsn) ?? []));
  for (let begin = start; ; ) {
    const { from, to } = stretch(request, left, begin);
    // Some further ones at the same time, so that many that follow each other are not found one by one.
    const ahead = Math.max(to, Math.min(from + holeMax - 1, counter.to));
    const found = knownCounters(request, tables, { from, to: ahead });
    const between = found.filter((one) => one <= to);
    if (between.every((one) => left.has(one)) && between.length <= holeMax) {
      return { from, to, left, knownCount: between.length };
    }
    // Where most numbers were used before there was a ledger, counting begins behind them.
    const behind = between[holeMax];
    begin = behind === undefined ? from : behind + 1;
    if (behind === undefined) for (const one of found) left.add(one);
  }
}

/** From the first serial at or behind `begin` to the last of as many as are asked for. */
function stretch(request: SerialAllocation, left: ReadonlySet<number>, begin: number) {
  const { series, counter, count } = request;
  const isSerial = serialTest(series, left);
  let from = begin;
  while (from <= counter.to && !isSerial(from)) from += 1;
  let [to, found] = [from - 1, 0];
  while (found < count && to < counter.to) {
    to += 1;
    if (isSerial(to)) found += 1;
  }
  if (found < count) throw exhausted(request, found);
  return { from, to };
}

function serialTest(series: SerialSeries, left: ReadonlySet<number>): (counter: number) => boolean {
  if (!hasImpossibleCounters(series)) return (counter) => !left.has(counter);
  return (counter) => !left.has(counter) && serialAt(series, counter) !== undefined;
}

/** The trigger of the table holds the same for one series; other series may compose the same texts differently. */
function refuseCommonSerials(range: AllocationPlan["range"], { ranges }: LedgerTables): void {
  for (const id of ranges.ids({ after: 0 })) {
    const other = defined(ranges.find(id), "a listed range is stored");
    if (other.deviceModel === range.deviceModel && isSameSeries(other.series, range.series)) continue;
    const dsn = commonSerial(range, other);
    if (dsn !== undefined) throw overlap(range, other, storedDsn(dsn));
  }
}

function exhausted({ deviceModel, fields, counter, count }: SerialAllocation, available: number): BoxproofError {
  const of = fields === "" ? deviceModel : `${deviceModel} (${fields})`;
  const has = available === 0 ? "none" : `only ${available}`;
  const asked = count === 1 ? `1 serial of ${of} is` : `${count} serials of ${of} are`;
  const message = `${asked} asked for; the counter, which ends at ${counter.to}, has ${has} left.`;
  return new BoxproofError("ERR_SERIALS_EXHAUSTED", message, {
    remedy: "Ask for fewer, choose another year, week or line, or widen the counter of the scheme.",
    details: { deviceModel, fields, asked: count, available },
  });
}

function overlap(range: AllocationPlan["range"], other: StoredRange, dsn: string): BoxproofError {
  const where = other.deviceModel === range.deviceModel ? "" : ` of ${other.deviceModel}`;
  return new BoxproofError(
    "ERR_SERIALS_OVERLAP",
    `${range.first} to ${range.last} would have the serial ${dsn}, which range ${other.id}${where} has already.`,
    {
      remedy: "The scheme composes texts that an earlier one composed; change its fixed text, so that they differ.",
      details: { dsn, rangeId: other.id, deviceModel: other.deviceModel },
    },
  );
}
