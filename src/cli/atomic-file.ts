import { randomBytes } from "node:crypto";
import { constants, copyFile, link, lstat, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BoxproofError } from "../core/index.ts";

/**
 * Writes a file whole or not at all: beside its place under another name, to the disk, then renamed, so that nobody
 * ever sees half of it. Throws ERR_DISK.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  const draft = draftOf(path);
  try {
    await writeDurably(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw diskError(path, error);
  }
}

/**
 * Writes a folder of files whole or not at all. The folder may be there only when it is empty, so that no file of an
 * earlier run stays among the new ones. Throws ERR_FILE_EXISTS, ERR_DISK.
 */
export async function writeFolderAtomically(
  folder: string,
  files: Iterable<{ readonly name: string; readonly bytes: Uint8Array | string }>,
): Promise<void> {
  await refuseFilledFolder(folder);
  const draft = draftOf(folder);
  try {
    await mkdir(draft);
    for (const { name, bytes } of files) await writeDurably(join(draft, name), bytes);
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { force: true, recursive: true });
    throw error instanceof BoxproofError ? error : diskError(folder, error);
  }
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
    // Newest first, so that the folder is empty when its turn comes.
    for (const path of placed.reverse()) await rm(path, { force: true });
    if (made !== undefined) await rm(made, { force: true, recursive: true });
    throw error instanceof BoxproofError ? error : diskError(folder, error);
  }
}

/** A link fails where the name is taken meanwhile; a rename would take its place. */
async function placeNewFile(path: string, bytes: Uint8Array | string): Promise<void> {
  const draft = draftOf(path);
  try {
    await writeDurably(draft, bytes);
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") throw takenError([path]);
      // Some file systems know no links.
      return copyFile(draft, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(draft, { force: true });
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

async function refuseFilledFolder(folder: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw diskError(folder, error);
    names = [basename(folder)];
  }
  if (names.length === 0) return;
  throw new BoxproofError("ERR_FILE_EXISTS", `${folder} is there already and not an empty folder.`, {
    remedy: "Remove it, or name another with --out.",
    details: { folder },
  });
}

async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  await using handle = await open(path, "wx");
  await handle.writeFile(bytes);
  await handle.sync();
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
