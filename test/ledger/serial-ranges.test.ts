import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ledger, openLedger } from "../../src/ledger/index.ts";
import { nowMs, scanOf, unitOf } from "./conformance.ts";
import { dsnOf, everySerial, plain, requestOf, statesOf } from "./serial-request.ts";

const at = "2026-06-01T12:00:00.000Z";
let folder: string;
let file: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-ranges-"));
  file = join(folder, "line.db");
  ledger = await openLedger(file, { now: () => nowMs });
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});
const reopen = async () => {
  await ledger.close();
  ledger = await openLedger(file, { now: () => nowMs });
};
const ida = { who: "Ida", why: "test" };
const dsnsOf = async (rangeId: number) => (await statesOf(ledger, rangeId)).map(({ dsn }) => dsn);

describe("allocate", () => {
  it("reserves the next serials of a series, and remembers who, when and why", async () => {
    const first = await ledger.allocate(requestOf(3));
    expect(first).toEqual({
      ...{
        id: 1,
        deviceModel: "ONE",
        series: plain,
        fields: "",
        from: 1,
        to: 3,
        count: 3,
        first: "A0001",
        last: "A0003",
      },
      ...{ at, who: "Ida", why: "order 7", states: { Allocated: 3 } },
    });
    expect(await ledger.allocate(requestOf(2))).toMatchObject({ id: 2, first: "A0004", last: "A0005" });
    await reopen();
    expect(await ledger.allocate(requestOf(1))).toMatchObject({ id: 3, first: "A0006" });
    expect((await ledger.listRanges("ONE")).map(({ count }) => count)).toEqual([3, 2, 1]);
    expect(await ledger.listRanges("TWO")).toEqual([]);
    expect(await ledger.findRange(1)).toEqual(first);
    expect(await ledger.findRange(4)).toBeUndefined();
    expect((await ledger.findUnit(unitOf("A0002")))?.events).toEqual([
      { state: "Allocated", at, who: "Ida", why: "order 7" },
    ]);
    expect(await ledger.findUnit(unitOf("A0007"))).toBeUndefined();
  });

  it("counts every series by itself", async () => {
    const other = { ...plain, head: "B" };
    await ledger.allocate(requestOf(3));
    expect(await ledger.allocate(requestOf(3, { series: other }))).toMatchObject({ first: "B0001" });
    const tail = { ...plain, rest: [{ kind: "text", text: "x" }] } as const;
    expect(await ledger.allocate(requestOf(1, { series: tail }))).toMatchObject({ first: "A0001x" });
  });

  it("leaves out what the ledger knows under another model, as one text is one serial", async () => {
    await ledger.markUnit({ unit: { deviceModel: "TWO", dsn: dsnOf("A0002") }, state: "Sampled", ...ida });
    await ledger.markUnit({ unit: { deviceModel: "TEN", dsn: dsnOf("A0004") }, state: "Printed", ...ida });
    await ledger.markUnit({ unit: { deviceModel: "TWO", dsn: dsnOf("A0004") }, state: "Sampled", ...ida });
    const range = await ledger.allocate(requestOf(3));
    expect(await dsnsOf(range.id)).toEqual(["A0001", "A0003", "A0005"]);
  });

  it("leaves out specimens and whatever the ledger knows already, wherever they lie", async () => {
    await ledger.recordScan(scanOf("s1", "A0001"));
    await ledger.markUnit({ unit: unitOf("A0004"), state: "Sampled", ...ida });
    const specimens = ["A0003", "A0007", "A0008", "B0001"].map(dsnOf);
    const range = await ledger.allocate(requestOf(3, { specimens }));
    expect(await dsnsOf(range.id)).toEqual(["A0002", "A0005", "A0006"]);
    expect(range).toMatchObject({ from: 2, to: 6, count: 3, states: { Allocated: 3 } });
    expect(await dsnsOf((await ledger.allocate(requestOf(2, { specimens }))).id)).toEqual(["A0009", "A0010"]);
    expect((await ledger.findUnit(unitOf("A0001")))?.state).toBe("Commissioned");
    expect(await ledger.findUnit(unitOf("A0003"))).toBeUndefined();
    expect(await everySerial(ledger)).toEqual([
      ...["A0002", "A0005", "A0006", "A0009", "A0010"],
      ...["A0001", "A0004"],
    ]);
  });

  it("skips counters whose check character no DSN may have", async () => {
    // Code 39 values: Z = 35; 35 + 35 + 1 + 9 = 80, mod 43 = 37 = ".". Of 43 values 5 are no character of a DSN.
    const series = { head: "ZZ", width: 2, rest: [{ kind: "check", algorithm: "mod-43" }] } as const;
    const range = await ledger.allocate(requestOf(40, { series, counter: { from: 0, to: 99 } }));
    const dsns = await dsnsOf(range.id);
    expect(dsns).toHaveLength(40);
    expect(range.to).toBeGreaterThan(39);
    expect(dsns.every((dsn) => /^ZZ[0-9]{2}[0-9A-Z+-]$/.test(dsn))).toBe(true);
    expect(dsns).not.toContain("ZZ19.");
    expect(range.states).toEqual({ Allocated: 40 });
  });

  it("ends with the counter, and reserves nothing when too few are left", async () => {
    await ledger.allocate(requestOf(9_990));
    await expect(ledger.allocate(requestOf(10))).rejects.toMatchObject({
      code: "ERR_SERIALS_EXHAUSTED",
      message: expect.stringContaining("has only 9 left"),
    });
    expect(await ledger.allocate(requestOf(9))).toMatchObject({ last: "A9999" });
    await expect(ledger.allocate(requestOf(1))).rejects.toMatchObject({ details: { available: 0 } });
    expect(await ledger.listRanges()).toHaveLength(2);
  });

  it("refuses a range of which an earlier one has a text, composed otherwise or for another model", async () => {
    await ledger.allocate(requestOf(50, { series: { head: "A12", width: 2, rest: [] }, counter: { from: 0, to: 99 } }));
    await ledger.allocate(requestOf(1_199));
    // A1200 is head A12 and counter 00 already.
    await expect(ledger.allocate(requestOf(1))).rejects.toMatchObject({
      code: "ERR_SERIALS_OVERLAP",
      details: { dsn: "A1200", rangeId: 1 },
    });
    await expect(ledger.allocate(requestOf(1, { deviceModel: "TWO" }))).rejects.toMatchObject({
      code: "ERR_SERIALS_OVERLAP",
      message: expect.stringContaining("range 2 of ONE"),
    });
    const behind = { counter: { from: 1_250, to: 9_999 } };
    expect(await ledger.allocate(requestOf(1, behind))).toMatchObject({ first: "A1250" });
  });

  it("gives two hundred callers at once ranges that never overlap", async () => {
    const ranges = await Promise.all(
      Array.from({ length: 200 }, (_, index) => ledger.allocate(requestOf(1 + (index % 3)))),
    );
    const taken = ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
    expect(new Set(taken).size).toBe(taken.length);
    expect(Math.max(...taken)).toBe(taken.length);
  });

  it("takes a million at once", async () => {
    const wide = { series: { ...plain, width: 8 }, counter: { from: 1, to: 99_999_999 } };
    const range = await ledger.allocate(requestOf(1_000_000, wide));
    expect(range).toMatchObject({ count: 1_000_000, last: "A01000000" });
    expect(await ledger.allocate(requestOf(1, wide))).toMatchObject({ first: "A01000001" });
  });

  it("is held by the file itself: no range is changed, deleted or overlapped, even by hand", async () => {
    await ledger.allocate(requestOf(3));
    const database = new Sqlite(file);
    const columns =
      "device_model, head, width, rest, counter_from, counter_to, holes, serial_count, first_dsn, last_dsn, fields, at, who, why";
    const overlapping = `INSERT INTO serial_range (${columns}) SELECT device_model, head, width, rest, 3, 5, '[]', 3, 'A0003', 'A0005', '', at, who, why FROM serial_range`;
    for (const [sql, message] of [
      ["UPDATE serial_range SET counter_to = 2", /never changed/],
      ["DELETE FROM serial_range", /never deleted/],
      ["UPDATE range_event SET who = 'x'", /never changed/],
      ["DELETE FROM range_event", /never deleted/],
      [overlapping, /never overlap/],
    ] as const) {
      expect(() => database.exec(sql)).toThrow(message);
    }
    database.close();
  });
});

