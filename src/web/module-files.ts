import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { BoxproofError } from "../core/index.ts";

/** A compiled module that runs in browsers. */
export interface ModuleFile {
  /** From the folder of all modules, e.g. `core/pattern/index.js`. */
  readonly path: string;
  readonly code: string;
}

/** The modules that run in browsers, from `dist/`, also where this one runs from its source. */
const folder = new URL(import.meta.url.endsWith(".ts") ? "../../dist/" : "../", import.meta.url);
const moduleCountMax = 500;

/** The name of another module in an import or export; the compiler writes them with double quotes. */
export const importedName = /\bfrom "([^"\n]+)"/g;

/**
 * The modules that `entries` need, themselves included, each after those that it imports itself. Throws ERR_FILE_READ
 * where they are not built, and on an import that no browser could follow.
 */
export async function moduleFiles(entries: readonly string[]): Promise<readonly ModuleFile[]> {
  const files: ModuleFile[] = [];
  const seen = new Set<string>();
  async function add(path: string): Promise<void> {
    if (seen.has(path)) return;
    seen.add(path);
    if (seen.size > moduleCountMax) throw notServable(path, `more than ${moduleCountMax} modules`);
    const code = await readModule(path);
    for (const [, name = ""] of code.matchAll(importedName)) await add(resolved(path, name));
    files.push({ path, code });
  }
  for (const entry of entries) await add(entry);
  return files;
}

/** The path of a module that another one names. */
export function resolved(from: string, name: string): string {
  const path = posix.join(posix.dirname(from), name);
  if (name.startsWith(".") && /^(core|web)\/[a-z0-9/-]+\.js$/.test(path)) return path;
  throw notServable(from, `the import of ${name}`);
}

async function readModule(path: string): Promise<string> {
  try {
    return await readFile(new URL(path, folder), "utf8");
  } catch (cause) {
    throw new BoxproofError("ERR_FILE_READ", `The browser module ${path} is not built.`, {
      remedy: "In a checkout run npm run build; an installed boxproof should be installed again.",
      cause,
    });
  }
}

function notServable(path: string, what: string): BoxproofError {
  return new BoxproofError("ERR_INTERNAL", `The browser module ${path} has ${what}, which no browser can follow.`);
}

/** A short name for a set of modules that changes with every change in any of them. */
export function versionOf(files: readonly ModuleFile[]): string {
  const hash = createHash("sha256");
  for (const { path, code } of files) hash.update(`${path}\n${code.length}\n${code}`);
  return hash.digest("hex").slice(0, 16);
}
