import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { BoxproofError, grouped } from "../core/index.ts";

/** Longest time that a pipe's writer may take, in milliseconds. */
const pipeWaitMs = 10_000;
const pipePauseMs = 20;

/**
 * A file's bytes, at most `byteCountMax`; it never holds more than one byte beyond that in memory, pipes included.
 * Throws ERR_FILE_TOO_LARGE, ERR_FILE_READ (also for a folder, a device, and a pipe that nobody writes to in 10 s), or the
 * given code when there is no such file.
 */
export async function readBoundedFile(
  file: string,
  { byteCountMax, missing }: { readonly byteCountMax: number; readonly missing: () => BoxproofError },
): Promise<Uint8Array> {
  try {
    // Without O_NONBLOCK, opening a pipe waits for a writer, and nothing could interrupt it.
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const kind = await handle.stat();
    if (!kind.isFile() && !kind.isFIFO()) throw notAFile(file, kind.isDirectory() ? "a folder" : "a device");
    const bytes = await readAtMost(handle, byteCountMax);
    if (bytes !== undefined && (bytes.length > 0 || kind.isFile())) return bytes;
    if (bytes !== undefined) throw notAFile(file, "a pipe that nobody writes to");
  } catch (error) {
    if (error instanceof BoxproofError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") throw missing();
    throw new BoxproofError("ERR_FILE_READ", `${file} cannot be read (${code ?? String(error)}).`, {
      remedy: "See whether this user may read it, and whether it leads to a file.",
      cause: error,
    });
  }
  throw new BoxproofError("ERR_FILE_TOO_LARGE", `${file} has more than ${grouped(byteCountMax)} bytes.`, {
    remedy: "Check the path: nothing of this kind needs to be so large.",
    details: { file, byteCountMax },
  });
}

/** All bytes up to the end; undefined when there are more than the limit. */
async function readAtMost(handle: FileHandle, byteCountMax: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  const waitEnd = performance.now() + pipeWaitMs;
  let byteCount = 0;
  while (byteCount <= byteCountMax) {
    const buffer = new Uint8Array(Math.min(65_536, byteCountMax + 1 - byteCount));
    const bytesRead = await readSome(handle, buffer, waitEnd);
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(buffer.subarray(0, bytesRead));
    byteCount += bytesRead;
  }
  return undefined;
}

/** Waits while an open pipe is empty; rejects with EAGAIN when that takes too long. */
async function readSome(handle: FileHandle, buffer: Uint8Array, waitEnd: number): Promise<number> {
  for (;;) {
    try {
      return (await handle.read({ buffer })).bytesRead;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || performance.now() > waitEnd) throw error;
      await setTimeout(pipePauseMs);
    }
  }
}

function notAFile(file: string, what: string): BoxproofError {
  return new BoxproofError("ERR_FILE_READ", `${file} is ${what}; expected a file.`, {
    remedy: "Check the path.",
    details: { file },
  });
}
