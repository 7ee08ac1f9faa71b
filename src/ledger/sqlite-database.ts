import { accessSync, constants, existsSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";
import { migrate, requireLedgerFile, requireUpToDate } from "./migrate.ts";
import { ledgerError } from "./sqlite-error.ts";

/** How long one statement waits for another process that is writing; longer would hold up everything else here. */
const busyTimeoutMs = 50;

/**
 * Opens or creates the ledger file and brings it up to date. Several processes may have it open: one writes at a time,
 * and none waits longer than another's transaction. The file must be on a disk of this machine, because they share
 * memory. Throws ERR_LEDGER (no ledger, newer, changed, another process is writing just now), ERR_DISK, or ERR_FILE_READ
 * (its folder cannot be looked at).
 */
export function openSqliteDatabase(file: string, options: { readonly at: string }): Database {
  requireFolder(file);
  let database: Database | undefined;
  try {
    database = new Sqlite(file, { timeout: busyTimeoutMs });
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

/**
 * Opens a ledger file to read it only: it is neither created nor upgraded, and no byte of it changes. Throws ERR_FILE_READ
 * (there is none, or this user may not read it) or ERR_LEDGER (no ledger, older or newer than this version, changed).
 */
export function openSqliteForReading(file: string): Database {
  requireFile(file);
  let database: Database | undefined;
  try {
    // Where a log is, somebody has the ledger open or has crashed: a connection that can write would merge it at its end.
    // Where none is, one that cannot write would leave an empty log behind.
    const readonly = existsSync(`${file}-wal`);
    database = new Sqlite(file, { readonly, fileMustExist: true, timeout: busyTimeoutMs });
    database.pragma("query_only = ON");
    database.pragma("trusted_schema = OFF");
    requireLedgerFile(database, file);
    requireUpToDate(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw noPlaceBeside(error, file) ?? ledgerError(error, file);
  }
}

/** SQLite keeps who reads in files beside the ledger, so a reader too needs a folder in which it may make them. */
function noPlaceBeside(error: unknown, file: string): BoxproofError | undefined {
  const isSo = error instanceof Sqlite.SqliteError && /^SQLITE_(READONLY|CANTOPEN)/.test(error.code);
  if (!isSo) return undefined;
  return new BoxproofError(
    "ERR_LEDGER",
    `The ledger ${file} cannot be read where it is: its reader could not have files of its own beside it (${error.code}).`,
    {
      remedy:
        "Give this user leave to write to its folder; or copy the ledger, with its -wal file where there is one, and name the copy with --ledger FILE.",
      cause: error,
      details: { file, sqlite: error.code },
    },
  );
}

/** Throws ERR_FILE_READ where no ledger file is, or one that this user may not look at or read. */
export function requireFile(file: string): void {
  if (lookedAt(file, file)?.isFile() === true) {
    requireReadable(file);
    return;
  }
  throw new BoxproofError("ERR_FILE_READ", `There is no ledger ${file}.`, {
    remedy:
      "boxproof serials allocate makes one with the first serials, boxproof serials import --adopt with those printed before; name one that is elsewhere with --ledger FILE.",
    details: { file },
  });
}

function requireFolder(file: string): void {
  const folder = dirname(file);
  if (lookedAt(folder, file)?.isDirectory() === true) return;
  throw new BoxproofError("ERR_LEDGER", `The folder ${folder} of the ledger does not exist.`, {
    remedy: "Create the folder, or name another file with --ledger FILE.",
    details: { file },
  });
}

/** What is at a path; undefined for nothing; throws ERR_FILE_READ where the path leads in circles or may not be followed. */
function lookedAt(path: string, file: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw notRead(error, { file, what: "looked at" });
  }
}

/** Before SQLite tries: it says the same of a file that may not be read and of a folder that may not be written. */
function requireReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw notRead(error, { file, what: "read" });
  }
}

function notRead(error: unknown, { file, what }: { readonly file: string; readonly what: string }): BoxproofError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return new BoxproofError("ERR_FILE_READ", `The ledger ${file} cannot be ${what} (${code}).`, {
    remedy: "See whether this user may read it.",
    cause: error,
    details: { file },
  });
}
