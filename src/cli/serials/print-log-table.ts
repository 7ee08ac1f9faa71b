import { isSerialHeading, readTable, type TableRow } from "../../sheet/index.ts";
import { noSerialColumn, serialColumnIndex } from "../serial-column.ts";

/** What a row of a print log says became of its serial; undefined for a word that is not known. */
export type PrintedState = "printed" | "void" | undefined;

/** One row of a print log. */
export interface PrintLogRow {
  readonly serial: string;
  readonly place: string;
  readonly state: PrintedState;
  /** The word in the state column, as it is. */
  readonly stateText: string;
}

/** A print log as it was read. */
export interface PrintLogTable {
  readonly rows: readonly PrintLogRow[];
  readonly notes: readonly string[];
  /** From when to when and on which lines, as the log says it: `from 08:00 to 09:30, line L2`; may be empty. */
  readonly when: string;
}

const printedWords: readonly string[] = ["", "printed", "ok", "good"];
const voidWords: readonly string[] = ["void", "voided", "scrapped", "bad", "rejected"];
const shownMax = 40;

/**
 * A print log out of CSV or XLSX: the serial's column by its name, and `time`, `line` and `state` where they are. Throws
 * ERR_TABLE (a serial that the workbook holds as a number, too), ERR_SERIALS_FILE without the serial's column.
 */
export async function readPrintLog(
  bytes: Uint8Array,
  options: { readonly file: string; readonly column?: string; readonly sheet?: string },
): Promise<PrintLogTable> {
  const { file, column, sheet } = options;
  const table = await readTable(bytes, {
    file,
    mayHoldNumbers: (name) => !isSerialHeading(name, column),
    ...(sheet === undefined ? {} : { sheet }),
  });
  const { header, rows, notes } = table;
  const serialAt = serialColumnIndex(header, { file, column });
  if (serialAt === undefined) throw noSerialColumn(file, header, column);
  const cellOf = (name: string) => {
    const index = header.findIndex((title) => title.toLowerCase() === name);
    return ({ cells }: TableRow) => (index === -1 ? "" : (cells[index] ?? ""));
  };
  const state = cellOf("state");
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  return {
    rows: filled.map((row) => ({
      serial: row.cells[serialAt] ?? "",
      place: row.place,
      state: printedState(state(row)),
      stateText: state(row),
    })),
    notes,
    when: whenText(filled.map(cellOf("time")), filled.map(cellOf("line"))),
  };
}

function printedState(text: string): PrintedState {
  const word = text.toLowerCase();
  if (printedWords.includes(word)) return "printed";
  return voidWords.includes(word) ? "void" : undefined;
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
