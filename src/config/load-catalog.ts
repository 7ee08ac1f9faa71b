import type { Catalog } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";
import { readBoundedFile } from "./bounded-file.ts";
import { fileFaultError } from "./file-fault.ts";
import { parseCatalog } from "./parse-catalog.ts";

/** Largest catalog file: 2,000 models with examples stay below it. */
const byteCountMax = 4 * 1024 * 1024;

/**
 * Reads and parses a catalog file. Throws ERR_CATALOG_MISSING, ERR_FILE_READ, ERR_FILE_TOO_LARGE, or ERR_CATALOG with
 * all faults at once.
 */
export async function loadCatalog(file: string): Promise<Catalog> {
  const bytes = await readBoundedFile(file, { byteCountMax, missing: () => missingCatalog(file) });
  return parseCatalog(decodeUtf8(bytes, file), file);
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
