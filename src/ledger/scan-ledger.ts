import type { Dsn } from "../core/dsn/index.ts";
import type { UnitState, Verdict } from "../core/verdict/index.ts";
import type { UnitKey } from "./unit-key.ts";

/** What a scan is decided on: its place in the order of all scans, its time, and the states of its candidates. */
export interface ScanFacts {
  /** 1, 2, 3, … without gaps, in the order in which scans were decided; the authority where clocks disagree. */
  readonly seq: number;
  /** ISO 8601, the ledger's clock. */
  readonly at: string;
  /** State of a candidate; undefined when the ledger does not know it. Only for units named in `candidates`. */
  unitState(deviceModel: string, dsn: Dsn): UnitState | undefined;
}

/** What was decided on a scan. */
export interface ScanDecision {
  readonly verdict: Verdict;
  /** The unit that the scan is about, as far as it could be told; present whenever the verdict is `ok`. */
  readonly unit?: UnitKey;
  /** The answer, exactly as the caller will get it now and on every repeat. */
  readonly answer: string;
}

/** A scan that asks for a verdict. */
export interface NewScan {
  /** Idempotency key, kept for ever. */
  readonly scanId: string;
  readonly station: string;
  /** The whole request in canonical form: two requests are the same exactly when these texts are equal. */
  readonly request: string;
  /** Every unit that the symbols could stand for. */
  readonly candidates: readonly UnitKey[];
  /**
   * Decides, in the same serialised step in which the scan is written, so that of two scans of one DSN the second sees
   * the first. Pure and quick: it runs inside a transaction. When it throws, nothing of this scan is stored.
   */
  decide(facts: ScanFacts): ScanDecision;
}

/** What is kept of an image: its content address and where it stands in time. The bytes are in a file. */
export interface ScanImage {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly byteCount: number;
  /** ISO 8601, the ledger's clock, of the first time. */
  readonly at: string;
}

/** A scan as it was stored. */
export interface ScanRecord {
  readonly scanId: string;
  readonly request: string;
  readonly answer: string;
  readonly image?: ScanImage;
}

/** The port to scans. Every promise settles after the commit, never before. */
export interface ScanLedger {
  /**
   * Decides and stores a scan; an `ok` commissions its unit. A repeat (same scanId, same request) gives the stored
   * record and decides nothing. Fails, with nothing stored, with ERR_SCAN_CONFLICT (same scanId, other request),
   * ERR_OVERLOADED, ERR_DISK, ERR_LEDGER, or with what `decide` threw.
   */
  recordScan(scan: NewScan): Promise<ScanRecord>;
  /** The stored scan; undefined when there is none. */
  findScan(scanId: string): Promise<ScanRecord | undefined>;
  /**
   * Ties an image to a scan; the same image again gives the stored entry. Fails with ERR_SCAN_UNKNOWN, ERR_SCAN_CONFLICT
   * (another image is there), ERR_OVERLOADED, ERR_DISK or ERR_LEDGER.
   */
  attachImage(scanId: string, image: Omit<ScanImage, "at">): Promise<ScanImage>;
}
