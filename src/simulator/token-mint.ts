import { createHmac } from "node:crypto";

/** Makes every secret-looking text of Amazon's side from one seed: the same seed gives the same tokens. */
export interface TokenMint {
  /** An access token (`Atza|`, at least 350 characters: README, fact P11) for the n-th answer about a device. */
  accessToken(deviceModel: string, dsn: string, n: number): string;
  /** A refresh token (`Atzr|`) for the n-th exchange of a device. */
  refreshToken(deviceModel: string, dsn: string, n: number): string;
  /** A UUID for request and message ids; `n` counts. */
  uuid(purpose: string, n: number): string;
  /** Lower-case hexadecimal digits, at most 128. */
  hex(purpose: string, length: number): string;
}

/** A mint for one seed. */
export function createTokenMint(seed: string): TokenMint {
  const digest = (...parts: readonly (string | number)[]) =>
    createHmac("sha512", seed).update(parts.join("\0")).digest();
  const token = (prefix: string, start: string, parts: readonly (string | number)[]) =>
    `${prefix}|${start}${[0, 1, 2, 3, 4].map((block) => digest(prefix, ...parts, block).toString("base64url")).join("")}`;
  return {
    accessToken: (deviceModel, dsn, n) => token("Atza", "IwEB", [deviceModel, dsn, n]),
    refreshToken: (deviceModel, dsn, n) => token("Atzr", "IwEB", [deviceModel, dsn, n]),
    uuid: (purpose, n) => uuidOf(digest("uuid", purpose, n)),
    hex: (purpose, length) => digest("hex", purpose).toString("hex").slice(0, length),
  };
}

/** Version 4, variant 1, from 16 bytes (RFC 9562). */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  own.writeUInt8((own.readUInt8(6) & 0x0f) | 0x40, 6);
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = own.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
