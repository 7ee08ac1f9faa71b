import { CsvError, parse } from "csv-parse/sync";
import { type DecodedText, decodeText } from "./decode-text.ts";
import type { Table, TableOptions } from "./table.ts";
import { tableError } from "./table-error.ts";
import { columnMax, recordLengthMax, rowMaxDefault, tooLarge } from "./table-limits.ts";

/** What separates columns, with its name for people; the first wins where counts are equal. */
const separators = [
  [",", "commas"],
  [";", "semicolons"],
  ["\t", "tabs"],
] as const;

/**
 * A table of CSV (RFC 4180): UTF-8, or GB18030 or UTF-16 with a note; columns separated by what occurs most in the
 * header, with a note when that is no comma; each row ended by LF, CR LF or CR. Throws ERR_TABLE, ERR_FILE_TOO_LARGE.
 */
export function readCsv(bytes: Uint8Array, options: TableOptions): Table {
  const { file, rowMax = rowMaxDefault } = options;
  const decoded = decodeText(bytes, file);
  const [separator, name] = separatorOf(decoded.text);
  const records = readRecords(decoded, { file, separator, rowMax });
  const [header, ...rows] = records;
  if (rows.length > rowMax) throw tooLarge(file, "rows", rowMax);
  if (records.some(({ cells }) => cells.length > columnMax)) throw tooLarge(file, "columns", columnMax);
  const notes = [...decoded.notes];
  if (separator !== ",") notes.push(`${file} separates its columns by ${name}.`);
  return {
    header: header?.cells ?? [],
    headerPlace: `line ${header?.line ?? 1}`,
    rows: rows.map(({ cells, line }) => ({ cells, line, place: `line ${line}` })),
    notes,
  };
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** By the first line, outside of quotes. */
function separatorOf(text: string): (typeof separators)[number] {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const character of text.slice(0, recordLengthMax)) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "\n" || character === "\r")) break;
    else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const count = ([character]: (typeof separators)[number]) => counts.get(character) ?? 0;
  return separators.reduce((best, other) => (count(other) > count(best) ? other : best));
}

function readRecords(
  { text }: DecodedText,
  { file, separator, rowMax }: { readonly file: string; readonly separator: string; readonly rowMax: number },
): readonly CsvRecord[] {
  try {
    const parsed = parse(text, {
      info: true,
      delimiter: separator,
      // A file put together on several systems mixes them; the parser by itself would take the first row's for all.
      record_delimiter: ["\r\n", "\n", "\r"],
      // The header and one more than may be, so that too many are seen.
      to: rowMax + 2,
      // Rows of the wrong length are told with their line by whoever knows what they should hold.
      relax_column_count: true,
      max_record_size: recordLengthMax,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    let countedTwice = 0;
    return parsed.map(({ record, info }) => {
      // The parser counts a CR LF inside quotes as two lines.
      for (const cell of record) countedTwice += cell.split("\r\n").length - 1;
      return { cells: record, line: info.lines - countedTwice };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    throw tableError(file, [{ place: `line ${line}`, line, message: `this is no CSV: ${error.message}` }]);
  }
}