describe("states", () => {
  it("of a range follow its steps, and a unit goes its own way from its first own event on", async () => {
    const { id } = await ledger.allocate(requestOf(6));
    const issued = await ledger.stepRange({ rangeId: id }, { state: "Issued", ...ida });
    expect(issued).toEqual({ changed: 6, before: { Allocated: 6 }, left: {} });
    await ledger.recordScan(scanOf("s1", "A0003"));
    expect(await ledger.stepRange({ rangeId: id, from: 2, to: 4 }, { state: "LabelScrapped", ...ida })).toEqual({
      changed: 2,
      before: { Issued: 2 },
      left: { Commissioned: 1 },
    });
    expect((await statesOf(ledger, id)).map(({ state }) => state)).toEqual([
      ...["Issued", "LabelScrapped", "Commissioned", "LabelScrapped", "Issued", "Issued"],
    ]);
    await reopen();
    expect((await ledger.findRange(id))?.states).toEqual({ Issued: 3, LabelScrapped: 2, Commissioned: 1 });
    const statesIn = async (dsn: string) => (await ledger.findUnit(unitOf(dsn)))?.events.map(({ state }) => state);
    expect(await statesIn("A0003")).toEqual(["Allocated", "Issued", "Commissioned"]);
    expect(await statesIn("A0002")).toEqual(["Allocated", "Issued", "LabelScrapped"]);
    expect(await everySerial(ledger, { deviceModel: "ONE", states: ["Issued", "Commissioned"] })).toEqual([
      ...["A0001", "A0003", "A0005", "A0006"],
    ]);
    await expect(ledger.stepRange({ rangeId: 9 }, { state: "Issued", ...ida })).rejects.toMatchObject({
      code: "ERR_RANGE_UNKNOWN",
    });
  });

  it("let a voided serial neither pass nor be allocated again", async () => {
    await ledger.allocate(requestOf(3));
    await ledger.voidSerials({ units: [unitOf("A0003")], ...ida });
    expect(await ledger.allocate(requestOf(1))).toMatchObject({ first: "A0004" });
    const decide = () => ({ verdict: "ok", unit: unitOf("A0003"), answer: "wrong" }) as const;
    await expect(ledger.recordScan(scanOf("s1", "A0003", { decide }))).rejects.toThrow(/broken invariant/);
  });

  it("are voided one by one, all or none, also of units that are in no range", async () => {
    await ledger.allocate(requestOf(3));
    await ledger.recordScan(scanOf("s1", "A0001"));
    await ledger.markUnit({ unit: unitOf("Z1"), state: "Printed", ...ida });
    const units = ["A0002", "A0001", "A0009"].map(unitOf);
    await expect(ledger.voidSerials({ units, ...ida })).rejects.toMatchObject({
      code: "ERR_SERIALS_STATE",
      details: { faults: ["A0001 is Commissioned", "A0009 was never allocated"] },
    });
    expect((await ledger.findUnit(unitOf("A0002")))?.state).toBe("Allocated");
    await ledger.voidSerials({ units: ["A0002", "Z1"].map(unitOf), ...ida });
    expect((await ledger.findUnit(unitOf("A0002")))?.state).toBe("LabelScrapped");
    expect((await ledger.findUnit(unitOf("Z1")))?.state).toBe("LabelScrapped");
    await expect(ledger.voidSerials({ units: [unitOf("A0002")], ...ida })).rejects.toThrow(/void already/);
  });

  it("stand in large ranges in pages, whole and in order", async () => {
    const { id } = await ledger.allocate(requestOf(2_500));
    await ledger.stepRange({ rangeId: id, from: 999, to: 1_001 }, { state: "LabelScrapped", ...ida });
    const states = await statesOf(ledger, id);
    expect(states.map(({ dsn }) => dsn)).toEqual(
      Array.from({ length: 2_500 }, (_, i) => `A${String(i + 1).padStart(4, "0")}`),
    );
    expect(states.filter(({ state }) => state !== "Allocated").map(({ dsn }) => dsn)).toEqual([
      "A0999",
      "A1000",
      "A1001",
    ]);
  });
});

