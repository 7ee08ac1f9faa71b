import { statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";
import { migrate, requireLedgerFile } from "./migrate.ts";
import { ledgerError } from "./sqlite-error.ts";

/** How long to wait for a process that is just giving the file up, in milliseconds. */
const busyTimeoutMs = 1_000;

/**
 * Opens or creates the ledger file and brings it up to date. It stays locked for this one connection until it is
 * closed or the process ends, however it ends: SQLite is safe with several, but then two services would judge one line.
 * Throws ERR_LEDGER (no ledger, newer, changed, open elsewhere) or ERR_DISK.
 */
export function openSqliteDatabase(file: string, options: { readonly at: string }): Database {
  requireFolder(file);
  let database: Database | undefined;
  try {
    database = new Sqlite(file, { timeout: busyTimeoutMs });
    // Before the first access, so that the lock is taken with it and there is no shared-memory file.
    database.pragma("locking_mode = EXCLUSIVE");
    requireLedgerFile(database, file);
    database.pragma("journal_mode = WAL");
    // FULL: the commit returns after fsync of the log, so an answered scan outlives a power cut.
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma("trusted_schema = OFF");
    migrate(database, file, options);
    return database;
  } catch (error) {
    database?.close();
    throw ledgerError(error, file);
  }
}

function requireFolder(file: string): void {
  const folder = dirname(file);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new BoxproofError("ERR_LEDGER", `The folder ${folder} of the ledger does not exist.`, {
    remedy: "Create the folder, or name another file with --ledger FILE.",
    details: { file },
  });
}
