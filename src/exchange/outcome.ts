import type { Finding } from "../core/index.ts";
import type { TokenShape } from "./tokens.ts";

/** How the body of a token request is written; Amazon's document shows both (README, fact P5). */
export type BodyEncoding = "json" | "form";

/** The three refusals that Amazon documents, each of them a 400 whose body is not public (README, fact P12). */
export type Rejection = "not_preregistered" | "model_not_onboarded" | "foreign_credentials";

/** Why no usable answer came from the network. */
export type NetworkFailure =
  | "connection-refused"
  | "name-not-found"
  | "tls"
  | "connection-lost"
  | "connect-timeout"
  | "deadline"
  | "not-http"
  | "network";

/** Why an answer cannot be what the protocol allows. */
export type Violation = "redirect" | "body-too-large" | "not-utf8" | "not-json" | "token-fields" | "status-unexpected";

/** Why a 400 could not be told apart. */
export type Unclassified = "no-calibration" | "fingerprint-unknown" | "fingerprint-ambiguous" | "oauth-configuration";

/** Why nothing was sent. */
export type Refusal =
  | "dsn"
  | "device-model"
  | "model-unknown"
  | "pattern-mismatch"
  | "live-not-allowed"
  | "not-a-test-purchase"
  | "batch-stopped";

/** One try of a request. */
export interface Attempt {
  /** Status of the answer; absent when none came. */
  readonly status?: number;
  readonly failure?: NetworkFailure;
  /** The system's own name for the failure, e.g. `ECONNREFUSED`. */
  readonly failureCode?: string;
  /** How long the client waited after it before the next try. */
  readonly waitedMs?: number;
}

/** What was seen of an exchange, fit for a log: no token, no secret, nobody's text longer than a few lines. */
export interface Evidence {
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly history: readonly Attempt[];
  readonly status?: number;
  /** `error` of the answer's JSON body, redacted. */
  readonly error?: string;
  /** `error_description` of the answer's JSON body, redacted. */
  readonly errorDescription?: string;
  /** Amazon's request id, to be quoted to its support. */
  readonly requestId?: string;
  readonly contentType?: string;
  /** The beginning of an error body that is not OAuth's JSON, redacted. Never of an answer below 400. */
  readonly bodyText?: string;
  /** Host that a refused redirect pointed to. */
  readonly redirectHost?: string;
}

/** What every outcome tells. */
export interface OutcomeBase {
  readonly deviceModel: string;
  readonly dsn: string;
  readonly encoding: BodyEncoding;
  /** A sentence about what happened. */
  readonly message: string;
  readonly evidence: Evidence;
}

/** What an attempt to trade a DSN for tokens came to. Never a boolean: only one of these means "not pre-registered". */
export type Outcome = OutcomeBase &
  (
    | { readonly outcome: "exchanged"; readonly tokenShape: TokenShape }
    | { readonly outcome: Rejection; readonly reason: "fingerprint" }
    | {
        readonly outcome: "rejected_400_unclassified";
        readonly reason: Unclassified;
        /** What it may have been, as far as the calibration tells. */
        readonly possible: readonly Rejection[];
      }
    | Trouble
  );

/** The outcomes that are no answer about the device; a refresh can end in them too. */
export type Trouble =
  | { readonly outcome: "client_auth"; readonly reason: "status-401" | "invalid-client" }
  | { readonly outcome: "throttled"; readonly reason: "status-429"; readonly retryAfterMs?: number }
  | { readonly outcome: "unavailable"; readonly reason: NetworkFailure | "status-5xx"; readonly retryAfterMs?: number }
  | { readonly outcome: "protocol_violation"; readonly reason: Violation; readonly faults: readonly string[] }
  | { readonly outcome: "refused_locally"; readonly reason: Refusal; readonly findings: readonly Finding[] };

/** The name of an outcome. */
export type OutcomeName = Outcome["outcome"];
