import { type BoxCode, boxCodeShapes, type DeviceModel, gtinText, type UnitRow } from "../core/catalog/index.ts";
import { dsnFindings, isGtin, schemeFindings } from "../core/dsn/index.ts";
import { BoxproofError, defined } from "../core/index.ts";
import { explainMismatch, type Pattern, parsePattern } from "../core/pattern/index.ts";
import { encodableFindings } from "../core/symbol/index.ts";
import {
  isSerialHeading,
  readTable,
  serialHeading,
  type Table,
  type TableFault,
  type TableRow,
} from "../sheet/index.ts";

/** One unit to be labelled: its serial, its row of the serials file, and where that is. */
export interface PressUnit {
  readonly dsn: string;
  readonly row?: UnitRow;
  /** `line 7`, or `Sheet1!A7` of a workbook. */
  readonly place?: string;
}

/** The units of a serials file, and what to say of how it was read. */
export interface SerialsFile {
  readonly units: readonly PressUnit[];
  readonly notes: readonly string[];
}

/** Most labels of one press run. */
export const unitCountMax = 10_000;
const printedFaultMax = 50;
const keptFaultMax = 1_000;

/**
 * The units in a table of CSV or XLSX with a header. Nothing is trimmed or folded: what stands in a cell is what is
 * printed. Throws ERR_SERIALS_FILE with every faulty place: a serial that is no DSN, that does not match the model's
 * pattern or scheme, or that occurs twice; a missing column or cell; a text that is none of its code's kind or pattern or
 * that its symbology cannot carry; a MAC address or IMEI that another row has; in a workbook a number in one of these
 * columns.
 */
export async function readSerialsFile(bytes: Uint8Array, options: SerialsFileOptions): Promise<SerialsFile> {
  const { model, file, column } = options;
  const codes = new Set(columnCodes(model).map((code) => code.column));
  const mayHoldNumbers = (name: string) => !isSerialHeading(name, column) && !codes.has(name);
  const table = await readTable(bytes, { file, mayHoldNumbers }).catch((error: unknown) => {
    throw asSerialsError(error, file);
  });
  return { units: unitsOf(table, options), notes: table.notes };
}

/** Whose serials a file has, what it is called in messages, and its serials' heading where that is no known name. */
interface SerialsFileOptions {
  readonly model: DeviceModel;
  readonly file: string;
  readonly column?: string | undefined;
}

/** A table that cannot be read is a serials file that cannot; its faults and their places stay. */
function asSerialsError(error: unknown, file: string): unknown {
  if (!(error instanceof BoxproofError) || error.code !== "ERR_TABLE") return error;
  return new BoxproofError("ERR_SERIALS_FILE", error.message, {
    ...(error.remedy === undefined ? {} : { remedy: `Nothing was written. ${error.remedy}` }),
    details: { ...error.details, file },
    cause: error,
  });
}

function unitsOf(table: Table, { model, file, column }: SerialsFileOptions) {
  const { header, headerPlace, rows } = table;
  const headerError = (message: string) => serialsError(file, [{ place: headerPlace, message }]);
  if (header.length === 0 && rows.length === 0) throw headerError("the file is empty; it needs a header");
  const heading = serialHeading(header, { column, taken: columnCodes(model).map((code) => code.column) });
  const missing = heading.index === undefined ? [heading.fault] : [];
  const messages = [...missing, ...headerMessages(header, model)];
  if (heading.index === undefined || messages.length > 0) {
    const faults = messages.map((message) => ({ place: headerPlace, message }));
    throw serialsError(file, faults, missing.length > 0 ? columnRemedy : undefined);
  }
  if (rows.length === 0) throw headerError("there is no serial below the header");
  if (rows.length > unitCountMax) {
    const message = `there are ${rows.length} serials; one press run takes at most ${unitCountMax}`;
    throw serialsError(file, [{ place: defined(rows[unitCountMax], "there are that many").place, message }]);
  }
  const judge = new RowJudge(model, header, heading.index);
  const units = rows.flatMap((row) => judge.unitOf(row) ?? []);
  if (judge.faults.length > 0) throw serialsError(file, judge.faults);
  return units;
}

