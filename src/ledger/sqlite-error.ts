import Sqlite from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";

/** True when SQLite could not write: disk full, quota, or a failing disk. */
export function isDiskError(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && (error.code === "SQLITE_FULL" || error.code.startsWith("SQLITE_IOERR"));
}

/** True when another process is writing just now. */
export function isBusyError(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code);
}

/** What SQLite threw as a BoxproofError with what to do; anything that is not SQLite's comes back as it is. */
export function ledgerError(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const context = { cause: error, details: { file, sqlite: error.code } };
  if (isDiskError(error)) {
    return new BoxproofError(
      "ERR_DISK",
      `The ledger ${file} could not be written (${error.code}); nothing was stored.`,
      {
        ...context,
        remedy: "Free space on its disk, or replace the disk; the service goes on by itself.",
      },
    );
  }
  if (isBusyError(error)) {
    return new BoxproofError(
      "ERR_LEDGER",
      `The ledger ${file} is being written by another process; nothing was stored.`,
      {
        ...context,
        remedy: "Try again; if it lasts, stop the other process, or use a ledger of its own with --ledger FILE.",
      },
    );
  }
  if (error.code === "SQLITE_NOTADB") {
    return new BoxproofError("ERR_LEDGER", `${file} is not a ledger: it is no SQLite file.`, {
      ...context,
      remedy: "Name another file with --ledger FILE; a file that does not exist is created.",
    });
  }
  if (error.code.startsWith("SQLITE_CORRUPT")) {
    return new BoxproofError("ERR_LEDGER", `The ledger ${file} is damaged (${error.message}).`, {
      ...context,
      remedy: "Stop the line, keep the file and its -wal file as they are, and restore the last backup.",
    });
  }
  return new BoxproofError("ERR_LEDGER", `The ledger ${file} failed: ${error.message} (${error.code}).`, {
    ...context,
    remedy: "Check that the file and its folder can be read and written by this user.",
  });
}
