import type { Malformed, MalformedReason } from "./request-body.ts";

/** What the token endpoint found, finer than what it says to the client. */
export type TokenReason =
  | "exchanged"
  | "refreshed"
  | "not-preregistered"
  | "model-not-onboarded"
  | "foreign-credentials"
  | "client-unknown"
  | "client-secret-wrong"
  | "grant-type"
  | "scope"
  | "scope-data"
  | "refresh-token"
  | "token-limit"
  | "internal"
  | MalformedReason;

/** What goes back to the client. */
export interface TokenAnswer {
  readonly status: number;
  readonly reason: TokenReason;
  readonly body: Readonly<Record<string, string | number>>;
}

/** Seconds for which an access token is valid (README, fact P10). */
const accessTokenSeconds = 3_600;

/** The documented 200 (README, fact P10). */
export function tokensAnswer(
  reason: "exchanged" | "refreshed",
  tokens: { readonly accessToken: string; readonly refreshToken: string },
): TokenAnswer {
  const body = {
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    token_type: "bearer",
    expires_in: accessTokenSeconds,
  };
  return { status: 200, reason, body };
}

/**
 * One of the three documented conditions. Only the status is documented, so the three share one body and no client
 * can come to tell them apart by it (README, fact P12).
 */
export function conditionAnswer(
  reason: "not-preregistered" | "model-not-onboarded" | "foreign-credentials",
): TokenAnswer {
  return errorAnswer(400, reason, {
    error: "invalid_grant",
    description: "The request has an invalid grant parameter : scope_data",
  });
}

/** The 401 as seen in public code (README, fact P18); unknown client and wrong secret look alike. */
export function clientAnswer(reason: "client-unknown" | "client-secret-wrong"): TokenAnswer {
  return errorAnswer(401, reason, { error: "invalid_client", description: "Client authentication failed" });
}

/** The refusal of a refresh token: RFC 6749, 5.2, in the words that are seen in public code. */
export function refreshTokenAnswer(): TokenAnswer {
  return errorAnswer(400, "refresh-token", {
    error: "invalid_grant",
    description: "The request has an invalid grant parameter : refresh_token",
  });
}

/** A request that is no OAuth request. Its text, like those of the next three, is not known from Amazon. */
export function malformedAnswer({ status, reason, parameter }: Malformed): TokenAnswer {
  const description =
    parameter === undefined ? "The request is malformed" : `The request is missing a required parameter : ${parameter}`;
  return errorAnswer(status, reason, { error: "invalid_request", description });
}

/** A grant that the endpoint does not know (RFC 6749, 5.2). */
export function grantTypeAnswer(): TokenAnswer {
  const description = "The authorization grant type is not supported by the authorization server";
  return errorAnswer(400, "grant-type", { error: "unsupported_grant_type", description });
}

/** A scope other than dash:replenish (RFC 6749, 5.2). */
export function scopeAnswer(): TokenAnswer {
  const description = "The request has an invalid parameter : scope";
  return errorAnswer(400, "scope", { error: "invalid_scope", description });
}

/** A scope_data that names no device. */
export function scopeDataAnswer(): TokenAnswer {
  const description = "The request has an invalid parameter : scope_data";
  return errorAnswer(400, "scope-data", { error: "invalid_request", description });
}

/** The simulator itself is full: said loudly, since Amazon has no such limit. */
export function tokenLimitAnswer(): TokenAnswer {
  return errorAnswer(503, "token-limit", { error: "ServerError", description: "Service unavailable" });
}

/** A defect of the simulator. */
export function internalAnswer(): TokenAnswer {
  return errorAnswer(500, "internal", { error: "ServerError", description: "Internal server error" });
}

/** A refusal in the form of Login with Amazon: `error_description` before `error`, as seen in public code. */
function errorAnswer(
  status: number,
  reason: TokenReason,
  error: { readonly error: string; readonly description: string },
): TokenAnswer {
  return { status, reason, body: { error_description: error.description, error: error.error } };
}
