import { parse } from "csv-parse/sync";
import { z } from "zod";
import { checkAlgorithms } from "../core/dsn/index.ts";
import { BoxproofError } from "../core/index.ts";
import { symbologies } from "../core/symbol/index.ts";
import { type Manifest, type ManifestRow, regexSemantics } from "./manifest.ts";
import { freeTextColumns, type ManifestRecord, manifestColumns } from "./manifest-csv.ts";
import { withHash } from "./manifest-hash.ts";

/** Largest CSV that is read, in UTF-16 units: 2,000 models in ten marketplaces with all their examples. */
const lengthMax = 64 * 1024 * 1024;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z
  .string()
  .regex(/^[0-9]{1,15}$/)
  .transform(Number);
const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => undefined), schema]);
const text = z.string().max(1_000);

function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "expected JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const recordSchema = z.strictObject({
  format: z.literal("boxproof-manifest/1"),
  revision: optional(count),
  issuedAt: z.iso.datetime(),
  makerName: text,
  sha256,
  deviceModel: text,
  productName: text,
  lwaClientId: text,
  marketplace: text,
  asin: text,
  gtin: optional(text),
  serialRegex: text,
  regexSemantics: z.literal(regexSemantics),
  regexSha256: sha256,
  symbology: optional(z.enum(symbologies)),
  lengthMin: count,
  lengthMax: count,
  alphabet: text,
  schemeCapacity: optional(z.string().regex(/^[0-9]{1,100}$/)),
  checkSystems: json(z.array(z.enum(checkAlgorithms)).max(64)),
  examplesGood: json(z.array(text).max(1_000)),
  examplesBad: json(z.array(z.strictObject({ text, is: text })).max(1_000)),
});

type Fields = z.infer<typeof recordSchema>;

/**
 * The manifest in a CSV that `manifestCsv` wrote. Throws ERR_MANIFEST_FILE when a column, a field or the hash is not as
 * written: somebody's spreadsheet has changed it.
 */
export function parseManifestCsv(csv: string): Manifest {
  const fields = readRecords(csv).map((record, index) => parseRecord(record, index));
  const [first] = fields;
  if (first === undefined) throw faulty("It has no row.");
  const { format, revision, issuedAt, makerName } = first;
  const same = fields.every((one) => headOf(one) === headOf(first));
  if (!same)
    throw faulty("Its rows come from different manifests: format, revision, issuedAt, makerName or sha256 differ.");
  const manifest = withHash({
    format,
    ...(revision === undefined ? {} : { revision }),
    issuedAt,
    maker: { name: makerName },
    regexSemantics,
    rows: fields.map(rowOf),
  });
  if (manifest.sha256 === first.sha256) return manifest;
  throw faulty(`Its content has the hash ${manifest.sha256}, its sha256 column says ${first.sha256}.`);
}

function headOf({ format, revision, issuedAt, makerName, sha256: hash }: Fields): string {
  return JSON.stringify([format, revision, issuedAt, makerName, hash]);
}

function readRecords(csv: string): readonly Readonly<Record<string, string>>[] {
  if (csv.length > lengthMax) throw faulty(`It has ${csv.length} characters; at most ${lengthMax} are read.`);
  let lines: readonly (readonly string[])[];
  try {
    lines = parse(csv, { bom: true });
  } catch (error) {
    throw faulty(`It is no CSV: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const [header, ...rows] = lines;
  if (header?.join() !== manifestColumns.join()) throw faulty(`Its columns are not ${manifestColumns.join(", ")}.`);
  return rows.map((row) => Object.fromEntries(manifestColumns.map((column, index) => [column, row[index] ?? ""])));
}

function parseRecord(record: Readonly<Record<string, string>>, index: number): Fields {
  const bare = Object.fromEntries(
    Object.entries(record).map(([column, value]) => [column, isFreeText(column) ? value.replace(/^'/, "") : value]),
  );
  const parsed = recordSchema.safeParse(bare);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw faulty(`Row ${index + 2}, column ${issue?.path.join(".") ?? "?"}: ${issue?.message ?? "not as written"}.`);
}

function isFreeText(column: string): boolean {
  return freeTextColumns.has(column as keyof ManifestRecord);
}

function rowOf(fields: Fields): ManifestRow {
  const { format, revision, issuedAt, makerName, sha256: hash, regexSemantics: semantics, ...row } = fields;
  const { gtin, symbology, schemeCapacity, ...rest } = row;
  return {
    ...rest,
    ...(gtin === undefined ? {} : { gtin }),
    ...(symbology === undefined ? {} : { symbology }),
    ...(schemeCapacity === undefined ? {} : { schemeCapacity }),
  };
}

function faulty(what: string): BoxproofError {
  return new BoxproofError("ERR_MANIFEST_FILE", `This is not a manifest as boxproof wrote it. ${what}`, {
    remedy: "Take the file as it was exported; a spreadsheet that saved it may have changed numbers and quotes.",
  });
}
