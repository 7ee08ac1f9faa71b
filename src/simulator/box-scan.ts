import { BoxproofError } from "../core/index.ts";
import type { DeviceKey, DeviceRecord } from "./device-record.ts";
import type { ModelBook } from "./model-book.ts";

/** The fulfilment centre scans the box of an order. */
export interface BoxScan extends DeviceKey {
  /** What the order is for. */
  readonly asin: string;
  /** From this scan until the DSN is exchangeable; the simulator's default when absent. */
  readonly exchangeableAfterMs?: number;
}

/** What can be wrong about a scanned box: the listing, the serial, or that nobody bought this serial. */
export type ScanFailure = "asin" | "regex" | "purchase";

/** The fulfilment centre's answer; `failed` is empty when the scan is accepted. */
export interface ScanAnswer {
  readonly accepted: boolean;
  readonly failed: readonly ScanFailure[];
  /** A sentence with what was found and what was expected. */
  readonly message: string;
}

const scanTextMax = 4_096;

/** Judges a scan by the model's listings, its pattern and the unit's purchase; changes nothing. */
export function judgeScan(scan: BoxScan, models: ModelBook, record: DeviceRecord | undefined): ScanAnswer {
  const model = models.get(scan.deviceModel);
  if (scan.dsn.length > scanTextMax) {
    throw new BoxproofError(
      "ERR_DSN",
      `A scan has at most ${scanTextMax} characters; this one has ${scan.dsn.length}.`,
    );
  }
  const failures: [ScanFailure, string][] = [];
  if (!model.asins.includes(scan.asin)) {
    failures.push([
      "asin",
      `the ASIN ${scan.asin} is none of ${model.deviceModel} (${model.asins.join(", ") || "none"})`,
    ]);
  }
  if (!model.matches(scan.dsn)) {
    failures.push(["regex", `${JSON.stringify(scan.dsn)} does not match ${model.pattern} of ${model.deviceModel}`]);
  }
  if (record?.purchase === undefined || record.deregisteredAt !== undefined) {
    failures.push(["purchase", `no open order for ${JSON.stringify(scan.dsn)} of ${model.deviceModel}`]);
  }
  if (failures.length === 0) return { accepted: true, failed: [], message: `${scan.dsn} was accepted.` };
  return {
    accepted: false,
    failed: failures.map(([failure]) => failure),
    message: `The scan was refused: ${failures.map(([, sentence]) => sentence).join("; ")}.`,
  };
}
