import type { Catalog } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";
import { readBoundedFile } from "./bounded-file.ts";
import type { CatalogReading } from "./catalog-reading.ts";
import { fileFaultError } from "./file-fault.ts";
import { parseCatalog } from "./parse-catalog.ts";

/** Largest catalog file: 2,000 models with examples stay below it. */
const byteCountMax = 4 * 1024 * 1024;

/**
 * Reads and parses a catalog file. Throws ERR_CATALOG_MISSING, ERR_FILE_READ, ERR_FILE_TOO_LARGE, or ERR_CATALOG with
 * all faults at once.
 */
export async function loadCatalog(file: string, reading: CatalogReading = {}): Promise<Catalog> {
  return parseCatalog(await readCatalogText(file), file, reading);
}

/** The text of a catalog file with its byte order mark, where it has one. Throws as `loadCatalog`. */
export async function readCatalogText(file: string): Promise<string> {
  const bytes = await readBoundedFile(file, { byteCountMax, missing: () => missingCatalog(file) });
  return decodeUtf8(bytes, file);
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    // The byte order mark is left to the YAML reader, which knows it.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const fault = { line: 1, column: 1, path: [], expected: "text in UTF-8", found: "bytes that are not UTF-8" };
    throw fileFaultError("ERR_CATALOG", file, { faults: [fault], remedy: "Save the file as UTF-8." });
  }
}

function missingCatalog(file: string): BoxproofError {
  return new BoxproofError("ERR_CATALOG_MISSING", `There is no catalog ${file}.`, {
    remedy: "Write one with boxproof init, or name one with --catalog FILE.",
    details: { file },
  });
}
