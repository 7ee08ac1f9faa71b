import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BoxproofError } from "../core/index.ts";
import { readImageFile, readImageStream } from "../reader/index.ts";
import type { Io } from "./io.ts";

/** One image that a command line names, not yet read. */
export interface ImageInput {
  /** As the user wrote it; for a file of a folder the folder as written and the name. */
  readonly file: string;
  /** The bytes; throws ERR_FILE_READ or ERR_IMAGE_TOO_LARGE. */
  load(): Promise<Uint8Array>;
}

/** Most images of one command line, folders included. */
const imageCountMax = 10_000;

const imageEnding = /\.(jpe?g|png|webp|tiff?)$/i;

/**
 * The images that arguments name: files, folders (their image files, sorted, not those of folders inside) and `-` for
 * standard input. A file that is not there is found out when it is loaded. Throws ERR_USAGE for more than 10,000 images
 * or a second `-`.
 */
export async function imageInputs(io: Io, args: readonly string[]): Promise<readonly ImageInput[]> {
  if (args.filter((arg) => arg === "-").length > 1) {
    throw new BoxproofError("ERR_USAGE", "Standard input was named twice; it holds one image.", {
      remedy: "Name - once.",
    });
  }
  const inputs: ImageInput[] = [];
  for (const arg of args) inputs.push(...(await inputsOf(io, arg)));
  if (inputs.length <= imageCountMax) return inputs;
  throw new BoxproofError("ERR_USAGE", `${inputs.length} images were named; one call takes at most ${imageCountMax}.`, {
    remedy: "Split them into several calls.",
  });
}

async function inputsOf(io: Io, arg: string): Promise<readonly ImageInput[]> {
  if (arg === "-") return [{ file: arg, load: () => readImageStream(io.stdin) }];
  const path = resolve(io.cwd, arg);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? folderInputs(arg, path) : [{ file: arg, load: () => readImageFile(path) }];
}

async function folderInputs(folder: string, path: string): Promise<readonly ImageInput[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && imageEnding.test(entry.name))
      .map(({ name }) => name);
    if (names.length > 0) {
      return names.sort().map((name) => ({ file: join(folder, name), load: () => readImageFile(join(path, name)) }));
    }
    return [unreadable(folder, `The folder ${folder} has no JPEG, PNG, WebP or TIFF file in it.`)];
  } catch (error) {
    return [unreadable(folder, `Cannot read the folder ${folder}: ${(error as Error).message}.`)];
  }
}

/** A folder that yields nothing is one line with an error, like a file that cannot be read. */
function unreadable(file: string, message: string): ImageInput {
  const error = new BoxproofError("ERR_FILE_READ", message, { remedy: "Name a folder that holds images, or files." });
  return { file, load: () => Promise.reject(error) };
}
