import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { BoxproofError } from "../core/index.ts";
import type { Template } from "../core/layout/index.ts";
import { readBoundedFile } from "./bounded-file.ts";
import { fileFaultError } from "./file-fault.ts";
import { parseTemplate } from "./parse-template.ts";

/** Largest template file: 200 elements stay far below it. */
const byteCountMax = 256 * 1024;

/**
 * The template of a name: `NAME.yaml` in the folder `beside` (the catalog's), otherwise the one of that name that ships.
 * A name that ends with .yaml or .yml is a file's path. Throws ERR_TEMPLATE, also when there is none, ERR_FILE_READ,
 * ERR_FILE_TOO_LARGE.
 */
export async function loadTemplate(name: string, beside?: string): Promise<Template> {
  const shipped = fileURLToPath(new URL("../../templates/", import.meta.url));
  const isPath = /\.ya?ml$/.test(name);
  const files = isPath ? [resolve(name)] : [beside, shipped].flatMap((folder) => fileIn(folder, name));
  for (const file of files) {
    const bytes = await readIfThere(file);
    if (bytes !== undefined) return parseTemplate(decodeUtf8(bytes, file), file);
  }
  throw await missingTemplate(name, { files, shipped });
}

function fileIn(folder: string | undefined, name: string): readonly string[] {
  return folder !== undefined && /^[a-z0-9][a-z0-9-]{0,63}$/.test(name) ? [join(folder, `${name}.yaml`)] : [];
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readBoundedFile(file, { byteCountMax, missing: () => new BoxproofError("ERR_TEMPLATE", file) });
  } catch (error) {
    if (error instanceof BoxproofError && error.code === "ERR_TEMPLATE") return undefined;
    throw error;
  }
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const fault = { line: 1, column: 1, path: [], expected: "text in UTF-8", found: "bytes that are not UTF-8" };
    throw fileFaultError("ERR_TEMPLATE", file, { faults: [fault], remedy: "Save the file as UTF-8." });
  }
}

async function missingTemplate(
  name: string,
  { files, shipped }: { readonly files: readonly string[]; readonly shipped: string },
): Promise<BoxproofError> {
  const names = (await readdir(shipped)).flatMap((file) => (file.endsWith(".yaml") ? [file.slice(0, -5)] : []));
  return new BoxproofError("ERR_TEMPLATE", `There is no template "${name}".`, {
    remedy: `Templates that ship: ${names.sort().join(", ")}. A design of your own is NAME.yaml beside the catalog.`,
    details: { name, files },
  });
}