describe("a print log", () => {
  const log = (texts: readonly string[], change: { readonly dryRun?: boolean } = {}) =>
    ledger.importPrintLog({ deviceModel: "ONE", dsns: texts.map(dsnOf), ...ida, ...change });

  it("confirms what was allocated and tells the rest apart; again, it changes nothing", async () => {
    const { id } = await ledger.allocate(requestOf(10));
    await ledger.voidSerials({ units: [unitOf("A0004")], ...ida });
    await ledger.recordScan(scanOf("s1", "A0005"));
    const texts = ["A0003", "A0001", "A0003", "A0004", "A0005", "A0099", "A0008"];
    const wanted = ["printed", "printed", "duplicate", "voided", "already", "unknown", "printed"];
    const gaps = [
      { rangeId: id, first: "A0002", last: "A0002", count: 1, before: 0 },
      { rangeId: id, first: "A0006", last: "A0007", count: 2, before: 6 },
      { rangeId: id, first: "A0009", last: "A0010", count: 2, after: 6 },
    ];
    expect(await log(texts, { dryRun: true })).toEqual({ outcomes: wanted, gaps, moreGaps: 0 });
    expect((await ledger.findRange(id))?.states).toEqual({ Allocated: 8, LabelScrapped: 1, Commissioned: 1 });
    expect(await log(texts)).toEqual({ outcomes: wanted, gaps, moreGaps: 0 });
    const states = { Allocated: 5, Printed: 3, LabelScrapped: 1, Commissioned: 1 };
    expect((await ledger.findRange(id))?.states).toEqual(states);
    const again = wanted.map((outcome) => (outcome === "printed" ? "already" : outcome));
    expect(await log(texts)).toEqual({ outcomes: again, gaps, moreGaps: 0 });
    expect((await ledger.findRange(id))?.states).toEqual(states);
    const events = (await ledger.findUnit(unitOf("A0003")))?.events.map(({ state }) => state);
    expect(events).toEqual(["Allocated", "Printed"]);
    expect((await ledger.findUnit(unitOf("A0005")))?.events.map(({ state }) => state)).toEqual([
      "Allocated",
      "Commissioned",
    ]);
  });

  it("tells exactly the serials that it leaves out and that are still to be printed", async () => {
    const named = fc.constantFrom("no", "no", "no", "printed", "other") as fc.Arbitrary<"no" | "printed" | "other">;
    const before = fc.constantFrom("none", "none", "void", "scanned", "Printed") as fc.Arbitrary<
      "none" | "void" | "scanned" | "Printed"
    >;
    let round = 0;
    const property = fc.asyncProperty(
      fc.array(fc.record({ named, before }), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (serials, dryRun) => {
        round += 1;
        const series = { ...plain, head: `R${round}x` };
        const range = await ledger.allocate(requestOf(serials.length, { series }));
        const dsns = await dsnsOf(range.id);
        const those = (wanted: (serial: (typeof serials)[number]) => boolean) =>
          dsns.filter((_, index) => serials.some((serial, at) => at === index && wanted(serial)));
        const voided = those((serial) => serial.before === "void").map((dsn) => unitOf(dsn));
        if (voided.length > 0) await ledger.voidSerials({ units: voided, ...ida });
        for (const dsn of those((serial) => serial.before === "scanned")) {
          await ledger.recordScan(scanOf(`scan ${dsn}`, dsn));
        }
        const earlier = those((serial) => serial.before === "Printed");
        await ledger.importPrintLog({ deviceModel: "ONE", dsns: earlier, ...ida });
        const [printed, others] = [those((one) => one.named === "printed"), those((one) => one.named === "other")];
        const result = await ledger.importPrintLog({ deviceModel: "ONE", dsns: printed, others, ...ida, dryRun });
        // Written out: open serials that the log does not name, cut into groups where it names one.
        const wanted: string[][] = [[]];
        for (const [at, serial] of serials.entries()) {
          if (serial.named !== "no") wanted.push([]);
          else if (serial.before === "none") wanted.at(-1)?.push(dsns[at] ?? "");
        }
        const groups = printed.length + others.length === 0 ? [] : wanted.filter((group) => group.length > 0);
        expect(result.gaps.map(({ first, last, count }) => [first, last, count])).toEqual(
          groups.map((group) => [group[0], group.at(-1), group.length]),
        );
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it("confirms a unit that went its own way by itself", async () => {
    await ledger.allocate(requestOf(3));
    await ledger.markUnit({ unit: unitOf("A0002"), state: "Issued", ...ida });
    expect((await log(["A0001", "A0002", "A0003"])).outcomes).toEqual(["printed", "printed", "printed"]);
    expect((await ledger.findUnit(unitOf("A0002")))?.events.map(({ state }) => state)).toEqual([
      "Allocated",
      "Issued",
      "Printed",
    ]);
    expect((await ledger.findRange(1))?.states).toEqual({ Printed: 3 });
  });

  it("of every second serial is taken in transactions of at most 1000 rows, with progress", async () => {
    const { id } = await ledger.allocate(requestOf(6_000));
    const texts = Array.from({ length: 3_000 }, (_, index) => `A${String(2 * index + 1).padStart(4, "0")}`);
    const progress: number[] = [];
    const before = new Sqlite(file, { readonly: true });
    const changes = () => Number(before.prepare("SELECT count(*) FROM range_event").pluck().get());
    const steps: number[] = [];
    let last = changes();
    const onProgress = (done: number) => {
      progress.push(done);
      steps.push(changes() - last);
      last = changes();
    };
    const dsns = texts.map(dsnOf);
    const result = await ledger.importPrintLog({ deviceModel: "ONE", dsns, ...ida, onProgress });
    before.close();
    expect(result.outcomes.every((outcome) => outcome === "printed")).toBe(true);
    expect([result.gaps.length, result.moreGaps]).toEqual([1_000, 2_000]);
    expect(progress.at(-1)).toBe(3_000);
    // Each piece costs one event and three rows of pieces.
    expect(Math.max(...steps)).toBeLessThanOrEqual(250);
    expect(steps.length).toBeGreaterThan(10);
    expect((await ledger.findRange(id))?.states).toEqual({ Printed: 3_000, Allocated: 3_000 });
    await ledger.stepRange({ rangeId: id }, { state: "LabelScrapped", ...ida });
    expect((await ledger.findRange(id))?.states).toEqual({ LabelScrapped: 6_000 });
  });
});
