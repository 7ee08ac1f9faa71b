import { parse } from "csv-parse/sync";
import type { Manifest } from "./manifest.ts";
import { manifestFileError } from "./manifest-file-error.ts";
import { manifestColumns } from "./manifest-record.ts";
import { parseManifestTable } from "./parse-manifest-table.ts";

/** Largest CSV that is read, in UTF-16 units: 2,000 models in ten marketplaces with all their examples. */
const lengthMax = 128 * 1024 * 1024;

/** Longest record, in UTF-16 units: a forced manifest repeats every finding in each row. */
const recordLengthMax = 16 * 1024 * 1024;

/**
 * The manifest in a CSV that `manifestCsv` wrote. Throws ERR_MANIFEST_FILE when a column, a field or the hash is not as
 * written: somebody's spreadsheet has changed it.
 */
export function parseManifestCsv(csv: string): Manifest {
  if (csv.length > lengthMax) {
    throw manifestFileError(`It has ${csv.length} characters; at most ${lengthMax} are read.`);
  }
  // Looked at before anything is taken apart: what is no manifest may be one line of a hundred million characters.
  if (!beginsWithHeader(csv)) {
    throw manifestFileError(
      `It is no JSON and no workbook, and as CSV its columns are not ${manifestColumns.join(", ")}.`,
    );
  }
  const [header, ...rows] = linesOf(csv);
  return parseManifestTable({ header: header ?? [], rows });
}

/** The columns' names have no sign that CSV quotes, so a header with and without quotes reads alike. */
function beginsWithHeader(csv: string): boolean {
  const names = manifestColumns.join();
  const [line = ""] = csv.slice(0, 2 * names.length + 4).split(/[\r\n]/, 1);
  return line.replaceAll(/["\uFEFF]/g, "") === names;
}

function linesOf(csv: string): readonly (readonly string[])[] {
  try {
    return parse(csv, { bom: true, max_record_size: recordLengthMax });
  } catch (error) {
    throw manifestFileError(`It is no CSV: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
