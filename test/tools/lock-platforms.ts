// `npm run lock`: completes package-lock.json with the builds for other platforms.
//
// Where a package source lacks the builds for other platforms, `npm install` leaves them out of the lock file, and
// `npm ci` then refuses the lock everywhere. The names and exact versions stand in `optionalDependencies` of the package
// that chooses between them, and the platform stands in the name, so the entries can be written from what is there.
// They carry no integrity hash: only machines of that platform fetch them.
import { readFileSync, writeFileSync } from "node:fs";

/** One entry of `packages` in package-lock.json, as far as it matters here. */
export interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly cpu?: readonly string[];
  readonly os?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** package-lock.json, as far as it matters here. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];

/** The entries that the lock lacks, by their path in it; throws for an optional package that names no platform. */
export function missingPlatformEntries(lock: Lock): Readonly<Record<string, LockEntry>> {
  const missing: Record<string, LockEntry> = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(lock, path, name)) continue;
      const dev = entry.dev === true ? { dev: true } : {};
      missing[`node_modules/${name}`] = { version, ...dev, optional: true, ...platformOf(name) };
    }
  }
  return missing;
}

/** True when Node's resolution from `path` finds `name` in the lock. */
function isLocked(lock: Lock, path: string, name: string): boolean {
  const folders = path.split("/node_modules/");
  for (let depth = folders.length; depth > 0; depth -= 1) {
    if (`${folders.slice(0, depth).join("/node_modules/")}/node_modules/${name}` in lock.packages) return true;
  }
  return `node_modules/${name}` in lock.packages;
}

function platformOf(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> {
  const words = name.split(/[/-]/);
  const at = words.findIndex((word) => systems.includes(word));
  const [os, cpu, abi] = words.slice(at);
  if (at === -1 || os === undefined || cpu === undefined) {
    throw new Error(`${name} is optional and missing, but its name tells no platform: run npm install again`);
  }
  if (os !== "linux") return { os: [os], cpu: [cpu] };
  return { os: [os], cpu: [cpu], libc: [abi?.startsWith("musl") ? "musl" : "glibc"] };
}

if (import.meta.main) {
  const file = new URL("../../package-lock.json", import.meta.url);
  const lock = JSON.parse(readFileSync(file, "utf8")) as Lock;
  const missing = missingPlatformEntries(lock);
  const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`);
  console.log(`package-lock.json: ${Object.keys(missing).length} builds for other platforms added`);
}
