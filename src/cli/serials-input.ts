import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { BoxproofError } from "../core/index.ts";
import { boundedBytes } from "./bounded-bytes.ts";
import type { Io } from "./io.ts";

/** 200,000 serials with a few columns stay below it. */
const byteCountMax = 16 * 1024 * 1024;

/**
 * The bytes of a serials file, or of standard input for `-`, with the name for messages. Throws ERR_FILE_READ,
 * ERR_FILE_TOO_LARGE.
 */
export async function readSerials(
  io: Io,
  name: string,
): Promise<{ readonly bytes: Uint8Array; readonly file: string }> {
  const isStandardInput = name === "-";
  const file = isStandardInput ? "standard input" : resolve(io.cwd, name);
  return { bytes: await readBounded(isStandardInput ? io.stdin : createReadStream(file), file), file };
}

async function readBounded(stream: NodeJS.ReadableStream, file: string): Promise<Uint8Array> {
  const bytes = await boundedBytes(stream, byteCountMax).catch((error: NodeJS.ErrnoException) => {
    throw new BoxproofError("ERR_FILE_READ", `${file} cannot be read (${error.code ?? String(error)}).`, {
      remedy: "See whether the file is there and may be read.",
      cause: error,
    });
  });
  if (bytes !== undefined) return bytes;
  throw new BoxproofError("ERR_FILE_TOO_LARGE", `${file} has more than ${byteCountMax} bytes.`, {
    remedy: "Split it into several files.",
    details: { file, byteCountMax },
  });
}
