import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outsideEnvironment } from "../tools/outside-environment.ts";
import { repository } from "../tools/project-files.ts";
import { type ProcessEnd, runProcess } from "../tools/run-process.ts";

/** A file of the packed package, as `npm pack` lists it. */
export interface PackedFile {
  /** Path within the package, with forward slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** What a package.json promises to those who install it. */
export interface PackageJson {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
}

/** boxproof, packed and installed in a folder that knows nothing of the repository. */
export interface InstalledPackage {
  /** The folder of the project that installed it. */
  readonly folder: string;
  /** Where the package itself lies. */
  readonly root: string;
  readonly files: readonly PackedFile[];
  readonly manifest: PackageJson;
  /** Runs a program in the folder, with this Node first on PATH. */
  run(file: string, args: readonly string[]): Promise<ProcessEnd>;
  remove(): void;
}

/** The package.json of this repository. */
export function readManifest(folder: string = repository): PackageJson {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;
}

/**
 * Packs the built package and installs it elsewhere, with its runtime packages only and without any install script.
 * Throws with npm's own words when that fails. `npm run build` must have run.
 */
export async function installPackage(): Promise<InstalledPackage> {
  const top = mkdtempSync(join(tmpdir(), "boxproof-package-"));
  const folder = join(top, "consumer");
  mkdirSync(folder);
  const env = outsideEnvironment();
  const run = (file: string, args: readonly string[], cwd = folder) =>
    runProcess(file, args, { cwd, timeoutMs: 240_000, env });
  const packed = must(await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", top], repository));
  const [tarball] = JSON.parse(packed.out) as readonly { filename: string; files: readonly PackedFile[] }[];
  if (tarball === undefined) throw new Error(`npm pack listed no package: ${packed.out}`);
  writeFileSync(join(folder, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  const flags = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  must(await run("npm", ["install", ...flags, join(top, tarball.filename)]));
  const root = join(folder, "node_modules/boxproof");
  return {
    folder,
    root,
    files: tarball.files,
    manifest: readManifest(root),
    run,
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}

function must(end: ProcessEnd): ProcessEnd {
  if (end.status !== 0) throw new Error(`ended with ${end.status}:\n${end.out}${end.err}`);
  return end;
}
