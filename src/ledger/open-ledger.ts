import { resolve } from "node:path";
import { BoxproofError } from "../core/index.ts";
import type { Ledger } from "./ledger.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";
import { createSqliteLedger } from "./sqlite-ledger.ts";

/**
 * Opens the ledger at a file path, creating it when there is none. Throws ERR_LEDGER (not a ledger, newer, changed, open
 * in another process, a kind of location that is not built) or ERR_DISK. `now` is the clock, in milliseconds since 1970.
 */
export async function openLedger(location: string, options: { readonly now?: () => number } = {}): Promise<Ledger> {
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
  return createSqliteLedger(openSqliteDatabase(file, { at: new Date(now()).toISOString() }), { file, now });
}
