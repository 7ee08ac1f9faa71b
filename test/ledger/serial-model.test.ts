import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { UnitState } from "../../src/core/verdict/index.ts";
import { type AdoptionOutcome, type Ledger, openLedger, type PrintOutcome } from "../../src/ledger/index.ts";
import { unitOf } from "./conformance.ts";
import { dsnOf, everySerial, plain, requestOf } from "./serial-request.ts";

/** What a ledger should know, written down the plainest way: one entry a serial. */
interface Reference {
  readonly states: Map<string, UnitState>;
  /** Those in no range that were printed or voided all the same. */
  readonly takenIn: Set<string>;
  /** Serials of another model with the same texts. */
  readonly foreign: Set<string>;
  /** Highest counter of each series, by its head. */
  readonly highWater: Map<string, number>;
  readonly ranges: { readonly id: number; readonly texts: readonly string[] }[];
}

type Action = (ledger: Ledger, reference: Reference) => Promise<void>;

const isKnown = ({ states, foreign }: Reference, one: string) => states.has(one) || foreign.has(one);
const isInRange = ({ ranges }: Reference, one: string) => ranges.some((range) => range.texts.includes(one));
const ida = { who: "Ida", why: "test" };
const counterMax = 120;
const textOf = (head: string, counter: number) => `${head}${String(counter).padStart(4, "0")}`;
const specimenTexts = [3, 4, 17, 60].map((counter) => textOf("A", counter));
const head = fc.constantFrom("A", "B");
const text = fc.tuple(head, fc.integer({ min: 1, max: 60 })).map(([one, counter]) => textOf(one, counter));

const allocate = fc.tuple(head, fc.integer({ min: 1, max: 12 })).map(
  ([one, count]): Action =>
    async (ledger, reference) => {
      const expected: string[] = [];
      const before = reference.highWater.get(one) ?? 0;
      for (let counter = before + 1; counter <= counterMax && expected.length < count; counter += 1) {
        const next = textOf(one, counter);
        if (!specimenTexts.includes(next) && !isKnown(reference, next)) expected.push(next);
      }
      const request = requestOf(count, {
        series: { ...plain, head: one },
        counter: { from: 1, to: counterMax },
        specimens: specimenTexts.map(dsnOf),
      });
      if (expected.length < count) {
        await expect(ledger.allocate(request)).rejects.toMatchObject({ code: "ERR_SERIALS_EXHAUSTED" });
        return;
      }
      const range = await ledger.allocate(request);
      const dsns: string[] = [];
      for await (const page of ledger.rangeSerials(range.id)) dsns.push(...page.map(({ dsn }) => dsn));
      expect(dsns).toEqual(expected);
      expect(range.to).toBeGreaterThan(before);
      for (const dsn of dsns) {
        expect(reference.states.has(dsn)).toBe(false);
        reference.states.set(dsn, "Allocated");
      }
      reference.highWater.set(one, range.to);
      reference.ranges.push({ id: range.id, texts: dsns });
    },
);

const voidOne = text.map(
  (one): Action =>
    async (ledger, reference) => {
      const state = reference.states.get(one);
      const voiding = ledger.voidSerials({ units: [unitOf(one)], ...ida });
      if (state === "Allocated" || state === "Issued" || state === "Printed") {
        await voiding;
        reference.states.set(one, "LabelScrapped");
        if (!isInRange(reference, one)) reference.takenIn.add(one);
      } else await expect(voiding).rejects.toMatchObject({ code: "ERR_SERIALS_STATE" });
    },
);

const stepFrom: Readonly<Record<string, readonly UnitState[]>> = {
  Issued: ["Allocated"],
  LabelScrapped: ["Allocated", "Issued", "Printed"],
};

const stepPiece = fc.tuple(fc.nat(), fc.nat(8), fc.nat(8), fc.constantFrom("Issued", "LabelScrapped")).map(
  ([which, from, length, state]): Action =>
    async (ledger, { ranges, states }) => {
      const range = ranges[which % Math.max(1, ranges.length)];
      if (range === undefined) return;
      const piece = range.texts.slice(from, from + length + 1);
      const [first, last] = [piece[0], piece.at(-1)].map((one) => Number(one?.slice(1)));
      if (first === undefined || last === undefined || piece.length === 0) return;
      await ledger.stepRange({ rangeId: range.id, from: first, to: last }, { state: state as "Issued", ...ida });
      for (const one of piece)
        if (stepFrom[state]?.includes(states.get(one) ?? "Sampled")) states.set(one, state as UnitState);
    },
);

