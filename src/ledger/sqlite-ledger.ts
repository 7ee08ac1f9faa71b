import type { Database } from "better-sqlite3";
import { rememberFile } from "./file-identity.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { Ledger } from "./ledger.ts";
import { createLedgerTables } from "./ledger-tables.ts";
import { ledgerError } from "./sqlite-error.ts";
import { createSqliteScans } from "./sqlite-scans.ts";
import { createSqliteSerials } from "./sqlite-serials.ts";

/**
 * The ledger over an open SQLite file, this process's only writer of it; `now` gives the time in milliseconds since
 * 1970, `onClose` is called behind the last write.
 */
export function createSqliteLedger(
  database: Database,
  options: { readonly file: string; readonly now: () => number; readonly onClose?: () => void },
): Ledger {
  const { file, now } = options;
  const tables = createLedgerTables(database);
  const { units } = tables;
  const scans = createSqliteScans(database, units);
  const commits = createGroupCommit(database, { file, beforeCommit: rememberFile(file) });
  const probeRow = database.prepare<[string]>(
    "INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT DO UPDATE SET at = excluded.at",
  );
  const at = () => new Date(now()).toISOString();

  // Reads see only what is committed: a transaction never outlives the turn in which it began.
  async function read<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw ledgerError(error, file);
    }
  }

  return {
    ...createSqliteSerials({ tables, commits, at, read }),
    findUnit: (unit) => read(() => units.find(unit)),
    markUnit: (change) => commits.submit(3, () => units.change({ ...change, at: at() })),
    recordScan: (scan) => commits.submit(4, () => scans.record(scan, at())),
    findScan: (scanId) => read(() => scans.find(scanId)),
    attachImage: (scanId, image) => commits.submit(1, () => scans.attach(scanId, { ...image, at: at() })),
    probe: () => commits.submit(1, () => void probeRow.run(at())),
    async close() {
      await commits.close();
      // A second close finds the file free already.
      if (!database.open) return;
      database.close();
      options.onClose?.();
    },
  };
}
