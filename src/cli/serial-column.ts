import { BoxproofError } from "../core/index.ts";
import { isSerialHeading, readTable, serialHeading, type TableRow } from "../sheet/index.ts";

/** The serials of a table, each with its place. */
export interface SerialColumn {
  readonly serials: readonly { readonly serial: string; readonly place: string }[];
  /** What should be known of how the file was read. */
  readonly notes: readonly string[];
}

/**
 * Index of the serial's column; undefined when no heading is one. Throws ERR_SERIALS_FILE when several headings could be
 * meant.
 */
export function serialColumnIndex(
  header: readonly string[],
  { file, column }: { readonly file: string; readonly column?: string | undefined },
): number | undefined {
  const found = serialHeading(header, { column });
  if (found.index !== undefined || found.candidateCount === 0) return found.index;
  throw serialColumnError(file, header, { fault: found.fault, remedy: severalRemedy });
}

/**
 * The serials of a file: its column of serials, the one that is named, or, for a file of one column, every row. Throws
 * ERR_SERIALS_FILE when no column is clear, and what `readTable` throws.
 */
export async function serialColumn(
  bytes: Uint8Array,
  { file, column }: { readonly file: string; readonly column?: string },
): Promise<SerialColumn> {
  const table = await readTable(bytes, { file, mayHoldNumbers: (name) => !isSerialHeading(name, column) });
  const { header, headerPlace, rows, notes } = table;
  const index = serialColumnIndex(header, { file, column });
  if (index !== undefined) return { serials: cellsOf(rows, index), notes };
  if (column !== undefined || header.length > 1) throw noSerialColumn(file, header, column);
  // A number in a column that nobody knew for the serials' was let pass; now it is refused by its address.
  if (table.workbook !== undefined) await readTable(bytes, { file });
  // Without a heading the first row is a serial like any other.
  return { serials: cellsOf([{ cells: header, place: headerPlace, line: 1 }, ...rows], 0), notes };
}

/** Rows without a serial are spaces between rows, not serials. */
function cellsOf(rows: readonly TableRow[], index: number): SerialColumn["serials"] {
  return rows.flatMap(({ cells, place }) => {
    const serial = cells[index] ?? "";
    return serial === "" ? [] : [{ serial, place: cellPlace(place, index) }];
  });
}

/** The cell of a column in a row of a workbook, which is named by its first cell; lines of CSV stay as they are. */
function cellPlace(place: string, index: number): string {
  return place.replace(/!A(?=[0-9]+$)/, `!${columnLetters(index)}`);
}

/** The letters of a column of a workbook, counted from 0: A, …, Z, AA, … */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** The error for a file without a column of serials. */
export function noSerialColumn(file: string, header: readonly string[], column: string | undefined): BoxproofError {
  if (header.length === 0) return emptyFile(file);
  const found = serialHeading(header, { column });
  const fault = found.index === undefined ? found.fault : "no column of serials";
  return serialColumnError(file, header, { fault, remedy: noneRemedy });
}

/** The error for a file without a column that an option names. */
export function noColumn(
  file: string,
  header: readonly string[],
  { name, option }: { readonly name: string; readonly option: string },
): BoxproofError {
  const shown = header.slice(0, keptMax).map((one) => JSON.stringify(one.slice(0, 80)));
  const message = `${file} has no column ${JSON.stringify(name)}; its columns are ${shown.join(", ")}.`;
  return new BoxproofError("ERR_SERIALS_FILE", message, {
    remedy: `Name one of them with ${option}.`,
    details: { file, columns: header.slice(0, keptMax) },
  });
}

/** Most headings that are kept in an error. */
const keptMax = 10;

function emptyFile(file: string): BoxproofError {
  return new BoxproofError("ERR_SERIALS_FILE", `${file} is empty.`, {
    remedy: "Give a file with headings in its first line, dsn for the serials, and a row for each.",
    details: { file },
  });
}

const severalRemedy = "Name the column of the serials with --column, written exactly as in the file.";
const noneRemedy =
  "The first line has to be the headings: remove what is above them, or add them. Where the serials' column has another name, give it with --column, written exactly as in the file.";

function serialColumnError(
  file: string,
  header: readonly string[],
  { fault, remedy }: { readonly fault: string; readonly remedy: string },
): BoxproofError {
  return new BoxproofError("ERR_SERIALS_FILE", `${file} has ${fault}.`, {
    remedy,
    details: { file, columns: header.slice(0, keptMax) },
  });
}
