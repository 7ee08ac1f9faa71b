import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLedger } from "../../src/ledger/index.ts";
import { openSqliteDatabase } from "../../src/ledger/sqlite-database.ts";
import { createSqliteLedger } from "../../src/ledger/sqlite-ledger.ts";
import { describeLedger, nowMs, scanOf, unitOf } from "./conformance.ts";

const now = () => nowMs;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-ledger-"));
  file = join(folder, "line.db");
});
afterEach(() => rm(folder, { recursive: true }));

describeLedger("the ledger in an SQLite file", async () => ({
  open: () => openLedger(file, { now }),
  dispose: async () => undefined,
}));

/** Changes the closed ledger file from outside, as no program of ours does. */
function tamper(sql: string): void {
  const database = new Sqlite(file);
  database.exec(sql);
  database.close();
}

/** Runs a script in a process of its own, with the ledger's `file` and a `print` for what failed. */
function runScript(script: string) {
  const room = JSON.stringify(new URL("../../src/ledger/index.ts", import.meta.url).href);
  const text = `import { openLedger } from ${room};
    const file = process.argv[1];
    const print = (error) => console.log(error.code, error.message);
    ${script}`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", text, file], { encoding: "utf8" });
}

describe("a ledger file", () => {
  it("is synced on every commit and open to other processes", () => {
    const database = openSqliteDatabase(file, { at: "" });
    const pragma = (name: string) => database.pragma(name, { simple: true });
    expect([pragma("journal_mode"), pragma("synchronous"), pragma("locking_mode")]).toEqual(["wal", 2, "normal"]);
    database.close();
  });

  it("is refused to a second line service, in this process or another, and free again afterwards", async () => {
    const ledger = await openLedger(file, { lineService: true });
    await expect(openLedger(file, { lineService: true })).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining("open in another line service"),
    });
    const other = () => runScript("await openLedger(file, { lineService: true }).then((l) => l.close(), print);");
    expect(other().stdout).toMatch(/^ERR_LEDGER .*open in another line service/);
    await ledger.recordScan(scanOf("s1", "A1"));
    await ledger.close();
    expect(other()).toMatchObject({ stdout: "", stderr: "", status: 0 });
  });

  it("is open to another process beside the line service, and each sees what the other has committed", async () => {
    const ledger = await openLedger(file, { lineService: true });
    await ledger.recordScan(scanOf("s1", "A1"));
    const script = `const ledger = await openLedger(file);
      const { state } = await ledger.findUnit({ deviceModel: "ONE", dsn: "A1" });
      await ledger.markUnit({ unit: { deviceModel: "ONE", dsn: "A2" }, state: "Quarantined", who: "Ida", why: state });
      await ledger.close();`;
    expect(runScript(script)).toMatchObject({ stdout: "", stderr: "", status: 0 });
    expect(await ledger.findUnit(unitOf("A2"))).toMatchObject({ events: [{ why: "Commissioned" }] });
    await ledger.close();
  });

  it("waits for another process that writes, goes on with other work meanwhile, and gives up in the end", async () => {
    const ledger = await openLedger(file);
    const other = new Sqlite(file);
    other.exec("BEGIN IMMEDIATE");
    const waiting = ledger.recordScan(scanOf("s1", "A1"));
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 10);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(turns).toBeGreaterThan(2);
    other.exec("COMMIT");
    expect(await waiting).toMatchObject({ answer: "1 ok" });
    clearInterval(ticking);
    other.exec("BEGIN IMMEDIATE");
    await expect(ledger.recordScan(scanOf("s2", "A2"))).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining("being written by another process"),
    });
    other.exec("COMMIT");
    other.close();
    expect(await ledger.recordScan(scanOf("s3", "A3"))).toMatchObject({ answer: "2 ok" });
    await ledger.close();
  });

  it.each(["removed", "replaced"] as const)("fails every write once it is %s, with nothing answered", async (how) => {
    const ledger = await openLedger(file);
    await ledger.recordScan(scanOf("s1", "A1"));
    await rename(file, `${file}.aside`);
    if (how === "replaced") await copyFile(`${file}.aside`, file);
    const failure = { code: "ERR_LEDGER", message: expect.stringContaining(how) };
    await expect(ledger.recordScan(scanOf("s2", "A2"))).rejects.toMatchObject(failure);
    await expect(ledger.recordScan(scanOf("s1", "A1"))).rejects.toMatchObject(failure);
    await expect(ledger.probe()).rejects.toMatchObject(failure);
    await rename(`${file}.aside`, file);
    await ledger.probe();
    expect(await ledger.findScan("s2")).toBeUndefined();
    expect((await ledger.recordScan(scanOf("s2", "A2"))).answer).toBe("2 ok");
    await ledger.close();
  });

  it("keeps a scan and an event from being changed or deleted, even by hand", async () => {
    const ledger = await openLedger(file);
    await ledger.recordScan(scanOf("s1", "A1"));
    await ledger.close();
    for (const sql of [
      "DELETE FROM scan",
      "UPDATE scan SET answer = ''",
      "DELETE FROM unit_event",
      "UPDATE unit_event SET who = 'x'",
    ]) {
      expect(() => tamper(sql)).toThrow(/never (changed|deleted)/);
    }
  });
});

