import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { BoxproofError } from "../core/index.ts";

const bytesMax = 4_096;

/** Environment variables by name, as in `process.env`. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variable that names the secret's file: `main-eu` gives `BOXPROOF_LWA_SECRET_FILE_MAIN_EU`. */
export function secretVariable(securityProfileName: string): string {
  return `BOXPROOF_LWA_SECRET_FILE_${securityProfileName.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
}

/**
 * The Login with Amazon client secret of a security profile, from the file that the environment names. One trailing line
 * break is not part of it. Throws ERR_SECRET_MISSING when no file is named, ERR_SECRET_FILE when the file cannot be opened,
 * may be read by others, is larger than 4 KiB, or is not one line of text. No error carries any of its content.
 */
export async function readSecret(env: Environment, securityProfileName: string): Promise<string> {
  const variable = secretVariable(securityProfileName);
  const file = env[variable];
  if (file === undefined || file === "") {
    throw new BoxproofError(
      "ERR_SECRET_MISSING",
      `${variable} is not set, so the client secret of "${securityProfileName}" is unknown.`,
      {
        remedy: `Write the secret to a file that only you can read (chmod 600) and set ${variable} to its path.`,
        details: { variable },
      },
    );
  }
  const handle = await openSecret(file);
  try {
    await checkMode(handle, file);
    return secretOf(await readBytes(handle, file), file);
  } finally {
    await handle.close();
  }
}

async function openSecret(file: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK opening a named pipe would wait for a writer for ever.
    return await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw secretError(file, "cannot be opened", { remedy: "Check the path and that you may read it.", cause });
  }
}

async function checkMode(handle: FileHandle, file: string): Promise<void> {
  const { mode, isFile } = await handle.stat().then((stat) => ({ mode: stat.mode, isFile: stat.isFile() }));
  if (!isFile) throw secretError(file, "is not a regular file", { remedy: "Name a file that holds the secret." });
  // Windows has no such bits; its files report 0666.
  if (process.platform === "win32" || (mode & 0o077) === 0) return;
  const found = (mode & 0o777).toString(8).padStart(4, "0");
  throw secretError(file, `has mode ${found}, so others may read it; expected 0600`, {
    remedy: `Run: chmod 600 ${file}`,
  });
}

async function readBytes(handle: FileHandle, file: string): Promise<Uint8Array> {
  const { bytesRead, buffer } = await handle.read(new Uint8Array(bytesMax + 1), 0, bytesMax + 1, 0);
  if (bytesRead <= bytesMax) return buffer.subarray(0, bytesRead);
  throw secretError(file, `is larger than ${bytesMax} bytes`, {
    remedy: "A client secret is one short line: check the file.",
  });
}

function secretOf(bytes: Uint8Array, file: string): string {
  const secret = decodeUtf8(bytes)?.replace(/\r?\n$/, "");
  const remedy = "Write the client secret alone into the file, as one line.";
  if (secret === undefined) throw secretError(file, "is not UTF-8 text", { remedy });
  if (secret === "") throw secretError(file, "is empty", { remedy });
  if (/\p{Cc}/u.test(secret)) throw secretError(file, "has more than one line, or control characters", { remedy });
  return secret;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function secretError(
  file: string,
  what: string,
  context: { readonly remedy: string; readonly cause?: unknown },
): BoxproofError {
  return new BoxproofError("ERR_SECRET_FILE", `The secret file ${file} ${what}.`, { ...context, details: { file } });
}
