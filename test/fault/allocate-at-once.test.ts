import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseDsn } from "../../src/core/dsn/index.ts";
import { createRandom, defined } from "../../src/core/index.ts";
import { openLedger } from "../../src/ledger/index.ts";

const seed = process.env["BOXPROOF_FAULT_SEED"] ?? "1";
const processCount = 5;
const roundCount = 20;
const killCount = 10;
const script = fileURLToPath(new URL("allocator-service.ts", import.meta.url));

let folder: string;
let file: string;
let allocators: Allocator[];
beforeEach(async () => {
  allocators = [];
  folder = await mkdtemp(join(tmpdir(), "boxproof-allocate-"));
  file = join(folder, "line.db");
});
afterEach(async () => {
  for (const { child } of allocators) child.kill("SIGKILL");
  await Promise.all(allocators.map(({ ended }) => ended));
  await rm(folder, { recursive: true });
});

interface Reserved {
  readonly from: number;
  readonly to: number;
}

interface Allocator {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly ready: Promise<unknown>;
  readonly ended: Promise<unknown>;
  /** Ranges that it said to have. */
  readonly reserved: Reserved[];
}

function startAllocator(mode: string, name: string, rounds = roundCount): Allocator {
  const args = [script, mode, file, String(rounds), `${seed}/${name}`];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ready = Promise.withResolvers<void>();
  const reserved: Reserved[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line === "ready") ready.resolve();
    else reserved.push(JSON.parse(line));
  });
  const ended = once(child, "close").then(() => ready.resolve());
  const allocator = { child, ready: ready.promise, ended, reserved };
  allocators.push(allocator);
  return allocator;
}

/** Counters that more than one process was given: the checker, which knows only what they said. */
function givenTwice(ranges: readonly Reserved[]): readonly number[] {
  const given = ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
  const seen = new Set<number>();
  return given.filter((counter) => seen.size === seen.add(counter).size);
}

async function allocateAtOnce(mode: string): Promise<readonly Reserved[]> {
  const all = Array.from({ length: processCount }, (_, index) => startAllocator(mode, `${index}`));
  await Promise.all(all.map(({ ready }) => ready));
  for (const { child } of all) child.stdin.write("go\n");
  await Promise.all(all.map(({ ended }) => ended));
  return all.flatMap(({ reserved }) => reserved);
}

describe(`${processCount} processes that allocate at once (seed ${seed})`, () => {
  it("never get a serial twice, beside a line service that goes on with its scans", async () => {
    const ledger = await openLedger(file, { lineService: true });
    const allocating = allocateAtOnce("ledger");
    const isDone = allocating.then(() => true);
    let scanCount = 0;
    while (!(await Promise.race([isDone, setTimeout(2, false)]))) {
      const dsn = defined(parseDsn(`S${scanCount}`), "a DSN");
      const unit = { deviceModel: "ONE", dsn };
      const decide = () => ({ verdict: "ok", unit, answer: "ok" }) as const;
      await ledger.recordScan({ scanId: `s${scanCount}`, station: "line-1", request: "", candidates: [unit], decide });
      scanCount += 1;
    }
    const ranges = await allocating;
    expect(ranges).toHaveLength(processCount * roundCount);
    expect(givenTwice(ranges)).toEqual([]);
    expect(scanCount).toBeGreaterThan(10);
    const stored = (await ledger.listRanges()).map(({ from, to }) => ({ from, to }));
    expect(stored.toSorted((a, b) => a.from - b.from)).toEqual(ranges.toSorted((a, b) => a.from - b.from));
    await ledger.close();
  });

  it("are caught by the same checker when they look first and write later, without a transaction", async () => {
    await (await openLedger(file)).close();
    const database = new Sqlite(file);
    // The file's own guard would stop what this control is about.
    database.exec("DROP TRIGGER serial_range_does_not_overlap");
    database.close();
    expect(givenTwice(await allocateAtOnce("without-transaction")).length).toBeGreaterThan(0);
  });

  it("may all be the first to open the ledger", async () => {
    const ranges = await allocateAtOnce("ledger");
    expect(ranges).toHaveLength(processCount * roundCount);
    expect(givenTwice(ranges)).toEqual([]);
  });
});

it(`a process killed ${killCount} times while it allocates leaves every range whole, and none that it told is lost (seed ${seed})`, async () => {
  const random = createRandom(`kill/${seed}`);
  const told: Reserved[] = [];
  for (let kill = 0; kill < killCount; kill += 1) {
    const allocator = startAllocator("ledger", `kill-${kill}`, 100_000);
    await allocator.ready;
    allocator.child.stdin.write("go\n");
    // Only once it is really allocating, however slow the machine is.
    while (allocator.reserved.length < 2) {
      expect(allocator.child.exitCode).toBeNull();
      await setTimeout(1);
    }
    await setTimeout(random.integer(0, 60));
    allocator.child.kill("SIGKILL");
    await allocator.ended;
    told.push(...allocator.reserved);
    const ledger = await openLedger(file);
    const ranges = await ledger.listRanges();
    const stored = new Set(ranges.map(({ from, to }) => `${from}-${to}`));
    expect(told.filter(({ from, to }) => !stored.has(`${from}-${to}`))).toEqual([]);
    // One range a kill may have been reserved and not yet told.
    expect(ranges.length - told.length).toBeLessThanOrEqual(kill + 1);
    expect(givenTwice(ranges)).toEqual([]);
    for (const { id, from, to, count, states } of ranges) {
      expect([id, states]).toEqual([id, { Allocated: to - from + 1 }]);
      expect(count).toBe(to - from + 1);
    }
    await ledger.close();
    expect(wholenessFaults()).toEqual([]);
  }
  expect(told.length).toBeGreaterThan(killCount);
});

/** Ranges without their one event or piece, as the file itself says it. */
function wholenessFaults(): readonly unknown[] {
  const database = new Sqlite(file, { readonly: true });
  try {
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    return database
      .prepare(
        `SELECT id FROM serial_range AS r WHERE 1 <> (SELECT count(*) FROM range_event WHERE range_id = r.id
          AND counter_from = r.counter_from AND counter_to = r.counter_to) OR 1 <> (SELECT count(*) FROM range_span
          WHERE range_id = r.id AND counter_from = r.counter_from AND counter_to = r.counter_to)`,
      )
      .all();
  } finally {
    database.close();
  }
}
