import { access } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { readBoundedFile } from "../../config/index.ts";
import { BoxproofError, isError } from "../../core/index.ts";
import {
  lastSent,
  type Manifest,
  type ManifestFile,
  readManifest,
  readSent,
  type SentPlace,
  type SentRecord,
  verifyManifest,
} from "../../manifest/index.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";
import type { Io } from "../io.ts";

/** Largest manifest file: 2,000 models in ten marketplaces with all their examples. */
const byteCountMax = 256 * 1024 * 1024;

/** Reads a manifest that a command line names. Throws ERR_FILE_READ, ERR_FILE_TOO_LARGE, ERR_MANIFEST_FILE. */
export async function readManifestFile(io: Io, file: string): Promise<ManifestFile> {
  return readManifest(await readNamedFile(io, file, byteCountMax), file);
}

/**
 * A manifest that a command line names and that holds by itself: hash, form, owners, regexes. Throws as
 * `readManifestFile`, and ERR_MANIFEST_FILE for one that does not hold, with what did not happen for it behind the remedy.
 */
export async function readSoundManifest(io: Io, file: string, consequence = ""): Promise<Manifest> {
  const read = await readManifestFile(io, file);
  const { ok, findings } = verifyManifest({ file: read });
  if (ok) return read.manifest;
  throw new BoxproofError("ERR_MANIFEST_FILE", `${file} does not hold: ${findings.find(isError)?.message ?? ""}`, {
    remedy: `See boxproof manifest verify ${file}. ${consequence}`.trim(),
  });
}

/** True when something stands at a path. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The bytes of a file that a command line names. Throws ERR_FILE_READ, ERR_FILE_TOO_LARGE. */
export function readNamedFile(io: Io, file: string, byteMax: number): Promise<Uint8Array> {
  const missing = () =>
    new BoxproofError("ERR_FILE_READ", `There is no file ${file}.`, { remedy: "Check the path.", details: { file } });
  return readBoundedFile(resolve(io.cwd, file), { byteCountMax: byteMax, missing });
}

/** Where it is recorded what was sent: beside the catalog; of the demo catalog in this folder, never in the package. */
export function sentPlace(io: Io, { file, isDemo }: ResolvedCatalog): SentPlace {
  return isDemo ? { folder: io.cwd, name: "boxproof-demo" } : { folder: dirname(file), name: "boxproof" };
}

/** The manifest that was sent last, or undefined; what is wrong with the records goes to standard error. */
export async function readLastSent(
  io: Io,
  place: SentPlace,
): Promise<{ readonly record: SentRecord; readonly manifest: Manifest } | undefined> {
  const sent = await readSent(place);
  for (const note of sent.notes) io.err(`${note}\n`);
  return lastSent(place, sent);
}