describe("what is not a ledger", () => {
  it.each([
    ["of a newer version", "INSERT INTO migration VALUES (99, 'later', '', '')", /newer boxproof.*migration 99/],
    ["whose migration was changed", "UPDATE migration SET checksum = 'x'", /Migration 1 .* is not the one/],
  ])("is refused when it is a file %s, and left as it was", async (_kind, sql, sentence) => {
    await (await openLedger(file)).close();
    tamper(sql);
    const before = await readFile(file);
    await expect(openLedger(file)).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringMatching(sentence),
      remedy: expect.any(String),
    });
    expect(await readFile(file)).toEqual(before);
  });

  it("is refused when another program made it, and left as it was", async () => {
    tamper("CREATE TABLE orders (id INTEGER)");
    const before = await readFile(file);
    await expect(openLedger(file)).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining("another program"),
    });
    expect(await readFile(file)).toEqual(before);
  });

  it("is refused when it is no SQLite file, a folder, or in a folder that is not there", async () => {
    const text = "a catalog, perhaps\n".repeat(100);
    await writeFile(file, text);
    await expect(openLedger(file)).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining("no SQLite file"),
    });
    expect(await readFile(file, "utf8")).toBe(text);
    await mkdir(join(folder, "sub"));
    await expect(openLedger(join(folder, "sub"))).rejects.toMatchObject({ code: "ERR_LEDGER" });
    await expect(openLedger(join(folder, "absent", "line.db"))).rejects.toMatchObject({
      code: "ERR_LEDGER",
      message: expect.stringContaining("does not exist"),
    });
  });

  it.each(["postgres://ida:secret@db/line", "postgresql://db/line", "https://db/line"])(
    "is refused when it is at %s, without repeating a password",
    async (location) => {
      const refused = await openLedger(location).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: "ERR_LEDGER", remedy: expect.any(String) });
      expect(JSON.stringify(refused) + String(refused)).not.toContain("secret");
    },
  );

  it("is never a database in memory, which would lose everything", async () => {
    const cwd = process.cwd();
    process.chdir(folder);
    try {
      await (await openLedger(":memory:")).close();
      expect((await readFile(join(folder, ":memory:"))).length).toBeGreaterThan(0);
    } finally {
      process.chdir(cwd);
    }
  });
});

describe("a full disk", () => {
  let database: Database;
  beforeEach(() => {
    database = openSqliteDatabase(file, { at: "" });
  });
  afterEach(() => {
    if (database.open) database.close();
  });

  it("fails every scan it cannot keep with ERR_DISK, keeps what was answered, and goes on once there is room", async () => {
    const ledger = createSqliteLedger(database, { file, now });
    const pageCount = Number(database.pragma("page_count", { simple: true }));
    database.pragma(`max_page_count = ${pageCount + 3}`);
    const answered: string[] = [];
    const codes = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      const request = `{"round":${round}}`.padEnd(500);
      const scans = Array.from({ length: 10 }, (_, i) => scanOf(`s${round}-${i}`, `A${round}-${i}`, { request }));
      const outcomes = await Promise.allSettled(scans.map((scan) => ledger.recordScan(scan)));
      outcomes.forEach((outcome, index) => {
        if (outcome.status === "fulfilled") answered.push(`s${round}-${index}`);
        else codes.add(outcome.reason.code);
      });
    }
    expect(codes).toEqual(new Set(["ERR_DISK"]));
    expect(answered.length).toBeGreaterThan(0);
    for (const scanId of answered) expect(await ledger.findScan(scanId)).toBeDefined();
    expect(database.prepare("SELECT count(*) FROM scan").pluck().get()).toBe(answered.length);
    expect(database.prepare("SELECT count(*) FROM unit").pluck().get()).toBe(answered.length);

    database.pragma(`max_page_count = ${pageCount + 1_000}`);
    const next = await ledger.recordScan(scanOf("after", "B1"));
    expect(next.answer).toBe(`${answered.length + 1} ok`);
    await ledger.close();
    const again = await openLedger(file);
    expect(await again.findUnit(unitOf("B1"))).toMatchObject({ state: "Commissioned" });
    await again.close();
  });
});
