/**
 * The control arm of the kill test: the real line service over a ledger that breaks one promise on purpose. A checker
 * that finds nothing wrong with it would find nothing wrong with anything.
 *
 *   node broken-service.ts answers-before-commit|decides-out-of-turn CATALOG LEDGER
 */
import { loadCatalog } from "../../src/config/index.ts";
import { type Ledger, type NewScan, openLedger, type ScanRecord } from "../../src/ledger/index.ts";
import { startLineService } from "../../src/line/index.ts";

const [mode, catalogFile = "", ledgerFile = ""] = process.argv.slice(2);

/** Long enough for an answer to reach its caller, and for a kill or another scan to fall in between. */
const delayMs = 50;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers at once, and stores a moment later. */
function answersBeforeCommit(ledger: Ledger): Ledger {
  const answered = new Map<string, ScanRecord>();
  const commissioned = new Set<string>();
  return {
    ...ledger,
    async recordScan(scan) {
      const stored = answered.get(scan.scanId) ?? (await ledger.findScan(scan.scanId));
      if (stored !== undefined) return stored;
      const states = await statesOf(ledger, scan);
      const decision = scan.decide({
        seq: answered.size + 1,
        at: new Date().toISOString(),
        unitState: (_model, dsn) => (commissioned.has(dsn) ? "Commissioned" : states.get(dsn)),
      });
      if (decision.verdict === "ok" && decision.unit !== undefined) commissioned.add(decision.unit.dsn);
      const record = { scanId: scan.scanId, request: scan.request, answer: decision.answer };
      answered.set(scan.scanId, record);
      void wait(delayMs).then(() => ledger.recordScan({ ...scan, decide: () => decision }));
      return record;
    },
  };
}

/** Looks at the unit's state first and takes its place in the order of writes later. */
function decidesOutOfTurn(ledger: Ledger): Ledger {
  return {
    ...ledger,
    async recordScan(scan) {
      const states = await statesOf(ledger, scan);
      await wait(delayMs);
      return ledger.recordScan({
        ...scan,
        decide: ({ seq, at, unitState }) => {
          const early = scan.decide({ seq, at, unitState: (_model, dsn) => states.get(dsn) });
          const isTaken = early.unit !== undefined && unitState(early.unit.deviceModel, early.unit.dsn) !== undefined;
          // Only the column is put right, so that the ledger's own guard does not stop what this control is about.
          return isTaken ? { ...early, verdict: "duplicate" } : early;
        },
      });
    },
  };
}

async function statesOf(ledger: Ledger, scan: NewScan) {
  const units = await Promise.all(scan.candidates.map((unit) => ledger.findUnit(unit)));
  return new Map(scan.candidates.map(({ dsn }, index) => [dsn, units[index]?.state] as const));
}

const ledger = await openLedger(ledgerFile);
const service = await startLineService({
  catalog: await loadCatalog(catalogFile),
  ledger: mode === "answers-before-commit" ? answersBeforeCommit(ledger) : decidesOutOfTurn(ledger),
  imagesFolder: `${ledgerFile}.images`,
  port: 0,
});
process.stdout.write(`${JSON.stringify({ url: service.url })}\n`);
