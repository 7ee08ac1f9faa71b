import { stringify } from "csv-stringify/sync";
import type { Manifest } from "./manifest.ts";
import { manifestColumns, manifestRecords } from "./manifest-record.ts";

/**
 * The manifest as CSV: UTF-8 with byte order mark, CRLF, every field in quotes, lists as JSON. `parseManifestCsv` reads
 * it back to the same manifest. Throws ERR_OUTPUT_FORMAT when a field that may not be altered looks like a formula.
 */
export function manifestCsv(manifest: Manifest): string {
  return stringify([...manifestRecords(manifest)], {
    bom: true,
    header: true,
    columns: [...manifestColumns],
    quoted: true,
    quoted_empty: true,
    record_delimiter: "\r\n",
  });
}
