import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";
import type { Ledger } from "./ledger.ts";
import { lockForLineService } from "./service-lock.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";
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
}

/**
 * Opens the ledger at a file path, creating it when there is none. Throws ERR_LEDGER (not a ledger, newer, changed, in
 * use by another line service, a kind of location that is not built) or ERR_DISK.
 */
export async function openLedger(location: string, options: OpenOptions = {}): Promise<Ledger> {
  // The location is not repeated in the message: it may hold a password.
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1]?.toLowerCase();
  if (scheme === "postgres" || scheme === "postgresql") {
    throw new BoxproofError("ERR_LEDGER", "A ledger in PostgreSQL is planned but not built yet.", {
      remedy: "Use a file for now: --ledger boxproof.db.",
    });
  }
  if (scheme !== undefined) {
    throw new BoxproofError("ERR_LEDGER", `A ledger cannot be at a ${scheme}:// address.`, {
      remedy: "Use a file: --ledger boxproof.db.",
    });
  }
  const now = options.now ?? Date.now;
  const file = resolve(location);
  const database = await openWhenFree(file, { at: new Date(now()).toISOString() });
  try {
    const onClose = options.lineService === true ? lockForLineService(file) : () => undefined;
    return createSqliteLedger(database, { file, now, onClose });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A process that makes or upgrades the file has it for a moment; so has one that gives it up. */
async function openWhenFree(file: string, options: { readonly at: string }): Promise<Database> {
  const endMs = performance.now() + openWaitMs;
  for (;;) {
    try {
      return openSqliteDatabase(file, options);
    } catch (error) {
      const isBusy = error instanceof BoxproofError && isBusyError(error.cause);
      if (!isBusy || performance.now() > endMs) throw error;
      await setTimeout(retryMs);
    }
  }
}
