import { randomUUID } from "node:crypto";
import readXlsxFile from "read-excel-file/universal";
import { BoxproofError } from "../core/index.ts";
import { readZip, storedZip, type ZipFile } from "./bounded-zip.ts";
import { type ComputedCell, computedCell, markComputedCells } from "./computed-cells.ts";
import { hiddenNotes } from "./hidden-cells.ts";
import type { Table, TableFault, TableOptions, TableRow } from "./table.ts";
import { noTable, tableError } from "./table-error.ts";
import { columnMax, recordLengthMax, rowMaxDefault, tooLarge } from "./table-limits.ts";
import { workbookSheets } from "./workbook-sheets.ts";

/** Cells of all sheets together, empty ones included: the parser makes a grid up to the last one. */
const cellCountMax = 5_000_000;

/** True for the bytes of a zip archive, which an XLSX workbook is. */
export function isXlsx(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** A number as it stands in the file, told from a text that looks alike. */
interface NumberCell {
  readonly number: string;
}

type Cell = string | NumberCell | ComputedCell | boolean | Date | null;

/**
 * A sheet of a workbook as texts. A number, date, truth value, formula or error is refused by its address, except where
 * `mayHoldNumbers` allows it. Empty rows at the end are left out. Throws ERR_TABLE, ERR_FILE_TOO_LARGE.
 */
export async function readXlsx(bytes: Uint8Array, options: TableOptions): Promise<Table> {
  const { file, rowMax = rowMaxDefault } = options;
  const files = readZip(bytes, file);
  checkExtent(files, { file, rowMax });
  const sheets = await parseSheets(files, file);
  const names = sheets.map(({ sheet }) => sheet);
  const listed = workbookSheets(files);
  const isHidden = (index: number) => listed[index]?.isHidden === true;
  const firstShown = Math.max(
    0,
    names.findIndex((_, index) => !isHidden(index)),
  );
  const index = options.sheet === undefined ? firstShown : names.indexOf(options.sheet);
  const found = sheets[index];
  if (found === undefined) {
    const wanted = options.sheet === undefined ? "has no sheet." : `has no sheet ${JSON.stringify(options.sheet)}.`;
    throw noTable(file, wanted, {
      remedy: `It has ${names
        .slice(0, 10)
        .map((name) => JSON.stringify(name))
        .join(", ")}.`,
    });
  }
  const others =
    sheets.length > 1 ? [`${file} has ${sheets.length} sheets; ${JSON.stringify(found.sheet)} was read.`] : [];
  const workbook = { sheetCount: sheets.length, hiddenSheets: names.filter((_, number) => isHidden(number)) };
  const table = tableOf(found, options);
  const notes = [...others, ...notesOfHidden(found, { file, table, xml: listed[index]?.xml() ?? "" })];
  return { ...table, notes, workbook };
}

function notesOfHidden(
  { sheet }: Sheet,
  { file, table, xml }: { readonly file: string; readonly table: Omit<Table, "notes">; readonly xml: string },
): readonly string[] {
  const filled = table.rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  return hiddenNotes({
    file,
    sheet,
    xml,
    header: table.header,
    lines: new Set([1, ...filled.map(({ line }) => line)]),
    addressOf: (column, line) => addressOf(sheet, column, line),
  });
}

interface Sheet {
  readonly sheet: string;
  readonly data: readonly (readonly Cell[])[];
}

async function parseSheets(files: readonly ZipFile[], file: string): Promise<readonly Sheet[]> {
  try {
    const mark = `${randomUUID()} `;
    const marked = files.map((one) => ({ name: one.name, bytes: markedBytes(one, { mark, file }) }));
    // The parser inflates without a limit, so it gets what was inflated within limits.
    const archive = storedZip(marked).buffer;
    const parsed = await readXlsxFile<NumberCell>(archive, { trim: false, parseNumber: (number) => ({ number }) });
    const read = parsed as unknown as readonly Sheet[];
    const computed = (cell: Cell) => (typeof cell === "string" ? (computedCell(cell, mark) ?? cell) : cell);
    return read.map(({ sheet, data }) => ({ sheet, data: data.map((cells) => cells.map(computed)) }));
  } catch (error) {
    if (error instanceof BoxproofError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw noTable(file, `is no workbook that can be read (${reason.slice(0, 200)}).`, {
      remedy: "Save it again as XLSX, or as CSV in UTF-8.",
      cause: error,
    });
  }
}

function markedBytes({ bytes }: ZipFile, { mark, file }: { readonly mark: string; readonly file: string }): Uint8Array {
  const xml = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const marked = markComputedCells(xml, mark, file);
  return marked === xml ? bytes : Buffer.from(marked, "latin1");
}

/** Every address in the files, before anything makes a grid that reaches up to it. */
function checkExtent(
  files: readonly ZipFile[],
  { file, rowMax }: { readonly file: string; readonly rowMax: number },
): void {
  let cellCount = 0;
  for (const { name, bytes } of files) {
    if (!name.endsWith(".xml")) continue;
    let [rows, columns] = [0, 0];
    for (const [, letters = "", digits = ""] of new TextDecoder("latin1").decode(bytes).matchAll(addresses)) {
      rows = Math.max(rows, Number(digits));
      columns = Math.max(columns, columnNumber(letters));
    }
    if (rows > rowMax + 1) throw tooLarge(file, "rows", rowMax);
    if (columns > columnMax) throw tooLarge(file, "columns", columnMax);
    cellCount += rows * columns;
  }
  if (cellCount > cellCountMax) throw tooLarge(file, "cells", cellCountMax);
}

/** The attribute `r` of a cell; the parser takes letters of any kind, and any digits, for an address. */
const addresses = /(?<![:\w.-])r\s*=\s*["']\s*([^"'0-9<>]*)([0-9]+)/g;

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.slice(0, 8)) column = column * 26 + (letter.charCodeAt(0) - 64);
  return letters.length > 3 ? Number.POSITIVE_INFINITY : Math.abs(column);
}

function tableOf({ sheet, data }: Sheet, { file, mayHoldNumbers }: TableOptions): Omit<Table, "notes"> {
  const [head = [], ...body] = data;
  const header = withoutEmptyEnd(head.map(shownText));
  const faults: TableFault[] = head.flatMap((cell, column) => {
    const message = isComputed(cell) ? cellFault(cell, false) : undefined;
    return message === undefined ? [] : [{ place: addressOf(sheet, column, 1), line: 1, message }];
  });
  const rows: TableRow[] = [];
  for (const [index, cells] of body.entries()) {
    const line = index + 2;
    const texts = cells.map((cell, column) => {
      const place = addressOf(sheet, column, line);
      const message = cellFault(cell, mayHoldNumbers?.(header[column] ?? "") === true);
      if (message !== undefined) faults.push({ place, line, message });
      return shownText(cell);
    });
    const filled = withoutEmptyEnd(texts);
    while (filled.length < header.length) filled.push("");
    rows.push({ cells: filled, line, place: addressOf(sheet, 0, line) });
  }
  if (faults.length > 0) throw tableError(file, faults, numberRemedy);
  while (rows.at(-1)?.cells.every((cell) => cell === "") === true) rows.pop();
  return { header, headerPlace: addressOf(sheet, 0, 1), rows };
}

const numberRemedy =
  "Format the column as Text, then enter these cells again or paste them as values from where they come from: what is lost does not come back by formatting alone.";

function cellFault(cell: Cell, mayHoldNumber: boolean): string | undefined {
  if (cell === null) return undefined;
  if (typeof cell === "string") {
    return cell.length > recordLengthMax ? `the cell has more than ${recordLengthMax} characters` : undefined;
  }
  if (mayHoldNumber) return undefined;
  const shown = shownText(cell);
  if (isComputed(cell)) {
    if (cell.computed === "error") return `the cell holds the error ${shown}, not text`;
    return `the cell holds a formula, which showed ${JSON.stringify(shown.slice(0, 80))} last, not text`;
  }
  if (typeof cell === "boolean") return `the cell holds the truth value ${shown}, not text`;
  if (cell instanceof Date) return `the cell holds the date ${shown}, not text; what was typed is lost`;
  return `the cell holds the number ${shown}, not text; leading zeros or digits may be lost`;
}

function isComputed(cell: Cell): cell is ComputedCell {
  return typeof cell === "object" && cell !== null && "computed" in cell;
}

function shownText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (isComputed(cell)) return cell.shown;
  if (!(cell instanceof Date)) return cell.number;
  // A cell has no time zone; the parser gives its wall clock as UTC.
  const seconds = Math.round(cell.getTime() / 1000);
  return Number.isSafeInteger(seconds) && Math.abs(seconds) <= 8.64e12
    ? new Date(seconds * 1000).toISOString().slice(0, 19)
    : "";
}

function withoutEmptyEnd(texts: readonly string[]): string[] {
  return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
}

/** `Sheet1!A7`; the name in apostrophes where a formula would need them. */
function addressOf(sheet: string, column: number, line: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  const name = /^[A-Za-z_][A-Za-z0-9_.]*$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return `${name}!${letters}${line}`;
}
