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
import type { KnownUnit } from "./sqlite-units.ts";

/** Most counters that one range leaves out. */
const holeMax = 10_000;

/** A range as it would be now, and what must still hold when it is written. */
export interface AllocationPlan {
  readonly range: Omit<StoredRange, "id">;
  /** Serials between its ends that scans or marks have made known; they are among its holes. */
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
 * The units that the ledger knows by themselves whose texts lie between two counters of a series, of whatever model:
 * the same text on two boxes is one serial too many. In the order of their counters, each text once.
 */
export function knownBetween(
  { series }: Pick<SerialAllocation, "series">,
  { units }: LedgerTables,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Pick<KnownUnit, "dsn">[] {
  const digits = (counter: number) => series.head + String(counter).padStart(series.width, "0");
  const between = { from: digits(from), to: `${digits(to)}~` };
  const dsns = units.knownModels().flatMap((deviceModel) =>
    units.known({ ...between, deviceModel }, 2 * holeMax).flatMap(({ dsn }) => {
      return counterOf(series, dsn) === undefined ? [] : [dsn];
    }),
  );
  // Texts of one series have one length, so that their order is that of their counters.
  return [...new Set(dsns)].sort().map((dsn) => ({ dsn }));
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
  const known = knownBetween(request, tables, { from, to: counter.to }).map(({ dsn }) => dsn);
  const counters = [...specimens, ...known].flatMap((dsn) => counterOf(series, dsn) ?? []);
  const left = new Set(counters.filter((one) => from <= one && one <= counter.to));
  const isTried = hasImpossibleCounters(series);
  let leftOut = left.size;
  if (isTried && all <= triedMax) {
    for (let one = from; one <= counter.to; one += 1) if (serialAt(series, one) === undefined) leftOut += 1;
  }
  return { count: all - leftOut, leftOut, isExact: !isTried || all <= triedMax };
}

/** Known serials come to light only once the interval is known, so it is stretched until no new one lies in it. */
function nextSerials(request: SerialAllocation, tables: LedgerTables, start: number) {
  const { series, specimens } = request;
  const left = new Set(specimens.flatMap((dsn) => counterOf(series, dsn) ?? []));
  for (let begin = start, known = 0; ; ) {
    const { from, to } = stretch(request, left, begin);
    const found = knownBetween(request, tables, { from, to });
    if (found.length === known) return { from, to, left, knownCount: known };
    known = found.length;
    const counters = found.map(({ dsn }) => defined(counterOf(series, dsn), "a known serial of the series"));
    // Where most numbers were used before there was a ledger, counting begins behind them.
    if (known > holeMax) begin = defined(counters.at(-1), "there are known serials") + 1;
    if (known > holeMax) known = 0;
    else for (const counter of counters) left.add(counter);
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
  const message = `${count} serials of ${of} are asked for; the counter, which ends at ${counter.to}, has ${has} left.`;
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
