import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { BoxproofError } from "../core/index.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Manifest } from "./manifest.ts";

/** Largest key file, in bytes; an Ed25519 key has about 120. */
const keyBytesMax = 16_384;
/** An Ed25519 signature, in bytes. */
const signatureLength = 64;

/** A new key pair for signing: PKCS#8 and SPKI in PEM. */
export function createSigningKey(): { readonly privateKeyPem: string; readonly publicKeyPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }) as string,
  };
}

/**
 * The private key in a file. Throws ERR_SIGNING_KEY when the file cannot be opened, may be read by others, or holds no
 * Ed25519 key in PKCS#8 PEM without a passphrase. No error carries any of its content.
 */
export async function readSigningKey(file: string): Promise<KeyObject> {
  const pem = await readKeyFile(file);
  const key = parsed(() => createPrivateKey(pem));
  if (key?.asymmetricKeyType === "ed25519") return key;
  const what =
    key === undefined ? "holds no private key in PEM that opens without a passphrase" : "holds another kind of key";
  throw keyError(file, what, "Make one with boxproof manifest keygen --out KEYFILE.");
}

async function readKeyFile(file: string): Promise<string> {
  // Without O_NONBLOCK opening a named pipe would wait for a writer for ever.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause) => {
    throw keyError(file, "cannot be opened", "Check the path and that you may read it.", cause);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw keyError(file, "is not a regular file", "Name the file that holds the private key.");
    // Windows has no such bits; its files report 0666.
    if (process.platform !== "win32" && (stat.mode & 0o077) !== 0) {
      const mode = (stat.mode & 0o777).toString(8).padStart(4, "0");
      const what = `has mode ${mode}, so others on this machine may read it and sign in your name; expected 0600 or 0400`;
      throw keyError(file, what, `Run: chmod 600 ${file} - and make a new key if somebody may have read this one.`);
    }
    if (stat.size > keyBytesMax) throw keyError(file, `has more than ${keyBytesMax} bytes`, "A key is a few lines.");
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

/** The public key in a PEM text (SPKI). Throws ERR_SIGNING_KEY when it is none of Ed25519, or a private key. */
export function parsePublicKey(pem: string, file: string): KeyObject {
  if (pem.includes("PRIVATE KEY")) {
    throw keyError(file, "holds a private key", "Name the public key: the file that ends in .pub.");
  }
  const key = parsed(() => createPublicKey(pem));
  if (key?.asymmetricKeyType === "ed25519") return key;
  throw keyError(
    file,
    "holds no Ed25519 public key in PEM",
    "Name the file that boxproof manifest keygen wrote: KEYFILE.pub.",
  );
}

function parsed(parse: () => KeyObject): KeyObject | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** Names a public key: SHA-256 in hexadecimal over its SPKI DER. The same for the private key that belongs to it. */
export function keyFingerprint(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** The detached signature over the canonical JSON of a manifest: 64 bytes. */
export function signManifest(manifest: Manifest, privateKey: KeyObject): Uint8Array {
  return sign(null, Buffer.from(canonicalJson(manifest), "utf8"), privateKey);
}

/** True when the signature is over this manifest and by the owner of the key. */
export function isSignedBy(manifest: Manifest, signature: Uint8Array, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(canonicalJson(manifest), "utf8"), publicKey, signature);
}

/** The 64 bytes of a signature file, raw or in base64; undefined when it holds neither. */
export function signatureBytes(file: Uint8Array): Uint8Array | undefined {
  if (file.length === signatureLength) return file;
  const text = Buffer.from(file).toString("latin1").trim();
  if (!/^[A-Za-z0-9+/]{86}==$/.test(text)) return undefined;
  return Buffer.from(text, "base64");
}

function keyError(file: string, what: string, remedy: string, cause?: unknown): BoxproofError {
  return new BoxproofError("ERR_SIGNING_KEY", `The key file ${file} ${what}.`, { remedy, details: { file }, cause });
}
