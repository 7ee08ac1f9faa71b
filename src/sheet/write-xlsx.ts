import writeXlsxFile, { type Row, type Sheet } from "write-excel-file/node";
import { assert } from "../core/index.ts";

/** One sheet of a workbook: its name, the texts of its first row, and the rows below it. */
export interface XlsxSheet {
  /** 1 to 31 characters, without `[ ] : * ? / \`, different from every other sheet of the workbook. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the format allows in one cell, in characters. */
const cellLengthMax = 32_767;
/** Rows of one sheet, the header included: what the format allows. */
const rowCountMax = 1_048_576;
/** Columns are as wide as their longest text of the first rows, in characters, within these limits. */
const width = { min: 8, max: 60, measuredRows: 1_000 } as const;

/**
 * An XLSX workbook of texts. Every cell is text with the format `@`, so that no program drops a leading zero, makes a
 * date of `MAR-1`, rounds a long number or computes what begins with `=`; any text reads back as it was written. The
 * bytes differ from run to run (the format holds times), so hash what went in, not these.
 */
export async function writeXlsx({ sheets }: { readonly sheets: readonly XlsxSheet[] }): Promise<Uint8Array> {
  assert(sheets.length > 0, "a workbook has at least one sheet");
  assert(new Set(sheets.map(({ name }) => name)).size === sheets.length, "sheets have different names");
  return writeXlsxFile(sheets.map(sheetOf)).toBuffer();
}

function sheetOf({ name, columns, rows }: XlsxSheet): Sheet<never> {
  assert(/^[^[\]:*?/\\]{1,31}$/.test(name), "a sheet's name has 1 to 31 characters and none of [ ] : * ? / \\");
  assert(rows.length < rowCountMax, `a sheet has at most ${rowCountMax} rows`);
  return {
    sheet: name,
    data: [columns.map((title) => ({ ...cellOf(title), fontWeight: "bold" as const })), ...rows.map(rowOf)],
    columns: columns.map((title, index) => ({ width: widthOf(title, rows, index) })),
    stickyRowsCount: 1,
  };
}

function rowOf(cells: readonly string[]): Row {
  return cells.map(cellOf);
}

function cellOf(text: string) {
  assert(text.length <= cellLengthMax, `a cell has at most ${cellLengthMax} characters`);
  const value = escaped(text);
  // The writer looks texts up in an object, where it finds what every object has, such as toString.
  const isTaken = value in Object.prototype;
  const stored = isTaken ? hexadecimal(value.slice(0, 1)) + value.slice(1) : value;
  return { value: stored, type: String, format: "@" } as const;
}

function widthOf(title: string, rows: readonly (readonly string[])[], index: number): number {
  let longest = title.length;
  for (const row of rows.slice(0, width.measuredRows)) longest = Math.max(longest, row[index]?.length ?? 0);
  return Math.min(width.max, Math.max(width.min, longest + 2));
}

/** `_x` and four hexadecimal digits and `_`, which readers of the format take for one character. */
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold, or would make a line feed of.
const unwritable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffd-\uffff]/g;
/** Halves of characters, and the pairs among which are the noncharacters beyond U+FFFF. */
const surrogates =
  /(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|[\ud800-\udbff][\udffe\udfff]/g;

/**
 * The text as the format holds it (ECMA-376 part 1, ST_Xstring): what XML cannot hold, or the writer would drop without
 * a word, as `_x000D_`.
 */
function escaped(text: string): string {
  return text.replaceAll(escapeLike, "_x005F_").replaceAll(unwritable, hexadecimal).replaceAll(surrogates, hexadecimal);
}

function hexadecimal(characters: string): string {
  const units = Array.from({ length: characters.length }, (_, index) => characters.charCodeAt(index));
  return units.map((unit) => `_x${unit.toString(16).toUpperCase().padStart(4, "0")}_`).join("");
}
