import { type FileHandle, open, stat } from "node:fs/promises";
import { BoxproofError } from "../core/index.ts";
import { imageByteCountMax } from "./image-limits.ts";

/**
 * The bytes of an image file. Throws ERR_FILE_READ when there is no such file or it is none (a folder, a device, a
 * pipe), ERR_IMAGE_TOO_LARGE beyond 64 MiB; never reads more than that.
 */
export async function readImageFile(path: string): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    // Asked before it is opened: opening a named pipe would wait for a writer.
    if (!(await stat(path)).isFile()) throw notAFile(path);
    file = await open(path, "r");
    const { size } = await file.stat();
    if (size > imageByteCountMax) throw imageBytesTooLarge(size);
    return await readAtMost(file, imageByteCountMax);
  } catch (error) {
    if (error instanceof BoxproofError) throw error;
    throw new BoxproofError("ERR_FILE_READ", `Cannot read ${path}: ${reasonOf(error)}.`, {
      remedy: "Check the name and that you may read the file.",
      details: { path },
      cause: error,
    });
  } finally {
    await file?.close();
  }
}

/** All of a stream, e.g. standard input; throws ERR_IMAGE_TOO_LARGE beyond 64 MiB. */
export async function readImageStream(stream: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    byteCount += bytes.length;
    if (byteCount > imageByteCountMax) throw imageBytesTooLarge(byteCount);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The error for image bytes beyond the limit. */
export function imageBytesTooLarge(byteCount: number): BoxproofError {
  return new BoxproofError(
    "ERR_IMAGE_TOO_LARGE",
    `The image has at least ${byteCount} bytes; at most ${imageByteCountMax} are read.`,
    { remedy: "Save it as JPEG or PNG, or at a lower resolution.", details: { byteCount, limit: imageByteCountMax } },
  );
}

/** Reads to the end of the file or to the limit; the file may grow meanwhile. */
async function readAtMost(file: FileHandle, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  while (true) {
    const chunk = Buffer.allocUnsafe(1024 * 1024);
    const { bytesRead } = await file.read(chunk);
    if (bytesRead === 0) return Buffer.concat(chunks);
    byteCount += bytesRead;
    if (byteCount > limit) throw imageBytesTooLarge(byteCount);
    chunks.push(chunk.subarray(0, bytesRead));
  }
}

function notAFile(path: string): BoxproofError {
  return new BoxproofError("ERR_FILE_READ", `${path} is not a file.`, {
    remedy: "Give an image file, a folder of images, or - for standard input.",
    details: { path },
  });
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