function headerMessages(header: readonly string[], model: DeviceModel): readonly string[] {
  const messages: string[] = [];
  for (const code of columnCodes(model)) {
    if (!header.includes(code.column)) messages.push(`no column "${code.column}" for the box code "${code.name}"`);
  }
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  if (twice.length > 0) messages.push(`the column ${quoted(twice[0] ?? "")} is there twice`);
  return messages;
}

function columnCodes(model: DeviceModel): readonly (BoxCode & { readonly column: string })[] {
  return model.boxCodes.flatMap((code) => (code.column === undefined ? [] : [{ ...code, column: code.column }]));
}

/** A box code that comes from a column, with the pattern that the catalog gives it. */
interface ColumnCode {
  readonly code: ReturnType<typeof columnCodes>[number];
  readonly pattern?: Pattern;
}

function catalogPattern(source: string): Pattern {
  const parsed = parsePattern(source);
  return defined(parsed.ok ? parsed.pattern : undefined, "a parsed catalog has patterns that parse");
}

/** Judges row after row, remembering what was seen. */
class RowJudge {
  readonly faults: TableFault[] = [];
  readonly #model: DeviceModel;
  readonly #header: readonly string[];
  readonly #serialAt: number;
  readonly #pattern: Pattern;
  readonly #codes: readonly ColumnCode[];
  /** Place of each serial, MAC address and IMEI, by what it is and its text. */
  readonly #placeOf = new Map<string, string>();

  constructor(model: DeviceModel, header: readonly string[], serialAt: number) {
    this.#model = model;
    this.#header = header;
    this.#serialAt = serialAt;
    this.#pattern = catalogPattern(model.serial.pattern);
    this.#codes = columnCodes(model).map((code) => {
      return code.pattern === undefined ? { code } : { code, pattern: catalogPattern(code.pattern) };
    });
  }

  unitOf({ cells, place, line }: TableRow): PressUnit | undefined {
    const messages = this.#judge(cells, place);
    this.faults.push(...messages.map((message) => ({ place, line, message })));
    return messages.length === 0 ? { dsn: this.#dsnOf(cells), row: this.#rowOf(cells), place } : undefined;
  }

  #judge(cells: readonly string[], place: string): readonly string[] {
    if (cells.length !== this.#header.length) {
      if (cells.every((cell) => cell === "")) return ["the line is empty"];
      return [`${cells.length} cells; the header has ${this.#header.length}`];
    }
    if (cells.length > 1 && cells.every((cell) => cell === "")) return ["the line is empty"];
    const row = this.#rowOf(cells);
    const dsn = this.#dsnOf(cells);
    const serial = [
      this.#repeated({ key: `dsn ${dsn}`, text: dsn }, place),
      serialMessage(dsn, this.#model, this.#pattern),
    ];
    const codes = this.#codes.map(({ code, pattern }) => {
      const text = row[code.column] ?? "";
      return (
        cellMessage(code, text) ?? patternMessage(code.column, pattern, text) ?? this.#repeatedCode(code, text, place)
      );
    });
    return [...serial, ...codes].flatMap((message) => message ?? []);
  }

  #rowOf(cells: readonly string[]): UnitRow {
    return Object.fromEntries(this.#header.map((name, index) => [name, cells[index] ?? ""]));
  }

  #dsnOf(cells: readonly string[]): string {
    return cells[this.#serialAt] ?? "";
  }

  /** Two units never share a MAC address or an IMEI; on one line the same text may stand in several codes. */
  #repeatedCode({ kind, column }: BoxCode, text: string, place: string): string | undefined {
    if (kind !== "mac" && kind !== "imei") return undefined;
    // 00:00:5e:00:53:01 and 00005E005301 are one address.
    const key = `${kind} ${text.replaceAll(/[:-]/g, "").toUpperCase()}`;
    const message = this.#repeated({ key, text }, place);
    return message === undefined ? undefined : `column "${column}", ${message}`;
  }

  #repeated({ key, text }: { readonly key: string; readonly text: string }, place: string): string | undefined {
    const first = this.#placeOf.get(key);
    if (first === undefined) this.#placeOf.set(key, place);
    return first === undefined || first === place ? undefined : `${quoted(text)} is on ${first} already`;
  }
}

