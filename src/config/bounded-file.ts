import { open } from "node:fs/promises";
import { BoxproofError } from "../core/index.ts";

/**
 * A file's bytes, at most `byteCountMax`; it never holds more than one byte beyond that in memory, pipes included.
 * Throws ERR_FILE_TOO_LARGE, ERR_FILE_READ, or the given code when there is no such file.
 */
export async function readBoundedFile(
  file: string,
  { byteCountMax, missing }: { readonly byteCountMax: number; readonly missing: () => BoxproofError },
): Promise<Uint8Array> {
  try {
    await using handle = await open(file, "r");
    const chunks: Uint8Array[] = [];
    let byteCount = 0;
    while (byteCount <= byteCountMax) {
      const { bytesRead, buffer } = await handle.read({
        buffer: new Uint8Array(Math.min(65_536, byteCountMax + 1 - byteCount)),
      });
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(buffer.subarray(0, bytesRead));
      byteCount += bytesRead;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") throw missing();
    throw new BoxproofError("ERR_FILE_READ", `${file} cannot be read (${code ?? String(error)}).`, { cause: error });
  }
  throw new BoxproofError("ERR_FILE_TOO_LARGE", `${file} has more than ${byteCountMax} bytes.`, {
    details: { file, byteCountMax },
  });
}
