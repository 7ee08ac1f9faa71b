import { isHeadingOf, isSerialHeading, readTable, type Table, type TableRow } from "../../sheet/index.ts";
import { noColumn, noSerialColumn, serialColumnIndex } from "../serial-column.ts";
import { logHeadings, type PrintedState, printedState } from "./log-words.ts";

/** One row of a print log. */
export interface PrintLogRow {
  readonly serial: string;
  readonly place: string;
  readonly state: PrintedState;
  /** The words in the columns of states, as they are. */
  readonly stateText: string;
}

/** A print log as it was read. */
export interface PrintLogTable {
  readonly rows: readonly PrintLogRow[];
  readonly notes: readonly string[];
  /** From when to when and on which lines, as the log says it: `from 08:00 to 09:30, line L2`; may be empty. */
  readonly when: string;
}

/** How a print log is read. */
export interface PrintLogOptions {
  readonly file: string;
  /** The serial's column, where it is called otherwise. */
  readonly column?: string | undefined;
  /** The only column that says what became of a serial. */
  readonly stateColumn?: string | undefined;
  readonly sheet?: string | undefined;
}

const shownMax = 40;
/** Columns that are named in a note. */
const namedMax = 5;

/**
 * A print log out of CSV or XLSX: the serial's column by its name, and times, lines and states where they are. A CSV file
 * of one column may have no heading. Throws ERR_TABLE (a serial that the workbook holds as a number, too), ERR_SERIALS_FILE
 * without the serial's column.
 */
export async function readPrintLog(bytes: Uint8Array, options: PrintLogOptions): Promise<PrintLogTable> {
  const { file, column, sheet } = options;
  const table = await readTable(bytes, {
    file,
    mayHoldNumbers: (name) => !isSerialHeading(name, column),
    ...(sheet === undefined ? {} : { sheet }),
  });
  const { header, rows, notes, serialAt } = withHeading(table, options);
  const named = (names: readonly string[]) =>
    [...header.keys()].filter((index) => index !== serialAt && isHeadingOf(header[index] ?? "", names));
  const stateAt = options.stateColumn === undefined ? named(logHeadings.state) : namedState(header, options);
  const [timeAt, lineAt] = [named(logHeadings.time), named(logHeadings.line)];
  const other = header.filter((_, index) => ![serialAt, ...timeAt, ...lineAt].includes(index));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const cellsOf = ([index]: readonly number[]) => filled.map(({ cells }) => cells[index ?? -1] ?? "");
  return {
    rows: filled.map((row) => ({ serial: row.cells[serialAt] ?? "", place: row.place, ...stateOf(row, stateAt) })),
    notes: stateAt.length > 0 || other.length === 0 ? notes : [...notes, stateless(file, other)],
    when: whenText(cellsOf(timeAt), cellsOf(lineAt)),
  };
}

/** A table with the place of its serials; of one column without a known heading, the first line is a row. */
function withHeading(table: Table, { file, column }: PrintLogOptions): Table & { readonly serialAt: number } {
  const { header, headerPlace, rows, notes } = table;
  const serialAt = serialColumnIndex(header, { file, column });
  if (serialAt !== undefined) return { ...table, serialAt };
  // A workbook's first line may hold a number, which would be refused below a heading.
  const mayLackHeading = column === undefined && header.length === 1 && table.workbook === undefined;
  if (!mayLackHeading) throw noSerialColumn(file, header, column);
  const first: TableRow = { cells: header, place: headerPlace, line: 1 };
  const note = `${file} has no heading, so its first line was read as a serial like the others.`;
  return { ...table, header: [""], rows: [first, ...rows], notes: [...notes, note], serialAt: 0 };
}

function namedState(header: readonly string[], { file, stateColumn = "" }: PrintLogOptions): readonly number[] {
  const index = header.findIndex((name) => name.toLowerCase() === stateColumn.toLowerCase());
  if (index === -1) throw noColumn(file, header, { name: stateColumn, option: "--state-column" });
  return [index];
}

function stateless(file: string, other: readonly string[]): string {
  const names = other.slice(0, namedMax).map((name) => JSON.stringify(name.slice(0, shownMax)));
  const more = other.length > namedMax ? ", …" : "";
  const were = other.length === 1 ? "was" : "were";
  return `${file} has no column of states, so every row was taken as printed; ${names.join(", ")}${more} ${were} not read (--state-column names one).`;
}

/** Of several columns, a label is good where all say so, and void where one does. */
function stateOf({ cells }: TableRow, columns: readonly number[]): Pick<PrintLogRow, "state" | "stateText"> {
  const texts = columns.map((index) => cells[index] ?? "");
  const states = texts.map(printedState);
  const stateText = texts.filter((text) => text !== "").join(" / ");
  if (states.includes("void")) return { state: "void", stateText };
  return { state: states.includes(undefined) ? undefined : "printed", stateText };
}

function whenText(times: readonly string[], lines: readonly string[]): string {
  const shown = (text: string) => text.slice(0, shownMax);
  const [first, last] = [times.find((text) => text !== ""), times.findLast((text) => text !== "")];
  const different = [...new Set(lines)].filter((text) => text !== "");
  const parts: string[] = [];
  if (first !== undefined && last !== undefined) parts.push(`from ${shown(first)} to ${shown(last)}`);
  if (different.length > 0)
    parts.push(`line ${different.slice(0, 3).map(shown).join(", ")}${different.length > 3 ? ", …" : ""}`);
  return parts.join(", ");
}