function serialMessage(dsn: string, model: DeviceModel, pattern: Pattern): string | undefined {
  const [notDsn] = dsnFindings(dsn);
  if (notDsn !== undefined) return `${quoted(dsn)}: ${notDsn.message}`;
  const where = mismatchPlace(pattern, dsn, "serial");
  if (where !== undefined) return `${quoted(dsn)} does not match the pattern of ${model.deviceModel}: ${where}`;
  const { scheme } = model.serial;
  const [outside] = scheme === undefined ? [] : schemeFindings(scheme, dsn);
  return outside === undefined ? undefined : `${quoted(dsn)} is outside the scheme: ${outside.message}`;
}

function mismatchPlace(pattern: Pattern, text: string, what: "serial" | "text"): string | undefined {
  const mismatch = explainMismatch(pattern, text);
  if (mismatch === undefined) return undefined;
  const found = mismatch.found === undefined ? `the ${what} ends` : `${quoted(mismatch.found)} stands`;
  return `at character ${mismatch.at + 1} ${found}, expected ${mismatch.expected}`;
}

/** `check` proves over the code's pattern that no such text is taken for a serial, so no other text is printed. */
function patternMessage(column: string, pattern: Pattern | undefined, text: string): string | undefined {
  const where = pattern === undefined ? undefined : mismatchPlace(pattern, text, "text");
  return where === undefined
    ? undefined
    : `column "${column}", ${quoted(text)} does not match the code's pattern: ${where}`;
}

function cellMessage(code: BoxCode, text: string): string | undefined {
  if (text === "") return `no ${code.name} in column "${code.column}"`;
  if (code.kind === "gtin" && !isGtin(text)) {
    return `column "${code.column}", ${quoted(text)}: a GTIN has 8, 12, 13 or 14 digits, the last of them its check digit`;
  }
  const rule = boxCodeShapes[code.kind];
  if (rule !== undefined && !rule.shape.test(text)) {
    return `column "${code.column}", ${quoted(text)}: expected ${rule.expected}`;
  }
  // A GTIN is printed in the digits of its symbology, whatever length it has in the file.
  const printed = code.kind === "gtin" ? (gtinText(text, code.symbology) ?? text) : text;
  const [lacking] = encodableFindings(code.symbology, printed);
  return lacking === undefined ? undefined : `column "${code.column}", ${quoted(text)}: ${lacking.message}`;
}

const columnRemedy =
  "Nothing was written. Give the file a header with dsn and the box codes' columns, or name the serials' column with --column.";

/** ERR_SERIALS_FILE with every fault, the first of them in its message. */
export function serialsError(file: string, faults: readonly TableFault[], remedy?: string): BoxproofError {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  const lines = faults.slice(0, printedFaultMax).map(({ place, message }) => `  ${place}: ${message}`);
  if (faults.length > printedFaultMax) lines.push(`  … and ${faults.length - printedFaultMax} more`);
  return new BoxproofError("ERR_SERIALS_FILE", [`${file} has ${count}`, ...lines].join("\n"), {
    remedy:
      remedy ??
      "Nothing was written. Correct these places; a serials file has a header with dsn and the box codes' columns.",
    details: { file, faultCount: faults.length, faults: faults.slice(0, keptFaultMax) },
  });
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
