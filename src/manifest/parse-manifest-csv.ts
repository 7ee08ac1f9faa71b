import { parse } from "csv-parse/sync";
import type { Manifest } from "./manifest.ts";
import { manifestFileError } from "./manifest-file-error.ts";
import { parseManifestTable } from "./parse-manifest-table.ts";

/** Largest CSV that is read, in UTF-16 units: 2,000 models in ten marketplaces with all their examples. */
const lengthMax = 128 * 1024 * 1024;

/**
 * The manifest in a CSV that `manifestCsv` wrote. Throws ERR_MANIFEST_FILE when a column, a field or the hash is not as
 * written: somebody's spreadsheet has changed it.
 */
export function parseManifestCsv(csv: string): Manifest {
  if (csv.length > lengthMax) {
    throw manifestFileError(`It has ${csv.length} characters; at most ${lengthMax} are read.`);
  }
  const [header, ...rows] = linesOf(csv);
  return parseManifestTable({ header: header ?? [], rows });
}

function linesOf(csv: string): readonly (readonly string[])[] {
  try {
    return parse(csv, { bom: true });
  } catch (error) {
    throw manifestFileError(`It is no CSV: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
