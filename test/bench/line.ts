import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import type { Catalog } from "../../src/core/catalog/index.ts";
import { assert, defined } from "../../src/core/index.ts";
import { openLedger } from "../../src/ledger/index.ts";
import { createScanIntake, type ScanIntake } from "../../src/line/scan-intake.ts";
import { parseScanRequest } from "../../src/line/scan-request.ts";

/** One figure, as `npm run bench -- NAME --json` prints it; a ratio above 1 means that we are better. */
interface LineFigure {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly ratios?: Readonly<Record<string, number>>;
  readonly note?: string;
}

const roundCount = 3;
const roundMs = 1_500;
const callerCount = 64;
/** Every 20th scan repeats a DSN: 5 % duplicates. */
const duplicateEvery = 20;

interface Round {
  readonly scansPerSecond: number;
  readonly latenciesMs: readonly number[];
}

/**
 * Durable scans a second, judged and stored, with many callers sharing commits against one caller who waits for each
 * commit, in alternating rounds of one run on one disk: the ratio holds where the absolute figures do not.
 */
export async function benchLine(): Promise<readonly LineFigure[]> {
  const folder = await mkdtemp(join(tmpdir(), "boxproof-bench-"));
  const ledger = await openLedger(join(folder, "line.db"));
  try {
    const scanner = createScanner(await loadCatalog(demoCatalogFile()), (catalog) =>
      createScanIntake({ catalog, ledger }),
    );
    const shared: Round[] = [];
    const single: Round[] = [];
    for (let round = 0; round < roundCount; round += 1) {
      shared.push(await scanFor(scanner, callerCount));
      single.push(await scanFor(scanner, 1));
    }
    return figures(shared, single);
  } finally {
    await ledger.close();
    await rm(folder, { recursive: true });
  }
}

/** Takes the next scan of an endless line of boxes of the demo's first station. */
function createScanner(catalog: Catalog, create: (catalog: Catalog) => ScanIntake): () => Promise<string> {
  // Without the scheme's check character every number is a serial, which is all that a store's bench needs.
  const station = defined(catalog.stations[0], "the demo has a station");
  const models = catalog.models
    .filter(({ deviceModel }) => deviceModel === station.model)
    .map((model) => ({ ...model, serial: { ...model.serial, scheme: undefined, pattern: "^BENCH[0-9]{8}$" } }));
  const intake = create({ ...catalog, models });
  let count = 0;
  return async () => {
    count += 1;
    const number = count % duplicateEvery === 0 ? count - 1 : count;
    const text = `BENCH${String(number).padStart(8, "0")}`;
    const parsed = parseScanRequest({ scanId: `bench-${count}`, station: station.name, symbols: [{ text }] });
    assert(parsed.ok, "a bench scan is a scan");
    const answer = await intake.take(parsed.request);
    assert(/"verdict":"(ok|duplicate)"/.test(answer), "a bench scan passes, or is one of the repeated DSNs");
    return answer;
  };
}

async function scanFor(scan: () => Promise<string>, callers: number): Promise<Round> {
  const latenciesMs: number[] = [];
  const startMs = performance.now();
  const run = async () => {
    while (performance.now() - startMs < roundMs) {
      const sentMs = performance.now();
      await scan();
      latenciesMs.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: callers }, run));
  return { scansPerSecond: (latenciesMs.length * 1_000) / (performance.now() - startMs), latenciesMs };
}

function figures(shared: readonly Round[], single: readonly Round[]): readonly LineFigure[] {
  const sharedRate = median(shared.map(({ scansPerSecond }) => scansPerSecond));
  const singleRate = median(single.map(({ scansPerSecond }) => scansPerSecond));
  const latencies = (rounds: readonly Round[], share: number) =>
    median(rounds.map(({ latenciesMs }) => quantile(latenciesMs, share)));
  const ratios = { "one commit per scan": round(sharedRate / singleRate) };
  const note = `median of ${roundCount} alternating rounds; judged and stored with fsync, without HTTP`;
  const [a, b] = [`${callerCount} callers share commits`, "one caller waits for each commit"];
  return [
    { id: "line-durable-scans", value: round(sharedRate), unit: "scans/s", ratios, note: `${a}; ${note}` },
    { id: "line-durable-scans-single", value: round(singleRate), unit: "scans/s", note: `${b}; ${note}` },
    { id: "line-scan-p50", value: round(latencies(shared, 0.5)), unit: "ms", note: a },
    { id: "line-scan-p99", value: round(latencies(shared, 0.99)), unit: "ms", note: a },
    { id: "line-scan-single-p50", value: round(latencies(single, 0.5)), unit: "ms", note: b },
  ];
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
