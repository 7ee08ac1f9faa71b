import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRandom } from "../../src/core/index.ts";
import { checkHistory, checkLedgerFile, type HistoryFaults } from "./history-check.ts";
import { type LineProcess, startLineProcess } from "./line-process.ts";
import { Traffic } from "./traffic.ts";

const seed = process.env["BOXPROOF_FAULT_SEED"] ?? "1";
const callerCount = 32;
const killCount = 5;

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const catalog = pathOf("line-catalog.yaml");

let folder: string;
let ledger: string;
let lines: LineProcess[];
beforeEach(async () => {
  lines = [];
  folder = await mkdtemp(join(tmpdir(), "boxproof-fault-"));
  ledger = join(folder, "line.db");
});
afterEach(async () => {
  for (const line of lines) await line.kill();
  await rm(folder, { recursive: true });
});

interface Killed {
  readonly answeredCount: number;
  readonly faults: HistoryFaults;
  readonly stopStatus: number | null;
}

async function start(args: readonly string[]): Promise<LineProcess> {
  const line = await startLineProcess(args);
  lines.push(line);
  return line;
}

/** Runs traffic against the process, kills it again and again, and holds what callers saw against what is there then. */
async function killAmidTraffic(args: readonly string[], kills: number): Promise<Killed> {
  const random = createRandom(`kill/${seed}`);
  const traffic = new Traffic({ random: random.fork("traffic"), dsnCount: 500 });
  for (let kill = 0; kill < kills; kill += 1) {
    const line = await start(args);
    const running = traffic.run(line.url, callerCount);
    // Only once it is really amid traffic, however slow the machine is: each caller has had several answers.
    const target = traffic.journal.answers.size + 5 * callerCount;
    while (traffic.journal.answers.size < target) await wait(5);
    await wait(random.integer(0, 400));
    await line.kill();
    await running;
  }
  const line = await start(serve());
  const faults = await checkHistory(traffic.journal, line.url);
  return { answeredCount: traffic.journal.answers.size, faults, stopStatus: await line.stop() };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const serve = () => [
  pathOf("../../src/cli/bin.ts"),
  ...["serve", "--port", "0", "--json", "--catalog", catalog, "--ledger", ledger],
];
const broken = (mode: string) => [pathOf("broken-service.ts"), mode, catalog, ledger];

describe(`a line service killed ${killCount} times amid traffic of ${callerCount} callers (seed ${seed})`, () => {
  it("loses no answered scan, changes no answer, and lets no DSN pass twice", async () => {
    const { answeredCount, faults, stopStatus } = await killAmidTraffic(serve(), killCount);
    expect(faults).toEqual({ lost: [], changed: [], okTwice: [] });
    expect(answeredCount).toBeGreaterThanOrEqual(killCount * callerCount);
    expect(stopStatus).toBe(0);
    expect(checkLedgerFile(ledger)).toEqual({ integrity: "ok", okTwice: [] });
  });

  it("is caught by the same checker when it answers before the commit", async () => {
    const { faults } = await killAmidTraffic(broken("answers-before-commit"), 2);
    expect(faults.lost.length).toBeGreaterThan(0);
  });

  it("is caught by the same checker when it decides before it is the scan's turn", async () => {
    const { faults } = await killAmidTraffic(broken("decides-out-of-turn"), 2);
    expect(faults.okTwice.length).toBeGreaterThan(0);
  });
});
