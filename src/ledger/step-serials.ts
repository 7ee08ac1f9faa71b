import { rangeSerialAt } from "../core/dsn/index.ts";
import { assert, BoxproofError } from "../core/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import { type SerialStep, voidMax } from "./serial-ledger.ts";
import { type RangePlace, type StoredRange, serialCount } from "./sqlite-ranges.ts";
import { stepSpanMax } from "./sqlite-spans.ts";
import type { UnitKey } from "./unit-key.ts";

/** The states from which each step is taken; a serial in another one stays as it is. */
export const stepFromStates: Readonly<Record<SerialStep["state"], readonly UnitState[]>> = {
  Issued: ["Allocated"],
  Printed: ["Allocated", "Issued"],
  LabelScrapped: ["Allocated", "Issued", "Printed"],
};

/** A step over a piece of a range, at a time. */
export interface RangeStep extends SerialStep {
  readonly from: number;
  readonly to: number;
  readonly at: string;
}

/** How many serials a step changed, and how many of each state it left. */
export interface StepTally {
  changed: number;
  readonly before: Partial<Record<UnitState, number>>;
  readonly left: Partial<Record<UnitState, number>>;
}

/** Where a step goes on in its next transaction; undefined when it is done. */
export type GoOn = number | undefined;

/** One page of a step over units that went their own way; inside a transaction. */
export function stepOwnUnits({ units }: LedgerTables, range: StoredRange, step: RangeStep, tally: StepTally): GoOn {
  const page = units.ownIn({ rangeId: range.id, from: step.from, to: step.to }, stepSpanMax);
  for (const { counter, state } of page) {
    const dsn = rangeSerialAt(range, counter);
    if (dsn === undefined || !stepFromStates[step.state].includes(state)) addTo(tally.left, state, 1);
    else {
      units.change({ unit: { deviceModel: range.deviceModel, dsn }, ...step });
      tally.changed += 1;
      addTo(tally.before, state, 1);
    }
  }
  const last = page.at(-1);
  return last === undefined || page.length < stepSpanMax ? undefined : last.counter + 1;
}

/** One page of a step over the pieces of a range; inside a transaction. */
export function stepSpans({ units, spans }: LedgerTables, range: StoredRange, step: RangeStep, tally: StepTally): GoOn {
  const fromStates = stepFromStates[step.state];
  const { before, next } = spans.step({ rangeId: range.id, ...step, fromStates });
  for (const { from, to, state } of before) {
    const count = serialCount(range, from, to) - units.ownCount(range.id, from, to);
    const isTaken = fromStates.includes(state);
    if (isTaken) tally.changed += count;
    if (count > 0) addTo(isTaken ? tally.before : tally.left, state, count);
  }
  return next;
}

function addTo(counts: Partial<Record<UnitState, number>>, state: UnitState, count: number): void {
  counts[state] = (counts[state] ?? 0) + count;
}

/** Voids serials one by one, all or none; inside a transaction. Throws ERR_SERIALS_STATE before it writes anything. */
export function voidUnits(
  tables: LedgerTables,
  keys: readonly UnitKey[],
  why: { readonly who: string; readonly why: string; readonly at: string },
): void {
  assert(keys.length <= voidMax, `at most ${voidMax} serials are voided one by one`);
  const states = keys.map((unit) => tables.units.state(unit));
  const faults = keys.flatMap(({ dsn }, index) => voidFault(dsn, states[index]) ?? []);
  if (faults.length > 0) throw stateError(faults);
  for (const unit of keys) {
    const place = tables.ranges.placeOf(unit);
    if (place === undefined || isOwn(tables, place)) tables.units.change({ unit, state: "LabelScrapped", ...why });
    else voidAt(tables, place, why);
  }
}

function voidAt({ spans }: LedgerTables, { range, counter }: RangePlace, why: Pick<RangeStep, "who" | "why" | "at">) {
  const fromStates = stepFromStates.LabelScrapped;
  spans.step({ rangeId: range.id, from: counter, to: counter, state: "LabelScrapped", fromStates, ...why });
}

function isOwn({ units }: LedgerTables, { range, counter }: RangePlace): boolean {
  return units.ownCount(range.id, counter, counter) > 0;
}

function voidFault(dsn: string, state: UnitState | undefined): string | undefined {
  if (state === undefined) return `${dsn} was never allocated`;
  if (state === "LabelScrapped") return `${dsn} is void already`;
  return stepFromStates.LabelScrapped.includes(state) ? undefined : `${dsn} is ${state}`;
}

function stateError(faults: readonly string[]): BoxproofError {
  const serials = faults.length === 1 ? "1 serial" : `${faults.length} serials`;
  const message = [`${serials} cannot be voided, so none was`, ...faults.map((fault) => `  ${fault}`)];
  return new BoxproofError("ERR_SERIALS_STATE", message.join("\n"), {
    remedy: "Only serials that are Allocated, Issued or Printed can be voided; leave the others out.",
    details: { faults },
  });
}
