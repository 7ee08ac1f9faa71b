import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { BoxproofError } from "../core/index.ts";
import type { Io } from "./io.ts";

/** 10,000 serials with a dozen columns stay far below it. */
const byteCountMax = 16 * 1024 * 1024;

/**
 * The text of a serials file, or of standard input for `-`, with the name for messages. Throws ERR_FILE_READ,
 * ERR_FILE_TOO_LARGE, ERR_SERIALS_FILE (not CSV, not UTF-8).
 */
export async function readSerials(io: Io, name: string): Promise<{ readonly text: string; readonly file: string }> {
  if (/\.(xlsx|xls|ods)$/i.test(name)) {
    throw new BoxproofError("ERR_SERIALS_FILE", `${name}: serials from spreadsheets are planned but not built yet.`, {
      remedy: "Save it as CSV (UTF-8) and give that.",
    });
  }
  const isStandardInput = name === "-";
  const file = isStandardInput ? "standard input" : resolve(io.cwd, name);
  const bytes = await readBounded(isStandardInput ? io.stdin : createReadStream(file), file);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), file };
  } catch {
    throw new BoxproofError("ERR_SERIALS_FILE", `${file} is not text in UTF-8.`, {
      remedy: "Save it as CSV in UTF-8.",
      details: { file },
    });
  }
}

async function readBounded(stream: NodeJS.ReadableStream, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      chunks.push(bytes);
      byteCount += bytes.length;
      if (byteCount > byteCountMax) break;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new BoxproofError("ERR_FILE_READ", `${file} cannot be read (${code}).`, {
      remedy: "See whether the file is there and may be read.",
      cause: error,
    });
  }
  if (byteCount <= byteCountMax) return Buffer.concat(chunks);
  throw new BoxproofError("ERR_FILE_TOO_LARGE", `${file} has more than ${byteCountMax} bytes.`, {
    remedy: "Split it into several press runs.",
    details: { file, byteCountMax },
  });
}
