import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openLedger } from "../../src/ledger/index.ts";
import { migrations } from "../../src/ledger/migrations.ts";
import { scanOf, unitOf } from "./conformance.ts";
import { requestOf, statesOf } from "./serial-request.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-migrations-"));
  file = join(folder, "line.db");
});
afterEach(() => rm(folder, { recursive: true }));

/** What is stored in every ledger that the step was applied to: a step that was released is never edited. */
it.each([
  [1, "f45cf53f63baff0b269cfcfda2328ccb8597ddf6b32f508f010ab4209d7fa7b7"],
  [2, "10b1bacc570188c8964936b5d653c7cff94322a78f159ba50efd3a2d41a415bf"],
])("migration %i is what it was when it was released", (version, sha256) => {
  const step = migrations[version - 1];
  expect(
    createHash("sha256")
      .update(step?.sql ?? "")
      .digest("hex"),
  ).toBe(sha256);
});

it("a ledger of the first version keeps its scans and units, and allocates around what they used", async () => {
  const first = new Sqlite(file);
  first.pragma(`application_id = ${0x626f7870}`);
  first.exec(
    "CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, at TEXT NOT NULL) STRICT",
  );
  const [step] = migrations;
  first.exec(step?.sql ?? "");
  const checksum = createHash("sha256").update(`${step?.version}\n${step?.name}\n${step?.sql}`).digest("hex");
  first.prepare("INSERT INTO migration VALUES (1, ?, ?, '')").run(step?.name, checksum);
  first.exec(`INSERT INTO unit VALUES ('ONE', 'A0002', 'Commissioned');
    INSERT INTO unit_event (id, device_model, dsn, state, at, who, why) VALUES (7, 'ONE', 'A0002', 'Commissioned', 't', 'station', 'scan')`);
  first.close();

  const ledger = await openLedger(file);
  const range = await ledger.allocate(requestOf(3));
  expect((await statesOf(ledger, range.id)).map(({ dsn }) => dsn)).toEqual(["A0001", "A0003", "A0004"]);
  expect(await ledger.recordScan(scanOf("s1", "A0002"))).toMatchObject({ answer: "1 duplicate" });
  await ledger.markUnit({ unit: unitOf("A0002"), state: "Scrapped", who: "Ida", why: "dropped" });
  const states = (await ledger.findUnit(unitOf("A0002")))?.events.map(({ state }) => state);
  expect(states).toEqual(["Commissioned", "Scrapped"]);
  await ledger.close();
});
