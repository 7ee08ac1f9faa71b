import type { Database } from "better-sqlite3";
import { rememberFile } from "./file-identity.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { Ledger } from "./ledger.ts";
import { ledgerError } from "./sqlite-error.ts";
import { createSqliteScans } from "./sqlite-scans.ts";
import { createSqliteUnits } from "./sqlite-units.ts";

/** The ledger over an open SQLite file, the only writer of it; `now` gives the time in milliseconds since 1970. */
export function createSqliteLedger(
  database: Database,
  options: { readonly file: string; readonly now: () => number },
): Ledger {
  const { file, now } = options;
  const units = createSqliteUnits(database);
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
    findUnit: (unit) => read(() => units.find(unit)),
    markUnit: (change) => commits.submit(2, () => units.change({ ...change, at: at() })),
    recordScan: (scan) => commits.submit(3, () => scans.record(scan, at())),
    findScan: (scanId) => read(() => scans.find(scanId)),
    attachImage: (scanId, image) => commits.submit(1, () => scans.attach(scanId, { ...image, at: at() })),
    probe: () => commits.submit(1, () => void probeRow.run(at())),
    async close() {
      await commits.close();
      // A second close finds the file free already.
      if (database.open) database.close();
    },
  };
}
