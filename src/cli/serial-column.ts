import { BoxproofError } from "../core/index.ts";
import { readTable, type TableRow } from "../sheet/index.ts";

/** The serials of a table, each with its place. */
export interface SerialColumn {
  readonly serials: readonly { readonly serial: string; readonly place: string }[];
  /** What should be known of how the file was read. */
  readonly notes: readonly string[];
}

/** Names under which factories have the serial's column; blanks, dots and capitals do not count. */
const columnNames: ReadonlySet<string> = new Set(["dsn", "serial", "serialno", "serialnumber", "sn"]);

/**
 * The serials of a file: its column `dsn` or `serial`, the one that is named, or, for a file of one column, every row.
 * Throws ERR_SERIALS_FILE when no column is clear, and what `readTable` throws.
 */
export async function serialColumn(
  bytes: Uint8Array,
  { file, column }: { readonly file: string; readonly column?: string },
): Promise<SerialColumn> {
  const isSerials = (name: string) => (column === undefined ? columnNames.has(plain(name)) : name === column);
  const table = await readTable(bytes, { file, mayHoldNumbers: (name) => !isSerials(name) });
  const { header, headerPlace, rows, notes } = table;
  const index = header.findIndex(isSerials);
  if (index !== -1) return { serials: cellsOf(rows, index), notes };
  if (column !== undefined || header.length > 1) throw noColumn(file, header, column);
  // Without a heading the first row is a serial like any other.
  return { serials: cellsOf([{ cells: header, place: headerPlace, line: 1 }, ...rows], 0), notes };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[ ._-]/g, "");
}

/** Rows without a serial are spaces between rows, not serials. */
function cellsOf(rows: readonly TableRow[], index: number): SerialColumn["serials"] {
  return rows.flatMap(({ cells, place }) => {
    const serial = cells[index] ?? "";
    return serial === "" ? [] : [{ serial, place }];
  });
}

function noColumn(file: string, header: readonly string[], column: string | undefined): BoxproofError {
  const wanted = column === undefined ? 'column "dsn" or "serial"' : `column ${JSON.stringify(column)}`;
  const shown = header.slice(0, 10).map((name) => JSON.stringify(name));
  return new BoxproofError("ERR_SERIALS_FILE", `${file} has no ${wanted}; its columns are ${shown.join(", ")}.`, {
    remedy: "Name the column of the serials with --column.",
    details: { file, columns: header.slice(0, 10) },
  });
}
