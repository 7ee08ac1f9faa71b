import {
  type BoxCode,
  type BoxCodeKind,
  type Catalog,
  createPatternReader,
  type DeviceModel,
  gtinSymbologies,
  type SerialRule,
  unreadModels,
} from "../core/catalog/index.ts";
import { parseScheme, schemePattern } from "../core/dsn/index.ts";
import { assert, defined } from "../core/index.ts";
import type { Symbology } from "../core/symbol/index.ts";
import { catalogJsonSchema } from "./catalog-json-schema.ts";
import type { CatalogReading } from "./catalog-reading.ts";
import { type BoxCodeFields, type CatalogFields, catalogSchema, type ModelFields } from "./catalog-schema.ts";
import { codeFaults } from "./code-faults.ts";
import { crossFaults } from "./cross-faults.ts";
import { FieldReader } from "./field-reader.ts";
import { fileFaultError } from "./file-fault.ts";
import { expectedPhrase, schemaFaults } from "./schema-faults.ts";
import { serialFaults, unreadFault } from "./serial-faults.ts";
import { readYaml } from "./yaml-source.ts";

/**
 * The catalog in a YAML text; `file` names it in messages. Throws ERR_CATALOG with all faults at once, each with its
 * line, column, field, what was expected and what was found.
 */
export function parseCatalog(text: string, file: string, reading: CatalogReading = {}): Catalog {
  const source = readYaml(text);
  const parsed = catalogSchema.safeParse(source.value, { error: expectedPhrase });
  const fields = new FieldReader(source);
  const faults = [...source.faults];
  if (source.value !== undefined) {
    if (!parsed.success) faults.push(...schemaFaults(parsed.error, { source, jsonSchema: catalogJsonSchema() }));
    const reader = createPatternReader();
    faults.push(...crossFaults(fields), ...serialFaults(fields, reading), ...codeFaults(fields, reader));
  }
  if (faults.length > 0) throw fileFaultError("ERR_CATALOG", file, { faults, remedy });
  assert(parsed.success, "a catalog without faults fits its schema");
  const catalog = buildCatalog(parsed.data);
  if (reading.patterns === "any") return catalog;
  const unread = unreadModels(catalog.models).map((index) => unreadFault(fields, ["models", index, "serial"]));
  if (unread.length > 0) throw fileFaultError("ERR_CATALOG", file, { faults: unread, remedy });
  return catalog;
}

const remedy = "Correct the file and run boxproof check; boxproof init DIR writes a commented example.";

function buildCatalog(fields: CatalogFields): Catalog {
  return { ...fields, models: fields.models.map(buildModel) };
}

function buildModel(fields: ModelFields): DeviceModel {
  return {
    ...fields,
    serial: buildSerial(fields),
    boxCodes: fields.boxCodes.map((code) => buildBoxCode(fields, code)),
  };
}

function buildSerial({ serial: { scheme: parts, pattern, ...rest } }: ModelFields): SerialRule {
  if (parts === undefined) {
    return { ...rest, pattern: defined(pattern, "a serial has a scheme or a pattern"), patternGenerated: false };
  }
  const parsed = parseScheme(parts);
  assert(parsed.ok, "a scheme without faults is a scheme");
  const { scheme, notes } = parsed;
  const schemed = notes.length === 0 ? { ...rest, scheme } : { ...rest, scheme, schemeNotes: notes };
  if (pattern !== undefined) return { ...schemed, pattern, patternGenerated: false };
  return { ...schemed, pattern: schemePattern(scheme), patternGenerated: true };
}

function buildBoxCode(model: ModelFields, code: BoxCodeFields): BoxCode {
  return { ...code, name: code.name ?? code.kind, symbology: code.symbology ?? usualSymbology(model, code) };
}

/** What a code is usually printed in, where the catalog does not say. */
function usualSymbology(model: ModelFields, code: BoxCodeFields): Symbology {
  if (code.kind === "url") return "qr";
  if (matrixKinds.has(code.kind)) return "datamatrix";
  if (code.kind !== "gtin") return "code128";
  const gtin = code.value ?? model.listings[0]?.gtin ?? "";
  return gtinSymbologies(gtin)[0] ?? "ean13";
}

/** Long texts, which are printed as Data Matrix. */
const matrixKinds: ReadonlySet<BoxCodeKind> = new Set(["transparency", "gs1", "ffs"]);
