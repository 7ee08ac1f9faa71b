import { type Dsn, rangeSerialAt } from "../core/dsn/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import type { OutsideRanges, SerialRange, SerialState } from "./serial-ledger.ts";
import { type StoredRange, serialCount, storedDsn } from "./sqlite-ranges.ts";

/** Serials of one page. */
export const pageMax = 1_000;
/** No range has more pieces than serials. */
const noLimit = -1;

/** A range with how many of its serials are in each state now. */
export function rangeWithStates(range: StoredRange, { spans, units }: LedgerTables): SerialRange {
  const states: Partial<Record<UnitState, number>> = {};
  const add = (state: UnitState, count: number) => {
    if (count > 0) states[state] = (states[state] ?? 0) + count;
  };
  const own = units.ownCounts(range.id);
  const ownBetween = (from: number, to: number) => (own.length === 0 ? 0 : units.ownCount(range.id, from, to));
  for (const { from, to, state } of spans.between({ rangeId: range.id, from: range.from, to: range.to }, noLimit)) {
    add(state, serialCount(range, from, to) - ownBetween(from, to));
  }
  for (const { state, count } of own) add(state, count);
  const { holes: _, ...shown } = range;
  return { ...shown, states };
}

/** A page of a range's serials, from a counter on, with their states now. */
export function rangePage(range: StoredRange, from: number, { spans, units }: LedgerTables): readonly SerialState[] {
  const place = { rangeId: range.id, from, to: Math.min(from + pageMax - 1, range.to) };
  const own = new Map(units.ownIn(place, pageMax).map(({ counter, state }) => [counter, state]));
  return spans.between(place, pageMax).flatMap((span) =>
    Array.from({ length: span.to - span.from + 1 }, (_, index) => span.from + index).flatMap((counter) => {
      const dsn = rangeSerialAt(range, counter);
      return dsn === undefined ? [] : [{ dsn, state: own.get(counter) ?? span.state }];
    }),
  );
}

/** The units in no range by their state, of one model or of all that have some. */
export function outsideRanges(wanted: string | undefined, { units }: LedgerTables): readonly OutsideRanges[] {
  const byModel = Map.groupBy(units.outsideCounts(), ({ deviceModel }) => deviceModel);
  return [...byModel].flatMap(([deviceModel, counts]) => {
    if (wanted !== undefined && deviceModel !== wanted) return [];
    return [{ deviceModel, states: Object.fromEntries(counts.map(({ state, count }) => [state, count])) }];
  });
}

/** A page of the units of a model that are in no range, behind a DSN in ASCII order; empty behind the last. */
export function strayPage(
  deviceModel: string,
  after: string,
  { ranges, units }: LedgerTables,
): { readonly serials: readonly SerialState[]; readonly last?: Dsn } {
  // No character of a DSN comes before a blank or behind a tilde.
  const page = units.known({ deviceModel, from: `${after} `, to: "~" }, pageMax);
  const serials = page.map(({ dsn, state }) => ({ dsn: storedDsn(dsn), state }));
  const last = serials.at(-1)?.dsn;
  return {
    serials: serials.filter(({ dsn }) => ranges.placeOf({ deviceModel, dsn }) === undefined),
    ...(last === undefined ? {} : { last }),
  };
}
