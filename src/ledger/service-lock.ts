import Sqlite from "better-sqlite3";
import { BoxproofError } from "../core/index.ts";
import { isBusyError, ledgerError } from "./sqlite-error.ts";

/** How long to wait for a service that is just stopping, in milliseconds. */
const busyTimeoutMs = 1_000;

/**
 * Takes the place of the one line service of a ledger until the function it gives is called or the process ends,
 * however it ends: a lock of the operating system on the empty file `LEDGER-service`. Two services would judge one line.
 * Throws ERR_LEDGER while another has it.
 */
export function lockForLineService(file: string): () => void {
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(`${file}-service`, { timeout: busyTimeoutMs });
    lock.exec("BEGIN EXCLUSIVE");
    const held = lock;
    return () => void held.close();
  } catch (error) {
    lock?.close();
    if (!isBusyError(error)) throw ledgerError(error, `${file}-service`);
    throw new BoxproofError("ERR_LEDGER", `The ledger ${file} is open in another line service.`, {
      remedy: "Stop the other service, or give this one a ledger of its own with --ledger FILE.",
      details: { file },
      cause: error,
    });
  }
}
