import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { Manifest } from "./manifest.ts";

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** The manifest with its hash, over the canonical JSON of everything else in it. */
export function withHash(fields: Omit<Manifest, "sha256">): Manifest {
  return { ...fields, sha256: sha256Of(canonicalJson(fields)) };
}

/** The hash that a manifest's content has, whatever its `sha256` says. */
export function contentHash({ sha256, ...fields }: Manifest): string {
  return sha256Of(canonicalJson(fields));
}

/** The file that is kept and signed: canonical JSON (RFC 8785) and nothing else, not even a line feed. */
export function manifestJson(manifest: Manifest): string {
  return canonicalJson(manifest);
}
