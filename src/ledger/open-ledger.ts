import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";
import type { Ledger, LedgerReader } from "./ledger.ts";
import { lockForLineService } from "./service-lock.ts";
import { openSqliteDatabase, openSqliteForReading, requireFile } from "./sqlite-database.ts";
import { isBusyError } from "./sqlite-error.ts";
import { createSqliteLedger } from "./sqlite-ledger.ts";

/** How long to wait for another process that holds the whole file, in milliseconds. */
const openWaitMs = 5_000;
const retryMs = 20;

/** How a ledger is opened. */
export interface OpenOptions {
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** True for a line service, of which a ledger has one at a time; anybody may read and allocate beside it. */
  readonly lineService?: boolean;
  /** False where a file that is not there, or that this user may not read, is an error: ERR_FILE_READ. */
  readonly mayCreate?: boolean;
}

/**
 * Opens the ledger at a file path, creating it when there is none and it may. Throws ERR_LEDGER (not a ledger, newer,
 * changed, in use by another line service, a kind of location that is not built), ERR_DISK, or ERR_FILE_READ (a path that
 * cannot be followed; with `mayCreate: false` also a file that is not there or that this user may not read).
 */
export async function openLedger(location: string, options: OpenOptions = {}): Promise<Ledger> {
  const now = options.now ?? Date.now;
  const file = ledgerFile(location);
  if (options.mayCreate === false) requireFile(file);
  const database = await openWhenFree(() => openSqliteDatabase(file, { at: new Date(now()).toISOString() }));
  try {
    const onClose = options.lineService === true ? lockForLineService(file) : () => undefined;
    return createSqliteLedger(database, { file, now, onClose });
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Opens the ledger at a file path to read it: it is never created, upgraded or written, and whoever has it open goes on.
 * Throws ERR_FILE_READ (there is none, or this user may not read it) or ERR_LEDGER (not a ledger, of another version,
 * changed, a kind of location that is not built).
 */
export async function openLedgerForReading(location: string): Promise<LedgerReader> {
  const file = ledgerFile(location);
  const database = await openWhenFree(() => openSqliteForReading(file));
  try {
    return createSqliteLedger(database, { file, now: Date.now });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The absolute path of a location; throws ERR_LEDGER for an address, which is not repeated: it may hold a password. */
function ledgerFile(location: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1]?.toLowerCase();
  if (scheme === undefined) return resolve(location);
  if (scheme === "postgres" || scheme === "postgresql") {
    throw new BoxproofError("ERR_LEDGER", "A ledger in PostgreSQL is planned but not built yet.", {
      remedy: "Use a file for now: --ledger boxproof.db.",
    });
  }
  throw new BoxproofError("ERR_LEDGER", `A ledger cannot be at a ${scheme}:// address.`, {
    remedy: "Use a file: --ledger boxproof.db.",
  });
}

/** A process that makes or upgrades the file has it for a moment; so has one that gives it up. */
async function openWhenFree(open: () => Database): Promise<Database> {
  const endMs = performance.now() + openWaitMs;
  for (;;) {
    try {
      return open();
    } catch (error) {
      const isBusy = error instanceof BoxproofError && isBusyError(error.cause);
      if (!isBusy || performance.now() > endMs) throw error;
      await setTimeout(retryMs);
    }
  }
}
