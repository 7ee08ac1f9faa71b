import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Ledger, openLedger } from "../../src/ledger/index.ts";
import { nowMs, unitOf } from "./conformance.ts";
import { dsnOf, plain, requestOf } from "./serial-request.ts";

let folder: string;
let file: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-known-"));
  file = join(folder, "line.db");
  ledger = await openLedger(file, { now: () => nowMs });
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});
const ida = { who: "Ida", why: "test" };

/** Makes units known that are in no range, straight in the table: what a test needs of them are their texts. */
async function know(texts: readonly string[], models: readonly string[] = ["ONE"]): Promise<void> {
  await ledger.close();
  const database = new Sqlite(file);
  const insert = database.prepare("INSERT INTO unit (device_model, dsn, state) VALUES (?, ?, 'Printed')");
  database.transaction(() => {
    for (const model of models) for (const text of texts) insert.run(model, text);
  })();
  database.close();
  ledger = await openLedger(file, { now: () => nowMs });
}

it("gives no serial that is known already, however many of them follow each other", async () => {
  for (const text of ["A0001", "A0002", "A0003", "A0005"]) {
    await ledger.markUnit({ unit: unitOf(text), state: "Quarantined", ...ida });
  }
  expect(await ledger.allocate(requestOf(1))).toMatchObject({ first: "A0004", last: "A0004", count: 1 });
  expect(await ledger.allocate(requestOf(2))).toMatchObject({ first: "A0006", last: "A0007", count: 2 });
  const full = ledger.allocate(requestOf(1, { counter: { from: 1, to: 3 } }));
  await expect(full).rejects.toThrow("1 serial of ONE is asked for; the counter, which ends at 3, has none left.");
});

it("gives no serial that is known already among many of other series between the same counters", async () => {
  // The letter stands behind the counter, so that serials of all letters lie between two of one letter.
  const letters = [..."ABCDEFGHIJKLMNOPQRST"];
  const digits = (counter: number) => String(counter).padStart(5, "0");
  const counters = Array.from({ length: 3_000 }, (_, index) => index + 1);
  await know(counters.flatMap((counter) => letters.map((letter) => `X${digits(counter)}${letter}`)));
  const series = { head: "X", width: 5, rest: [{ kind: "text" as const, text: "T" }] };
  const request = requestOf(4_000, { series, counter: { from: 1, to: 99_999 } });
  expect(await ledger.serialsLeft(request)).toEqual({ count: 96_999, leftOut: 3_000, isExact: true });
  expect(await ledger.allocate(request)).toMatchObject({ first: "X03001T", last: "X07000T", count: 4_000 });
});

it("counts everything that is known among what is left out, and passes by more of them than a range leaves out", async () => {
  const series = { ...plain, width: 6 };
  await know(Array.from({ length: 30_000 }, (_, index) => `A${String(index * 2 + 1).padStart(6, "0")}`));
  const request = requestOf(12_000, { series, counter: { from: 1, to: 100_000 } });
  expect(await ledger.serialsLeft(request)).toEqual({ count: 70_000, leftOut: 30_000, isExact: true });
  const range = await ledger.allocate(request);
  expect(range.count).toBe(12_000);
  const known = new Set(Array.from({ length: 30_000 }, (_, index) => index * 2 + 1));
  for await (const page of ledger.rangeSerials(range.id)) {
    for (const { dsn } of page) expect(known.has(Number(dsn.slice(1)))).toBe(false);
  }
  expect(await ledger.findUnit({ deviceModel: "ONE", dsn: dsnOf("A000001") })).toMatchObject({ state: "Printed" });
});

it("gives no serial twice while another process adopts what was printed before", async () => {
  const other = await openLedger(file, { now: () => nowMs });
  try {
    const texts = Array.from({ length: 600 }, (_, index) => `A${String(index + 1).padStart(4, "0")}`);
    const serials = texts.map((text) => ({ dsn: dsnOf(text), state: "Printed" as const }));
    const adopting = other.adoptSerials({ deviceModel: "ONE", serials, ...ida });
    const ranges = [];
    for (let times = 0; times < 20; times += 1) ranges.push(await ledger.allocate(requestOf(7)));
    const outcomes = await adopting;
    const allocated = new Set<string>();
    for (const { id } of ranges) {
      for await (const page of ledger.rangeSerials(id)) for (const { dsn } of page) allocated.add(dsn);
    }
    expect(allocated.size).toBe(140);
    const adopted = texts.filter((_, index) => outcomes[index] === "adopted");
    expect(adopted.filter((text) => allocated.has(text))).toEqual([]);
    expect(texts.filter((text) => !allocated.has(text))).toEqual(adopted);
    expect(await ledger.outsideRanges()).toEqual([{ deviceModel: "ONE", states: { Printed: adopted.length } }]);
  } finally {
    await other.close();
  }
});

it("adopts as many serials as a log may have, in transactions of at most 400 rows", async () => {
  const count = 20_000;
  const serials = Array.from({ length: count }, (_, index) => ({
    dsn: dsnOf(`A${String(index + 1).padStart(6, "0")}`),
    state: "Printed" as const,
  }));
  const database = new Sqlite(file, { readonly: true });
  const events = () => Number(database.prepare("SELECT count(*) FROM unit_event").pluck().get());
  const steps: number[] = [];
  let before = 0;
  const onProgress = () => {
    steps.push(events() - before);
    before = events();
  };
  await ledger.adoptSerials({ deviceModel: "ONE", serials, onProgress, ...ida });
  database.close();
  // Each serial costs a row of its own and an event.
  expect(Math.max(...steps)).toBeLessThanOrEqual(200);
  expect(before).toBe(count);
  const again = await ledger.adoptSerials({ deviceModel: "ONE", serials, ...ida });
  expect(new Set(again)).toEqual(new Set(["Printed"]));
  const series = { ...plain, width: 6 };
  const request = requestOf(1, { series, counter: { from: 1, to: 999_999 } });
  expect(await ledger.allocate(request)).toMatchObject({ first: "A020001", last: "A020001" });
});

it("looks at no more models in a transaction of an adoption, however many there are", async () => {
  // 4,000 looks: 200 serials at 20 other models, 4 at 1,000, and never less than one serial.
  const pages = [
    { others: 20, most: 200 },
    { others: 100, most: 40 },
    { others: 1_000, most: 4 },
    { others: 5_000, most: 1 },
  ];
  let [known, first] = [0, 1];
  for (const { others, most } of pages) {
    const models = Array.from({ length: others - known }, (_, index) => `M${known + index}`);
    await know(["Z1"], models);
    const count = 2 * most + 1;
    const serials = Array.from({ length: count }, (_, index) => ({
      dsn: dsnOf(`A${String(first + index).padStart(4, "0")}`),
      state: "Printed" as const,
    }));
    const done: number[] = [];
    await ledger.adoptSerials({ deviceModel: "ONE", serials, onProgress: (one) => done.push(one), ...ida });
    expect(done).toEqual([most, 2 * most, count]);
    [known, first] = [others, first + count];
  }
});
