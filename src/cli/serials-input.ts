import { resolve } from "node:path";
import { BoxproofError, grouped } from "../core/index.ts";
import { boundedBytes } from "./bounded-bytes.ts";
import type { Io } from "./io.ts";

/** 200,000 serials with a few columns stay below it. */
const byteCountMax = 16 * 1024 * 1024;

/**
 * The bytes of a serials file, or of standard input for `-`, with the name for messages. Throws ERR_FILE_READ (also for a
 * pipe that nobody writes to), ERR_FILE_TOO_LARGE.
 */
export async function readSerials(
  io: Io,
  name: string,
): Promise<{ readonly bytes: Uint8Array; readonly file: string }> {
  if (name === "-") return { bytes: await readStandardInput(io.stdin), file: "standard input" };
  const file = resolve(io.cwd, name);
  // Loaded only here: what reads catalogs is many modules, and boxproof pattern needs none of them for a regex.
  const { readBoundedFile } = await import("../config/index.ts");
  try {
    const bytes = await readBoundedFile(file, { byteCountMax, missing: () => unreadable(file, "ENOENT") });
    return { bytes, file };
  } catch (error) {
    // What to do about it is another thing than for a catalog.
    if (error instanceof BoxproofError && error.code === "ERR_FILE_TOO_LARGE") throw tooLarge(file);
    throw error;
  }
}

async function readStandardInput(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const bytes = await boundedBytes(stream, byteCountMax).catch((error: NodeJS.ErrnoException) => {
    throw unreadable("standard input", error.code ?? String(error), error);
  });
  if (bytes === undefined) throw tooLarge("standard input");
  return bytes;
}

function unreadable(file: string, code: string, cause?: unknown): BoxproofError {
  return new BoxproofError("ERR_FILE_READ", `${file} cannot be read (${code}).`, {
    remedy: "See whether the file is there and may be read.",
    cause,
  });
}

function tooLarge(file: string): BoxproofError {
  return new BoxproofError("ERR_FILE_TOO_LARGE", `${file} has more than ${grouped(byteCountMax)} bytes.`, {
    remedy: "Split it into several files.",
    details: { file, byteCountMax },
  });
}
