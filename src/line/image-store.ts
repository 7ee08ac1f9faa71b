import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { BoxproofError } from "../core/index.ts";
import { imageFormat, imageHeadLength } from "./image-format.ts";

/** Largest image that is taken, in bytes. */
export const imageBytesMax = 20 * 1024 * 1024;
/** Images that are received at the same time. */
const receivingMax = 8;
const partialEnding = ".part";

/** An image that has arrived whole; it is nowhere yet until `keep` is called. */
export interface ReceivedImage {
  readonly sha256: string;
  readonly mediaType: string;
  readonly byteCount: number;
  /** Puts it under its content address; resolves when it is on the disk. */
  keep(): Promise<void>;
  /** Forgets it, unless it was kept. */
  discard(): Promise<void>;
}

/** Images as files, each under the SHA-256 of its bytes. */
export interface ImageStore {
  /**
   * Takes an image in. Throws ERR_IMAGE_TOO_LARGE, ERR_IMAGE_FORMAT, ERR_OVERLOADED or ERR_DISK; then nothing is left
   * of it, and `bytes` may be half read.
   */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<ReceivedImage>;
}

/** The store in a folder that belongs to one service alone; removes what an ended service had received in part. */
export async function openImageStore(folder: string): Promise<ImageStore> {
  await onDisk(async () => {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    await Promise.all(names.filter((name) => name.endsWith(partialEnding)).map((name) => rm(join(folder, name))));
  });
  let receiving = 0;
  return {
    async receive(bytes) {
      if (receiving >= receivingMax) throw overloaded();
      receiving += 1;
      const partial = join(folder, `${randomUUID()}${partialEnding}`);
      try {
        return await receiveInto(partial, bytes, folder);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      } finally {
        receiving -= 1;
      }
    },
  };
}

async function receiveInto(partial: string, bytes: AsyncIterable<Uint8Array>, folder: string): Promise<ReceivedImage> {
  const file = await onDisk(() => open(partial, "wx"));
  const { sha256, byteCount, head } = await copyInto(file, bytes).finally(() => file.close());
  const format = imageFormat(head);
  if (format === undefined) throw notAnImage(byteCount);
  return {
    sha256,
    byteCount,
    mediaType: format.mediaType,
    keep: () =>
      onDisk(async () => {
        // 256 folders, so that none gets millions of files.
        const shard = join(folder, sha256.slice(0, 2));
        await mkdir(shard, { recursive: true });
        await rename(partial, join(shard, `${sha256}.${format.extension}`));
        await syncFolder(shard);
        await syncFolder(folder);
      }),
    discard: () => rm(partial, { force: true }),
  };
}

async function copyInto(file: FileHandle, bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  let byteCount = 0;
  let head = new Uint8Array();
  for await (const chunk of bytes) {
    byteCount += chunk.length;
    if (byteCount > imageBytesMax) throw imageTooLarge();
    if (head.length < imageHeadLength) head = Buffer.concat([head, chunk.subarray(0, imageHeadLength)]);
    hash.update(chunk);
    await onDisk(() => file.writeFile(chunk));
  }
  await onDisk(() => file.sync());
  return { sha256: hash.digest("hex"), byteCount, head };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new BoxproofError("ERR_DISK", `The image could not be written (${code}); nothing was stored.`, {
      remedy: "Free space on the ledger's disk, and let this user write beside the ledger; then send it again.",
      cause: error,
      details: { code },
    });
  }
}

/** The refusal of an image of more than `imageBytesMax` bytes. */
export function imageTooLarge(): BoxproofError {
  return new BoxproofError("ERR_IMAGE_TOO_LARGE", `An image has at most ${imageBytesMax} bytes; this one has more.`, {
    remedy: "Let the camera send JPEG, or a part of the picture.",
    details: { bytesMax: imageBytesMax },
  });
}

function notAnImage(byteCount: number): BoxproofError {
  return new BoxproofError(
    "ERR_IMAGE_FORMAT",
    `The ${byteCount} bytes do not begin like a PNG, JPEG, WebP, TIFF or BMP image.`,
    { remedy: "Send the image file itself as the body, not a form and not base64." },
  );
}

function overloaded(): BoxproofError {
  return new BoxproofError("ERR_OVERLOADED", `${receivingMax} images are being received already.`, {
    remedy: "Send the same image again after a second.",
  });
}
