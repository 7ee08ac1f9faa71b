import { readTable, type Table } from "../sheet/index.ts";
import type { Manifest } from "./manifest.ts";
import { manifestFileError } from "./manifest-file-error.ts";
import { readManifestValue } from "./manifest-schema.ts";
import { parseManifestCsv } from "./parse-manifest-csv.ts";
import { parseManifestTable } from "./parse-manifest-table.ts";

/** Which form a manifest file has. */
export type ManifestForm = "json" | "csv" | "xlsx";

/** A manifest file as it was read; the hash of a JSON file is not looked at, `verifyManifest` does that. */
export interface ManifestFile {
  readonly manifest: Manifest;
  readonly form: ManifestForm;
  /** The JSON as it stands in the file. */
  readonly json?: string;
}

/**
 * Reads a manifest in any of its forms, told by its content; `file` names it in messages. Throws ERR_MANIFEST_FILE for
 * what is none, and for a table whose content does not have its hash.
 */
export async function readManifest(bytes: Uint8Array, file: string): Promise<ManifestFile> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { header, rows, workbook } = await readTable(bytes, { file });
    refuseOtherSheets(workbook);
    return { manifest: parseManifestTable({ header, rows: rows.map(({ cells }) => cells) }), form: "xlsx" };
  }
  if (startsWith(bytes, "%PDF-")) {
    const remedy = "Take its JSON, CSV or XLSX: they carry the SHA-256 that stands on each page of the PDF.";
    throw manifestFileError("A PDF is for people to read and to sign; no manifest can be read back from it.", remedy);
  }
  const text = textOf(bytes);
  // A byte order mark is no JSON; it is told apart here, so that the fault that is named is the true one.
  if (/^\uFEFF?\s*\{/.test(text)) return { manifest: parseManifestJson(text), form: "json", json: text };
  return { manifest: parseManifestCsv(text), form: "csv" };
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return [...ascii].every((sign, index) => bytes[index] === sign.charCodeAt(0));
}

/** What a spreadsheet shows must be what was read: a genuine sheet may be hidden behind another one. */
function refuseOtherSheets(workbook: Table["workbook"]): void {
  if (workbook === undefined || (workbook.sheetCount === 1 && workbook.hiddenSheets.length === 0)) return;
  const hidden = workbook.hiddenSheets.length > 0 ? `, ${workbook.hiddenSheets.length} of them hidden` : "";
  throw manifestFileError(`It has ${workbook.sheetCount} sheets${hidden}; boxproof writes one, which is shown.`);
}

/** The manifest in a JSON text; its hash and its form are not looked at. Throws ERR_MANIFEST_FILE. */
export function parseManifestJson(text: string): Manifest {
  const reading = readManifestValue(jsonValue(text));
  if (reading.ok) return reading.manifest;
  throw manifestFileError(`In ${reading.fault}.`);
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw manifestFileError(`It is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}.`);
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw manifestFileError("It is not text in UTF-8.");
  }
}
