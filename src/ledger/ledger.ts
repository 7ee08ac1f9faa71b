import type { ScanLedger } from "./scan-ledger.ts";
import type { SerialLedger } from "./serial-ledger.ts";

/** What must not be lost, behind its two ports, over one file. */
export interface Ledger extends SerialLedger, ScanLedger {
  /** Resolves when a write was committed just now; fails with the reason why none can be (ERR_DISK, ERR_LEDGER, …). */
  probe(): Promise<void>;
  /** Commits what is queued, then gives the file free. Later calls of the ports fail with ERR_SHUTTING_DOWN. */
  close(): Promise<void>;
}

/** What can be asked of a ledger without writing to it. */
export type LedgerReader = Pick<
  Ledger,
  | "findUnit"
  | "serialsLeft"
  | "outsideRanges"
  | "listRanges"
  | "findRange"
  | "rangeSerials"
  | "eachSerial"
  | "findScan"
  | "close"
>;
