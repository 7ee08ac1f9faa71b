import { randomBytes } from "node:crypto";
import { constants, copyFile, link, lstat, mkdir, open, readdir, realpath, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { BoxproofError } from "../core/index.ts";

/**
 * Writes a file whole or not at all: beside its place under another name, to the disk, then renamed, so that nobody
 * ever sees half of it. Throws ERR_DISK, or ERR_STOPPED, with nothing written, where `stop` is raised before that.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array | string, stop?: AbortSignal): Promise<void> {
  const draft = draftOf(path);
  try {
    await writeDurably(draft, bytes, stop);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error instanceof BoxproofError ? error : diskError(path, error);
  }
}

/** Says by the names in a folder and its subfolders (with `/`) whether it may be replaced as a whole. */
export type MayReplace = (names: readonly string[]) => boolean;

/**
 * Writes a folder of files, with subfolders where a name has a `/`, whole or not at all. A folder that is there and not
 * empty is taken the place of only when `mayReplace` says so, and then as a whole, so that no file of an earlier run
 * stays among the new ones. Throws ERR_FILE_EXISTS, ERR_DISK.
 */
export async function writeFolderAtomically(
  named: string,
  files: Iterable<{ readonly name: string; readonly bytes: Uint8Array | string }>,
  mayReplace: MayReplace = () => false,
): Promise<void> {
  // A link stays a link: what it leads to is replaced.
  const folder = await realpath(named).catch(() => named);
  await refuseFilledFolder(folder, mayReplace);
  const draft = draftOf(folder);
  try {
    await mkdir(draft);
    for (const { name, bytes } of files) {
      const path = join(draft, name);
      await mkdir(dirname(path), { recursive: true });
      await writeDurably(path, bytes);
    }
    await takePlace(draft, folder);
  } catch (error) {
    await rm(draft, { force: true, recursive: true }).catch(() => undefined);
    throw error instanceof BoxproofError ? error : diskError(folder, error);
  }
}

/** No folder can be renamed over a filled one: the old one steps aside first, and comes back when that fails. */
async function takePlace(draft: string, folder: string): Promise<void> {
  const aside = draftOf(folder);
  const stepped = await rename(folder, aside).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
  try {
    await rename(draft, folder);
  } catch (error) {
    if (stepped) await rename(aside, folder);
    throw error;
  }
  if (stepped) await rm(aside, { force: true, recursive: true });
}

/**
 * Writes several new files into a folder, all of them or none; makes the folder when it is not there, and never takes
 * the place of a file. Throws ERR_FILE_EXISTS with the names that are taken, ERR_DISK.
 */
export async function writeNewFiles(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[],
): Promise<void> {
  const paths = files.map(({ name }) => join(folder, name));
  const taken = await takenPaths(paths);
  if (taken.length > 0) throw takenError(taken);
  const placed: string[] = [];
  let made: string | undefined;
  try {
    made = await mkdir(folder, { recursive: true });
    for (const { name, bytes } of files) {
      await placeNewFile(join(folder, name), bytes);
      placed.push(join(folder, name));
    }
  } catch (error) {
    for (const path of placed) await rm(path, { force: true });
    if (made !== undefined) await removeEmptyFolders(folder, made);
    throw error instanceof BoxproofError ? error : diskError(folder, error);
  }
}

/**
 * Throws ERR_FILE_EXISTS when something is at the path, before work is begun whose result could then not be kept; with
 * `mayReplace` only for what is no file, as a folder. `--replace` is the option that the remedy names.
 */
export async function refuseExistingFile(
  path: string,
  { mayReplace = false }: { readonly mayReplace?: boolean } = {},
): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw diskError(path, error);
  });
  if (found === undefined) return;
  if (mayReplace && !found.isDirectory()) return;
  const isFolder = found.isDirectory();
  const sentence = `${path} is there already${isFolder ? " and is a folder" : ""}; nothing was written.`;
  throw new BoxproofError("ERR_FILE_EXISTS", sentence, {
    remedy: isFolder ? "Name another file." : "Name another file, or add --replace if what it holds is not needed.",
    details: { path },
  });
}

/**
 * Writes a new file whole or not at all, and never takes the place of one. Throws ERR_FILE_EXISTS, ERR_DISK, or
 * ERR_STOPPED, with nothing written, where `stop` is raised before that.
 */
export async function writeNewFile(path: string, bytes: Uint8Array | string, stop?: AbortSignal): Promise<void> {
  await refuseExistingFile(path);
  try {
    await placeNewFile(path, bytes, stop);
  } catch (error) {
    throw error instanceof BoxproofError ? error : diskError(path, error);
  }
}

/** Removes a folder and its parents up to `top`; one that somebody else has put something into stays. */
async function removeEmptyFolders(folder: string, top: string): Promise<void> {
  for (let path = resolve(folder); path.startsWith(resolve(top)); path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return;
    }
  }
}

/** A link fails where the name is taken meanwhile; a rename would take its place. */
async function placeNewFile(path: string, bytes: Uint8Array | string, stop?: AbortSignal): Promise<void> {
  const draft = draftOf(path);
  try {
    await writeDurably(draft, bytes, stop);
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") throw takenError([path]);
      // Some file systems know no links.
      return copyFile(draft, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function takenPaths(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      lstat(path).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return found.flat();
}

function takenError(paths: readonly string[]): BoxproofError {
  const names = paths.map((path) => basename(path)).join(", ");
  const sentence = `${dirname(paths[0] ?? "")} has ${names} already; nothing was written.`;
  return new BoxproofError("ERR_FILE_EXISTS", sentence, {
    remedy: "Name another folder, or move what is there.",
    details: { paths },
  });
}

/** Throws ERR_FILE_EXISTS when something is at the path that is neither an empty folder nor one that may be replaced. */
export async function refuseFilledFolder(folder: string, mayReplace: MayReplace = () => false): Promise<void> {
  const found = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    if (error.code !== "ENOTDIR") throw diskError(folder, error);
    return [basename(folder)];
  });
  const names = found.map((name) => name.replaceAll(sep, "/"));
  if (names.length === 0 || mayReplace(names)) return;
  throw new BoxproofError("ERR_FILE_EXISTS", `${folder} is there already and holds other files, e.g. ${names[0]}.`, {
    remedy: "Remove it, or name another with --out.",
    details: { folder, found: names.slice(0, 5) },
  });
}

async function writeDurably(path: string, bytes: Uint8Array | string, stop?: AbortSignal): Promise<void> {
  refuseStopped(stop);
  await using handle = await open(path, "wx");
  try {
    await handle.writeFile(bytes, stop === undefined ? {} : { signal: stop });
  } catch (error) {
    refuseStopped(stop);
    throw error;
  }
  await handle.sync();
  refuseStopped(stop);
}

/** Throws ERR_STOPPED where the user has asked to stop. */
export function refuseStopped(stop: AbortSignal | undefined): void {
  if (stop?.aborted !== true) return;
  throw new BoxproofError("ERR_STOPPED", "Stopped; nothing was written.");
}

function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
}

function diskError(path: string, error: unknown): BoxproofError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new BoxproofError("ERR_DISK", `${path} cannot be written (${code}).`, {
    remedy: "See whether its folder is there, may be written to and has room.",
    details: { path, code },
    cause: error,
  });
}
