import type { Manifest } from "./manifest.ts";
import { manifestFileError } from "./manifest-file-error.ts";
import { contentHash } from "./manifest-hash.ts";
import { bareField, type ManifestColumn, type ManifestRecord, manifestColumns, rowColumns } from "./manifest-record.ts";
import { faultOf, headSchema, rowSchema } from "./manifest-schema.ts";

/** A table as a spreadsheet has it: the first row, and the rows below it. */
export interface ManifestTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The manifest in a table that was written from one. Throws ERR_MANIFEST_FILE when a column, a field or the hash is not
 * as written: somebody's spreadsheet has changed it.
 */
export function parseManifestTable({ header, rows }: ManifestTable): Manifest {
  if (header.join() !== manifestColumns.join())
    throw manifestFileError(`Its columns are not ${manifestColumns.join(", ")}.`);
  const records = rows.map(recordOf);
  const [first] = records;
  if (first === undefined) throw manifestFileError("It has no row.");
  if (records.some((record) => headKey(record) !== headKey(first))) {
    throw manifestFileError(
      "Its rows come from different manifests: a column that describes the whole manifest differs.",
    );
  }
  const head = headOf(first);
  const manifest: Manifest = { ...head, rows: records.map(rowOf) };
  const hash = contentHash(manifest);
  if (hash === manifest.sha256) return manifest;
  throw manifestFileError(`Its content has the hash ${hash}, its sha256 column says ${manifest.sha256}.`);
}

function recordOf(row: readonly string[], index: number): ManifestRecord {
  if (row.length > manifestColumns.length) throw manifestFileError(`Row ${index + 2} has more fields than columns.`);
  const fields = manifestColumns.map((column, at) => [column, bareField(column, row[at] ?? "")] as const);
  return Object.fromEntries(fields) as ManifestRecord;
}

const isRowColumn: ReadonlySet<string> = new Set(rowColumns);

function headKey(record: ManifestRecord): string {
  return JSON.stringify(manifestColumns.flatMap((column) => (isRowColumn.has(column) ? [] : [record[column]])));
}

function headOf(record: ManifestRecord): Omit<Manifest, "rows"> {
  const text = (column: ManifestColumn) => (record[column] === "" ? undefined : record[column]);
  const contact = { name: text("contactName"), email: text("contactEmail"), role: text("contactRole") };
  const parsed = headSchema.safeParse(
    present({
      schemaVersion: record.schemaVersion,
      manifestId: record.manifestId,
      revision: numberOf(record.revision),
      previousRevisionSha256: text("previousRevisionSha256"),
      issuedAt: record.issuedAt,
      effectiveFrom: record.manifestEffectiveFrom,
      maker: present({ name: record.makerName, vendorCode: text("vendorCode") }),
      contact: contact.name === undefined ? undefined : present(contact),
      amazonContact: text("amazonContact"),
      regexSemantics: record.regexSemantics,
      demo: jsonOf(record.demo),
      forced: jsonOf(record.forced),
      sha256: record.sha256,
    }),
  );
  if (!parsed.success) throw manifestFileError(`Row 2, ${faultOf(parsed.error)}.`);
  return parsed.data as Omit<Manifest, "rows">;
}

const numbers: ReadonlySet<string> = new Set(["lengthMin", "lengthMax"]);
const lists: ReadonlySet<string> = new Set(["checkSchemes", "examplesGood", "examplesBad", "proofSummary"]);
/** Texts that may be empty; every other empty field is absent. */
const emptyTexts: ReadonlySet<string> = new Set(["alphabet"]);

function rowOf(record: ManifestRecord, index: number): Manifest["rows"][number] {
  const fields = rowColumns.map((column) => {
    const text = record[column];
    if (text === "" && !emptyTexts.has(column)) return [column, undefined] as const;
    if (numbers.has(column)) return [column, numberOf(text)] as const;
    return [column, lists.has(column) ? jsonOf(text) : text] as const;
  });
  const parsed = rowSchema.safeParse(present(Object.fromEntries(fields)));
  if (!parsed.success) throw manifestFileError(`Row ${index + 2}, column ${faultOf(parsed.error)}.`);
  return parsed.data as Manifest["rows"][number];
}

/** Only the keys that have a value. */
function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The text as it is when it is no whole number, so that the schema refuses it by name. */
function numberOf(text: string): number | string {
  return /^(?:0|[1-9][0-9]{0,8})$/.test(text) ? Number(text) : text;
}

/** The text as it is when it is no JSON; undefined when it is empty. Throws ERR_MANIFEST_FILE when it says more than its value. */
function jsonOf(text: string): unknown {
  if (text === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  if (JSON.stringify(value) === text) return value;
  // A key that stands twice says one thing to a reader and another to a program.
  throw manifestFileError(
    `The field ${JSON.stringify(text.slice(0, 200))} is not as boxproof writes JSON: it was changed.`,
  );
}
