import { readCsv } from "./read-csv.ts";
import { isXlsx, readXlsx } from "./read-xlsx.ts";
import type { Table, TableOptions } from "./table.ts";
import { noTable } from "./table-error.ts";

/** A file of the format before XLSX begins so. */
const oldWorkbookStart = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * The table in a file's bytes: an XLSX workbook where they are one, whatever the file is called, else CSV. Throws
 * ERR_TABLE with every faulty place, ERR_FILE_TOO_LARGE for more rows, columns or bytes than can be meant.
 */
export async function readTable(bytes: Uint8Array, options: TableOptions): Promise<Table> {
  if (isXlsx(bytes)) return readXlsx(bytes, options);
  if (oldWorkbookStart.every((byte, index) => bytes[index] === byte)) {
    throw noTable(options.file, "is a workbook of the old format XLS, or an encrypted one.", {
      remedy: "Save it as XLSX without a password, or as CSV in UTF-8.",
    });
  }
  return readCsv(bytes, options);
}
