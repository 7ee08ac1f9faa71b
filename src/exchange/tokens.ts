import { createHmac } from "node:crypto";
import { Confidential } from "./confidential.ts";

/** The tokens of one device and customer. Only `reveal()` gives a token; printing or serialising never does. */
export interface Tokens {
  readonly accessToken: Confidential;
  readonly refreshToken: Confidential;
  /** Seconds until the access token dies, counted from the answer. */
  readonly expiresInSeconds: number;
}

/** What may be told about a token. */
export interface TokenTrace {
  /** Length in bytes. */
  readonly length: number;
  /** True when it begins as Amazon's do: `Atza|` (README, fact P11), for refresh `Atzr|` (the document's example). */
  readonly hasPrefix: boolean;
  /** First 12 hex digits of an HMAC, so that two runs can be compared without keeping the token. */
  readonly fingerprint: string;
}

/** The shape of an answer with tokens. */
export interface TokenShape {
  readonly tokenType: string;
  readonly expiresInSeconds: number;
  readonly accessToken: TokenTrace;
  readonly refreshToken: TokenTrace;
}

/** The fields of a 200 that the protocol demands, after validation. */
export interface TokenFields {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: string;
  readonly expires_in: number;
}

/** The tokens of a valid answer, wrapped. */
export function tokensOf(fields: TokenFields): Tokens {
  return {
    accessToken: new Confidential(fields.access_token),
    refreshToken: new Confidential(fields.refresh_token),
    expiresInSeconds: fields.expires_in,
  };
}

/** What may be logged of a valid answer. The fingerprint's key comes from the client secret, so it is per profile. */
export function tokenShape(fields: TokenFields, clientSecret: string): TokenShape {
  const key = createHmac("sha256", clientSecret).update("boxproof token fingerprint v1").digest();
  const trace = (token: string, prefix: string): TokenTrace => ({
    length: Buffer.byteLength(token),
    hasPrefix: token.startsWith(prefix),
    fingerprint: createHmac("sha256", key).update(token).digest("hex").slice(0, 12),
  });
  return {
    tokenType: fields.token_type,
    expiresInSeconds: fields.expires_in,
    accessToken: trace(fields.access_token, "Atza|"),
    refreshToken: trace(fields.refresh_token, "Atzr|"),
  };
}
