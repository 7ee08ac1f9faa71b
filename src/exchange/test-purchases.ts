import { parse } from "csv-parse/sync";
import { readBoundedFile } from "../config/index.ts";
import { dsnFindings } from "../core/dsn/index.ts";
import { BoxproofError } from "../core/index.ts";

const bytesMax = 1_048_576;
const rowsMax = 10_000;

/**
 * The devices that were bought as test purchases. Against Amazon's own endpoint only these may be exchanged: a 200 for
 * any other serial hands over a real customer's tokens (README, fact P14).
 */
export class TestPurchases {
  readonly #keys: ReadonlySet<string>;

  constructor(purchases: readonly { readonly deviceModel: string; readonly dsn: string }[]) {
    this.#keys = new Set(purchases.map(({ deviceModel, dsn }) => key(deviceModel, dsn)));
  }

  /** True when exactly this device, in exactly this case, is on the list. */
  has(deviceModel: string, dsn: string): boolean {
    return this.#keys.has(key(deviceModel, dsn));
  }

  get size(): number {
    return this.#keys.size;
  }
}

// A line feed is in neither alphabet, so no two pairs share a key.
const key = (deviceModel: string, dsn: string) => `${deviceModel}\n${dsn}`;

/**
 * Parses `model,dsn` lines; a first line that says exactly that is skipped, blank lines and lines that begin with # too.
 * Throws ERR_LIVE_GUARD with the line when a row is not two legal names, and when there is no row.
 */
export function parseTestPurchases(text: string, file: string): TestPurchases {
  const rows = splitRows(text, file);
  if (rows.length === 0) throw guardError(file, "has no device on it");
  if (rows.length > rowsMax) throw guardError(file, `has ${rows.length} rows; at most ${rowsMax} are read`);
  return new TestPurchases(rows.map(({ record, info }) => purchase(record, info.lines, file)));
}

/** Reads the list from a file of at most 1 MiB. Throws ERR_FILE_READ, ERR_FILE_TOO_LARGE or ERR_LIVE_GUARD. */
export async function readTestPurchases(file: string): Promise<TestPurchases> {
  const missing = () =>
    new BoxproofError("ERR_FILE_READ", `There is no list of test purchases ${file}.`, { remedy: "Check the path." });
  const bytes = await readBoundedFile(file, { byteCountMax: bytesMax, missing });
  return parseTestPurchases(Buffer.from(bytes).toString("utf8"), file);
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function splitRows(text: string, file: string): readonly Row[] {
  try {
    const rows = parse(text, {
      bom: true,
      comment: "#",
      comment_no_infix: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly Row[];
    const isHeader = /^(device_?)?model$/i.test(rows[0]?.record[0] ?? "") && /^dsn$/i.test(rows[0]?.record[1] ?? "");
    return isHeader ? rows.slice(1) : rows;
  } catch (cause) {
    throw guardError(file, `is not CSV: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function purchase(record: readonly string[], line: number, file: string): { deviceModel: string; dsn: string } {
  const [deviceModel = "", dsn = ""] = record;
  if (record.length !== 2) throw guardError(file, `has ${record.length} columns in line ${line}; expected model,dsn`);
  const wrong = [
    ...dsnFindings(deviceModel).map((f) => `model: ${f.message}`),
    ...dsnFindings(dsn).map((f) => f.message),
  ][0];
  if (wrong !== undefined) throw guardError(file, `is wrong in line ${line}: ${wrong}`);
  return { deviceModel, dsn };
}

function guardError(file: string, what: string): BoxproofError {
  return new BoxproofError("ERR_LIVE_GUARD", `The list of test purchases ${file} ${what}.`, {
    remedy: "Write one line for each device that was bought as a test purchase: model,dsn",
    details: { file },
  });
}
