import { BoxproofError } from "../core/index.ts";
import type { Manifest, ManifestRow } from "./manifest.ts";

/** Columns that say the same in every row. */
const headColumns = [
  "schemaVersion",
  "manifestId",
  "revision",
  "previousRevisionSha256",
  "issuedAt",
  "manifestEffectiveFrom",
  "makerName",
  "vendorCode",
  "contactName",
  "contactEmail",
  "contactRole",
  "amazonContact",
  "regexSemantics",
  "demo",
  "forced",
  "sha256",
] as const;

/** Columns of one row. */
export const rowColumns = [
  "deviceModel",
  "productName",
  "lwaClientId",
  "marketplace",
  "asin",
  "gtin",
  "status",
  "effectiveFrom",
  "serialRegex",
  "regexSha256",
  "symbology",
  "lengthMin",
  "lengthMax",
  "alphabet",
  "capacity",
  "schemeCapacity",
  "checkSchemes",
  "examplesGood",
  "examplesBad",
  "proofSummary",
] as const satisfies readonly (keyof ManifestRow)[];

/** The columns of a manifest as a table, in this order. */
export const manifestColumns = [...headColumns, ...rowColumns] as const;

/** A column of a manifest as a table. */
export type ManifestColumn = (typeof manifestColumns)[number];

/** One row of the table, every field as text; absent fields are empty, lists and summaries are JSON. */
export type ManifestRecord = Readonly<Record<ManifestColumn, string>>;

/** Columns for people: what a spreadsheet would take for a formula gets an apostrophe, which reading takes off again. */
const freeTextColumns: ReadonlySet<ManifestColumn> = new Set([
  "makerName",
  "contactName",
  "contactRole",
  "amazonContact",
  "productName",
]);

/** What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), full-width forms too. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * The rows of a manifest as a table. Throws ERR_OUTPUT_FORMAT when a field that may not be altered looks like a formula
 * to a spreadsheet.
 */
export function manifestRecords(manifest: Manifest): readonly (readonly string[])[] {
  const head = headFields(manifest);
  return manifest.rows.map((row) => {
    const record: ManifestRecord = { ...head, ...rowFields(row) };
    return manifestColumns.map((column) => guardedField(column, record));
  });
}

function headFields(manifest: Manifest): Readonly<Record<(typeof headColumns)[number], string>> {
  const { maker, contact } = manifest;
  return {
    schemaVersion: manifest.schemaVersion,
    manifestId: manifest.manifestId,
    revision: String(manifest.revision),
    previousRevisionSha256: manifest.previousRevisionSha256 ?? "",
    issuedAt: manifest.issuedAt,
    manifestEffectiveFrom: manifest.effectiveFrom,
    makerName: maker.name,
    vendorCode: maker.vendorCode ?? "",
    contactName: contact?.name ?? "",
    contactEmail: contact?.email ?? "",
    contactRole: contact?.role ?? "",
    amazonContact: manifest.amazonContact ?? "",
    regexSemantics: manifest.regexSemantics,
    demo: manifest.demo === true ? "true" : "",
    forced: manifest.forced === undefined ? "" : JSON.stringify(manifest.forced),
    sha256: manifest.sha256,
  };
}

function rowFields(row: ManifestRow): Readonly<Record<(typeof rowColumns)[number], string>> {
  const fields = rowColumns.map((column) => {
    const value = row[column];
    if (value === undefined) return [column, ""] as const;
    return [column, typeof value === "object" ? JSON.stringify(value) : String(value)] as const;
  });
  return Object.fromEntries(fields) as Record<(typeof rowColumns)[number], string>;
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

/** A field as it was before `manifestRecords` guarded it. */
export function bareField(column: ManifestColumn, text: string): string {
  return freeTextColumns.has(column) ? text.replace(/^'/, "") : text;
}