const printLog = fc.array(text, { minLength: 1, maxLength: 15 }).map(
  (texts): Action =>
    async (ledger, reference) => {
      const { states, takenIn } = reference;
      const seen = new Set<string>();
      const expected = texts.map((one): PrintOutcome => {
        const state = states.get(one);
        if (seen.has(one)) return "duplicate";
        seen.add(one);
        if (state === undefined || !(isInRange(reference, one) || takenIn.has(one))) return "unknown";
        const isOpen = state === "Allocated" || state === "Issued";
        // A unit in no range that somebody has marked so once more stays as it was marked.
        if (isOpen && isInRange(reference, one)) states.set(one, "Printed");
        if (isOpen) return isInRange(reference, one) ? "printed" : "already";
        return state === "LabelScrapped" ? "voided" : "already";
      });
      const result = await ledger.importPrintLog({ deviceModel: "ONE", dsns: texts.map(dsnOf), ...ida });
      expect(result.outcomes).toEqual(expected);
    },
);

const adopted = fc.tuple(text, fc.constantFrom("Printed", "LabelScrapped"));
const adopt = fc.tuple(fc.array(adopted, { minLength: 1, maxLength: 15 }), fc.boolean()).map(
  ([wanted, dryRun]): Action =>
    async (ledger, reference) => {
      const serials = wanted.map(([one, state]) => ({ dsn: dsnOf(one), state: state as "Printed" }));
      const taken = new Map<string, AdoptionOutcome>();
      const expected = serials.map(({ dsn, state }): AdoptionOutcome => {
        const known = reference.states.get(dsn) ?? taken.get(dsn);
        if (known !== undefined) return known;
        if (reference.foreign.has(dsn)) return "other-model";
        taken.set(dsn, state);
        if (!dryRun) reference.states.set(dsn, state);
        if (!dryRun) reference.takenIn.add(dsn);
        return "adopted";
      });
      expect(await ledger.adoptSerials({ deviceModel: "ONE", serials, dryRun, ...ida })).toEqual(expected);
    },
);

const markForeign = text.map(
  (one): Action =>
    async (ledger, { foreign }) => {
      await ledger.markUnit({ unit: { deviceModel: "TWO", dsn: dsnOf(one) }, state: "Printed", ...ida });
      foreign.add(one);
    },
);

const mark = fc.tuple(text, fc.constantFrom("Quarantined", "Issued", "Released")).map(
  ([one, state]): Action =>
    async (ledger, reference) => {
      if (specimenTexts.includes(one)) return;
      await ledger.markUnit({ unit: unitOf(one), state: state as "Issued", ...ida });
      reference.states.set(one, state as UnitState);
    },
);

it("does what a plain reference does, over any sequence of allocations, voids, steps, print logs, adoptions and marks", async () => {
  const actions = fc.array(fc.oneof(allocate, allocate, voidOne, stepPiece, printLog, adopt, mark, markForeign), {
    minLength: 5,
    maxLength: 25,
  });
  const property = fc.asyncProperty(actions, async (sequence) => {
    const folder = await mkdtemp(join(tmpdir(), "boxproof-model-"));
    const ledger = await openLedger(join(folder, "line.db"));
    try {
      const reference: Reference = {
        states: new Map(),
        takenIn: new Set(),
        foreign: new Set(),
        highWater: new Map(),
        ranges: [],
      };
      for (const action of sequence) await action(ledger, reference);
      await expectSame(ledger, reference);
    } finally {
      await ledger.close();
      await rm(folder, { recursive: true });
    }
  });
  await fc.assert(property, { numRuns: 80 });
});

async function expectSame(ledger: Ledger, reference: Reference): Promise<void> {
  const known = await everySerial(ledger);
  expect(new Set(known).size).toBe(known.length);
  expect(known.toSorted()).toEqual([...reference.states.keys()].toSorted());
  for (const [one, state] of reference.states) {
    const unit = await ledger.findUnit(unitOf(one));
    expect([one, unit?.state]).toEqual([one, state]);
    // The last event is what made the state; nothing that came later may stand behind it.
    expect(unit?.events.at(-1)?.state).toBe(state);
  }
  for (const { id, texts } of reference.ranges) {
    const counts: Partial<Record<UnitState, number>> = {};
    for (const one of texts) {
      const state = reference.states.get(one) ?? "Sampled";
      counts[state] = (counts[state] ?? 0) + 1;
    }
    expect((await ledger.findRange(id))?.states).toEqual(counts);
  }
  const outside = [...reference.states].filter(([one]) => !isInRange(reference, one));
  const counts: Partial<Record<UnitState, number>> = {};
  for (const [, state] of outside) counts[state] = (counts[state] ?? 0) + 1;
  expect(await ledger.outsideRanges("ONE")).toEqual(
    outside.length === 0 ? [] : [{ deviceModel: "ONE", states: counts }],
  );
  const states: readonly UnitState[] = ["Printed", "Quarantined"];
  const printed = await everySerial(ledger, { deviceModel: "ONE", states });
  expect(printed.toSorted()).toEqual(
    [...reference.states].flatMap(([one, state]) => (states.includes(state) ? [one] : [])).toSorted(),
  );
}
