import { stringify } from "csv-stringify/sync";
import { BoxproofError } from "../core/index.ts";
import type { Manifest, ManifestRow } from "./manifest.ts";

/** The columns of the CSV, in this order; the first five say the same in every row. */
export const manifestColumns = [
  "format",
  "revision",
  "issuedAt",
  "makerName",
  "sha256",
  "deviceModel",
  "productName",
  "lwaClientId",
  "marketplace",
  "asin",
  "gtin",
  "serialRegex",
  "regexSemantics",
  "regexSha256",
  "symbology",
  "lengthMin",
  "lengthMax",
  "alphabet",
  "schemeCapacity",
  "checkSystems",
  "examplesGood",
  "examplesBad",
] as const;

/** A column of the CSV. */
export type ManifestColumn = (typeof manifestColumns)[number];

/** One row of the CSV, every field as text; absent fields are empty. */
export type ManifestRecord = Readonly<Record<ManifestColumn, string>>;

/** Columns for people: what a spreadsheet would take for a formula gets an apostrophe, which reading takes off again. */
export const freeTextColumns: ReadonlySet<ManifestColumn> = new Set(["makerName", "productName"]);

/** What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), full-width forms too. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * The manifest as CSV: UTF-8 with byte order mark, CRLF, every field in quotes, lists as JSON. `parseManifestCsv` reads
 * it back to the same manifest. Throws ERR_OUTPUT_FORMAT when a field that may not be altered looks like a formula.
 */
export function manifestCsv(manifest: Manifest): string {
  const records = manifest.rows.map((row) => guarded(recordOf(manifest, row)));
  return stringify(
    records.map((record) => manifestColumns.map((column) => record[column])),
    {
      bom: true,
      header: true,
      columns: [...manifestColumns],
      quoted: true,
      quoted_empty: true,
      record_delimiter: "\r\n",
    },
  );
}

function recordOf(manifest: Manifest, row: ManifestRow): ManifestRecord {
  return {
    format: manifest.format,
    revision: manifest.revision === undefined ? "" : String(manifest.revision),
    issuedAt: manifest.issuedAt,
    makerName: manifest.maker.name,
    sha256: manifest.sha256,
    deviceModel: row.deviceModel,
    productName: row.productName,
    lwaClientId: row.lwaClientId,
    marketplace: row.marketplace,
    asin: row.asin,
    gtin: row.gtin ?? "",
    serialRegex: row.serialRegex,
    regexSemantics: manifest.regexSemantics,
    regexSha256: row.regexSha256,
    symbology: row.symbology ?? "",
    lengthMin: String(row.lengthMin),
    lengthMax: String(row.lengthMax),
    alphabet: row.alphabet,
    schemeCapacity: row.schemeCapacity ?? "",
    checkSystems: JSON.stringify(row.checkSystems),
    examplesGood: JSON.stringify(row.examplesGood),
    examplesBad: JSON.stringify(row.examplesBad),
  };
}

function guarded(record: ManifestRecord): ManifestRecord {
  const fields = manifestColumns.map((column) => [column, guardedField(column, record)] as const);
  return Object.fromEntries(fields) as ManifestRecord;
}

function guardedField(column: ManifestColumn, record: ManifestRecord): string {
  const text = record[column];
  // An apostrophe of the name's own is doubled, so that taking one off always gives the name back.
  if (freeTextColumns.has(column)) return formulaStart.test(text) || text.startsWith("'") ? `'${text}` : text;
  if (!formulaStart.test(text)) return text;
  const sentence = `${column} of ${record.deviceModel} is ${JSON.stringify(text)}; a spreadsheet takes a field that begins so for a formula.`;
  throw new BoxproofError("ERR_OUTPUT_FORMAT", sentence, {
    remedy: "Export with --format json, or give it another beginning.",
    details: { column, text },
  });
}
