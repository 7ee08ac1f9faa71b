import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type CatalogReading, demoCatalogFile, loadCatalog } from "../config/index.ts";
import type { Catalog } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";
import type { Io } from "./io.ts";

/** What `addCatalogOption` puts among a command's options; hand them over to `resolveCatalog` as they are. */
export interface CatalogOptions {
  readonly catalog?: string;
  readonly demo?: boolean;
  /** Set by `addCatalogOption`, not by the user. */
  readonly demoFallback?: boolean;
}

/** The catalog of a command line. */
export interface ResolvedCatalog {
  readonly catalog: Catalog;
  /** Path of the catalog file, absolute. */
  readonly file: string;
  /** True for the demo catalog that ships: labels and pages made from it say DEMO. */
  readonly isDemo: boolean;
}

/**
 * Adds `--catalog FILE` and `--demo`. With `fallback` the command takes the demo catalog, saying so, where the folder
 * has no catalog.yaml; with `explicit` it then fails unless `--demo` was given.
 */
export function addCatalogOption(command: Command, { demo }: { readonly demo: "fallback" | "explicit" }): Command {
  command.option("--catalog <file>", "the catalog file (default: catalog.yaml in this folder)");
  command.addOption(new Option("--demo", "use the demo catalog that ships with boxproof").conflicts("catalog"));
  return command.setOptionValue("demoFallback", demo === "fallback");
}

/**
 * Loads the catalog that the options name. Throws ERR_CATALOG_MISSING when there is none, and what `loadCatalog` throws.
 */
export async function resolveCatalog(
  io: Io,
  options: CatalogOptions,
  reading: CatalogReading = {},
): Promise<ResolvedCatalog> {
  if (options.demo === true) return loadDemo(io, "Using the demo catalog of the made-up maker Brewline.");
  const file = resolve(io.cwd, options.catalog ?? "catalog.yaml");
  try {
    return { catalog: await loadCatalog(file, reading), file, isDemo: await isSameFile(file, demoCatalogFile()) };
  } catch (error) {
    const isMissing = error instanceof BoxproofError && error.code === "ERR_CATALOG_MISSING";
    if (!isMissing || options.catalog !== undefined || options.demoFallback !== true) throw error;
    return loadDemo(io, "No catalog.yaml in this folder: using the demo catalog of the made-up maker Brewline.");
  }
}

async function loadDemo(io: Io, sentence: string): Promise<ResolvedCatalog> {
  const file = demoCatalogFile();
  const catalog = await loadCatalog(file);
  io.err(`${sentence}\n`);
  return { catalog, file, isDemo: true };
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [realA, realB] = await Promise.all([realpath(a), realpath(b)].map((path) => path.catch(() => undefined)));
  return realA !== undefined && realA === realB;
}
