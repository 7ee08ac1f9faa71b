import { BoxproofError } from "../core/index.ts";
import { writeXlsx } from "../sheet/index.ts";
import type { Manifest } from "./manifest.ts";
import { manifestColumns, manifestRecords } from "./manifest-record.ts";

/** What the format allows in one cell, in characters. */
const cellLengthMax = 32_767;

/**
 * The manifest as a workbook of one sheet with the columns of the CSV, every cell text, so that no program drops a
 * GTIN's zeros. `readManifest` reads it back to the same manifest. Throws ERR_OUTPUT_FORMAT as `manifestCsv`, and
 * for a field that is too long for a cell. Its bytes differ from run to run: hash and sign the JSON.
 */
export async function manifestXlsx(manifest: Manifest): Promise<Uint8Array> {
  const rows = manifestRecords(manifest);
  for (const row of rows) {
    const index = row.findIndex(({ length }) => length > cellLengthMax);
    if (index >= 0) throw tooLong(manifestColumns[index] ?? "", row[index]?.length ?? 0);
  }
  return writeXlsx({ sheets: [{ name: "manifest", columns: manifestColumns, rows }] });
}

function tooLong(column: string, length: number): BoxproofError {
  const sentence = `${column} has ${length} characters; a spreadsheet's cell holds ${cellLengthMax}.`;
  return new BoxproofError("ERR_OUTPUT_FORMAT", sentence, { remedy: "Export with --format json or csv." });
}
