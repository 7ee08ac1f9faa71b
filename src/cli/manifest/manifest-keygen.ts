import { constants } from "node:fs";
import { open, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { BoxproofError } from "../../core/index.ts";
import { createSigningKey, keyFingerprint, parsePublicKey } from "../../manifest/index.ts";
import type { ExitStatus, Io } from "../io.ts";

/** Options of `boxproof manifest keygen`. */
export interface KeygenOptions {
  readonly out: string;
  readonly json?: boolean;
}

/** Writes a new private key that only its owner can read, and its public key beside it; never over a file. */
export async function writeSigningKey(io: Io, { out, json }: KeygenOptions): Promise<ExitStatus> {
  const { privateKeyPem, publicKeyPem } = createSigningKey();
  const [privateFile, publicFile] = [resolve(io.cwd, out), resolve(io.cwd, `${out}.pub`)];
  await writeNew(publicFile, publicKeyPem, 0o644);
  try {
    await writeNew(privateFile, privateKeyPem, 0o600);
  } catch (error) {
    await rm(publicFile, { force: true });
    throw error;
  }
  const key = keyFingerprint(parsePublicKey(publicKeyPem, publicFile));
  io.out(
    json === true ? `${JSON.stringify({ privateKey: privateFile, publicKey: publicFile, key })}\n` : words(out, key),
  );
  return 0;
}

function words(out: string, key: string): string {
  return `Wrote ${out} (keep it to yourself: who has it signs in your name) and ${out}.pub (give this to Amazon).
key ${key}
Sign with: boxproof manifest export --out manifest.json --sign-with ${out}
`;
}

async function writeNew(file: string, text: string, mode: number): Promise<void> {
  try {
    await using handle = await open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
    // The mode of a new file is cut by the umask only; nobody else could ever read the key.
    await handle.writeFile(text);
    await handle.sync();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    if (code === "EEXIST") {
      throw new BoxproofError("ERR_FILE_EXISTS", `${file} is there already; nothing was written.`, {
        remedy: "Name another file with --out. A key that is in use must not be replaced.",
        details: { file },
      });
    }
    throw new BoxproofError("ERR_DISK", `${file} cannot be written (${code}).`, {
      remedy: "See whether its folder is there, may be written to and has room.",
      details: { file, code },
      cause,
    });
  }
}
