import type { Database } from "better-sqlite3";
import { assert, BoxproofError } from "../core/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { NewScan, ScanDecision, ScanImage, ScanRecord } from "./scan-ledger.ts";
import type { SqliteUnits } from "./sqlite-units.ts";
import type { UnitKey } from "./unit-key.ts";

/** The states from which a scan may commission a unit; one that was never heard of may be commissioned too. */
const commissionable: ReadonlySet<UnitState> = new Set(["Allocated", "Issued", "Printed"]);

/** The tables of scans, without transactions: callers write inside a group commit. */
export interface SqliteScans {
  find(scanId: string): ScanRecord | undefined;
  /** Writes four rows at most: the scan, the unit, its event and its place in a range. */
  record(scan: NewScan, at: string): ScanRecord;
  /** Writes one row at most. */
  attach(scanId: string, image: ScanImage): ScanImage;
}

interface ScanRow {
  readonly seq: number;
  readonly scanId: string;
  readonly request: string;
  readonly answer: string;
}

/** Prepares the statements over scans. */
export function createSqliteScans(database: Database, units: SqliteUnits): SqliteScans {
  const selectScan = database.prepare<[string], ScanRow>(
    "SELECT seq, scan_id AS scanId, request, answer FROM scan WHERE scan_id = ?",
  );
  const selectImage = database.prepare<[number], ScanImage>(
    "SELECT sha256, media_type AS mediaType, byte_count AS byteCount, at FROM scan_image WHERE scan_seq = ?",
  );
  const nextSeq = database.prepare<[], number>("SELECT coalesce(max(seq), 0) + 1 FROM scan").pluck();
  const insertScan = database.prepare(
    "INSERT INTO scan (seq, scan_id, at, station, request, verdict, device_model, dsn, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const insertImage = database.prepare(
    "INSERT INTO scan_image (scan_seq, sha256, media_type, byte_count, at) VALUES (?, ?, ?, ?, ?)",
  );

  function recordNew(scan: NewScan, at: string): ScanRecord {
    const seq = nextSeq.get() ?? 1;
    const unitState = (deviceModel: string, dsn: UnitKey["dsn"]) => {
      const isCandidate = scan.candidates.some((unit) => unit.deviceModel === deviceModel && unit.dsn === dsn);
      assert(isCandidate, "a scan is decided only on its candidates");
      return units.state({ deviceModel, dsn });
    };
    const { verdict, unit, answer } = scan.decide({ seq, at, unitState });
    const [deviceModel, dsn] = [unit?.deviceModel ?? null, unit?.dsn ?? null];
    insertScan.run(seq, scan.scanId, at, scan.station, scan.request, verdict, deviceModel, dsn, answer);
    if (verdict === "ok") commission(scan, unit, at);
    return { scanId: scan.scanId, request: scan.request, answer };
  }

  // The verdict has looked at the state already; a defect there must still never let one DSN pass twice.
  function commission(scan: NewScan, unit: ScanDecision["unit"], at: string): void {
    assert(unit !== undefined, "a box that is ok has a unit");
    const before = units.state(unit);
    assert(before === undefined || commissionable.has(before), `no unit is commissioned that is ${before}`);
    units.change({ unit, state: "Commissioned", who: `station ${scan.station}`, why: `scan ${scan.scanId}`, at });
  }

  return {
    find(scanId) {
      const row = selectScan.get(scanId);
      if (row === undefined) return undefined;
      const image = selectImage.get(row.seq);
      return { scanId, request: row.request, answer: row.answer, ...(image === undefined ? {} : { image }) };
    },
    record(scan, at) {
      const stored = selectScan.get(scan.scanId);
      if (stored === undefined) return recordNew(scan, at);
      if (stored.request !== scan.request) throw requestDiffers(scan.scanId);
      return { scanId: scan.scanId, request: stored.request, answer: stored.answer };
    },
    attach(scanId, image) {
      const scan = selectScan.get(scanId);
      if (scan === undefined) throw scanUnknown(scanId);
      const stored = selectImage.get(scan.seq);
      if (stored === undefined) {
        insertImage.run(scan.seq, image.sha256, image.mediaType, image.byteCount, image.at);
        return image;
      }
      if (stored.sha256 !== image.sha256) throw imageDiffers(scanId, { stored: stored.sha256, sent: image.sha256 });
      return stored;
    },
  };
}

function requestDiffers(scanId: string): BoxproofError {
  return new BoxproofError("ERR_SCAN_CONFLICT", `Scan ${scanId} is stored already, with another request.`, {
    remedy: "Give every scan a scanId of its own; repeat a scan only with exactly the same request.",
    details: { scanId },
  });
}

function imageDiffers(scanId: string, sha256: { readonly stored: string; readonly sent: string }): BoxproofError {
  return new BoxproofError("ERR_SCAN_CONFLICT", `Scan ${scanId} has an image already, and it is another one.`, {
    remedy: "A scan keeps one image; send another image with a scan of its own.",
    details: { scanId, sha256 },
  });
}

function scanUnknown(scanId: string): BoxproofError {
  return new BoxproofError("ERR_SCAN_UNKNOWN", `No scan ${scanId} is stored.`, {
    remedy: "Send the scan first, wait for its answer, then its image.",
    details: { scanId },
  });
}
