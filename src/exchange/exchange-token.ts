import type { Catalog } from "../core/catalog/index.ts";
import { assert, type Random } from "../core/index.ts";
import { exchangeFields, oauthErrorFields } from "./answer-fields.ts";
import { type Calibration, classifyRejection } from "./calibration.ts";
import { type Clock, machineClock } from "./clock.ts";
import { type Conversation, type ConversationOptions, converse } from "./conversation.ts";
import { requireDirectConnection } from "./direct-connection.ts";
import { parseEndpoint } from "./endpoint.ts";
import { evidenceOf, judgeTrouble, violation } from "./judge-answer.ts";
import { type LivePermit, type LocalRefusal, localRefusal } from "./local-refusal.ts";
import type { BodyEncoding, Outcome, OutcomeBase, Rejection } from "./outcome.ts";
import { type Credentials, preregistrationBody } from "./request-body.ts";
import { SingleFlight } from "./single-flight.ts";
import { type Tokens, tokenShape, tokensOf } from "./tokens.ts";
import type { Fetch } from "./transport.ts";

/** What every call to the token endpoint needs; all but the first two have defaults. */
export interface EndpointOptions {
  /** URL of the token endpoint; there is no default. Without a path it means `/auth/o2/token`. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** Demanded by every endpoint that is not this machine; where given, also checked for this machine. */
  readonly live?: LivePermit | undefined;
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
  /** Source of the jitter. */
  readonly random?: Pick<Random, "fraction"> | undefined;
  /** Time for everything, retries included; 10 s when not given. */
  readonly deadlineMs?: number | undefined;
  /** 1 to 5; 3 when not given. */
  readonly attemptsMax?: number | undefined;
}

/** One device to trade for tokens. */
export interface ExchangeRequest extends EndpointOptions {
  readonly deviceModel: string;
  readonly dsn: string;
  /** `json` when not given. */
  readonly encoding?: BodyEncoding | undefined;
  /** Where given, a model that it lacks or a serial that its pattern refuses is not sent. */
  readonly catalog?: Catalog | undefined;
  /** What is known of the endpoint's three 400s; without it every 400 stays unclassified. */
  readonly calibration?: Calibration | undefined;
  /** The only way to the tokens. Awaited; its rejection is passed on. */
  readonly onTokens?: ((tokens: Tokens) => void | Promise<void>) | undefined;
}

const flights = new SingleFlight<Conversation & { readonly encoding: BodyEncoding }>();

/**
 * Asks the token endpoint to trade a DSN for tokens and tells what came of it. Two calls for one device at the same time
 * are one request. Rejects only with ERR_ENDPOINT for an address that no secret may be sent to, and with ERR_LIVE_GUARD
 * while Node is set to reach it through a proxy or without checking its certificate.
 */
export async function exchangeToken(request: ExchangeRequest): Promise<Outcome> {
  const endpoint = parseEndpoint(request.endpoint);
  // A fetch of the caller's own connects as the caller wants.
  if (request.fetch === undefined) requireDirectConnection(endpoint);
  const refusal = localRefusal({ ...request, endpoint });
  if (refusal !== undefined) return refusedOutcome(request, refusal);
  const { credentials, deviceModel, dsn, encoding = "json" } = request;
  const options = conversationOptions(request);
  // The secret is part of the key: a caller with a wrong secret must not share the answer to a right one.
  const key = JSON.stringify([endpoint.url, credentials.clientId, credentials.clientSecret, deviceModel, dsn]);
  const flight = await flights.run(key, async () => {
    const body = preregistrationBody({ credentials, deviceModel, dsn, encoding });
    return { ...(await converse(endpoint.url, body, options)), encoding };
  });
  const judged = judge(flight, request);
  if (judged.tokens !== undefined) await request.onTokens?.(judged.tokens);
  return judged.outcome;
}

/** The outcome of a request that was not sent. */
export function refusedOutcome(
  request: Pick<ExchangeRequest, "deviceModel" | "dsn" | "encoding">,
  refusal: LocalRefusal,
): Outcome {
  return {
    outcome: "refused_locally",
    deviceModel: request.deviceModel,
    dsn: request.dsn,
    encoding: request.encoding ?? "json",
    message: `Not sent: ${refusal.message}`,
    reason: refusal.reason,
    findings: refusal.findings,
    evidence: { attempts: 0, elapsedMs: 0, history: [] },
  };
}

/** The bounds of a conversation, with their defaults and limits. */
export function conversationOptions(request: EndpointOptions): ConversationOptions {
  const { deadlineMs = 10_000, attemptsMax = 3 } = request;
  assert(deadlineMs >= 1 && deadlineMs <= 600_000, "deadlineMs is 1 to 600000");
  assert(Number.isInteger(attemptsMax) && attemptsMax >= 1 && attemptsMax <= 5, "attemptsMax is 1 to 5");
  return {
    fetch: request.fetch ?? globalThis.fetch,
    clock: request.clock ?? machineClock,
    random: request.random ?? { fraction: Math.random },
    deadlineMs,
    attemptsMax,
  };
}

function judge(
  conversation: Conversation & { readonly encoding: BodyEncoding },
  request: ExchangeRequest,
): { readonly outcome: Outcome; readonly tokens?: Tokens } {
  const { deviceModel, dsn, credentials } = request;
  const evidence = evidenceOf(conversation, [credentials.clientSecret]);
  const base = { deviceModel, dsn, encoding: conversation.encoding, evidence };
  const trouble = judgeTrouble(conversation, evidence);
  if (trouble !== undefined) return { outcome: { ...base, ...trouble } };
  const { delivery } = conversation;
  assert(delivery.kind === "answer", "a failure is trouble");
  if (delivery.status === 400) {
    return { outcome: judgeRejection(base, { request, oauthError: oauthErrorFields(delivery.body)?.error }) };
  }
  const result = exchangeFields(delivery.body);
  if (!result.ok) {
    const message = `The endpoint answered 200, but not with tokens as documented: ${result.faults.join("; ")}.`;
    return { outcome: { ...base, ...violation(result.why, result.faults, message) } };
  }
  const shape = tokenShape(result.fields, credentials.clientSecret);
  const message = `${dsn} of ${deviceModel} was exchanged for tokens.`;
  return {
    outcome: { ...base, outcome: "exchanged", tokenShape: shape, message },
    tokens: tokensOf(result.fields),
  };
}

/** Standard OAuth codes (RFC 6749 section 5.2) that speak of the request or the client, not of a device. */
const configurationErrors: readonly string[] = ["unauthorized_client", "unsupported_grant_type", "invalid_scope"];

const rejectionSentences: Readonly<Record<Rejection, string>> = {
  not_preregistered: "The model is onboarded, but this serial is not pre-registered.",
  model_not_onboarded: "The model is not onboarded to the Dash Replenishment Service.",
  foreign_credentials: "The model was onboarded with the credentials of another security profile.",
};

function judgeRejection(
  base: Omit<OutcomeBase, "message">,
  context: { readonly request: ExchangeRequest; readonly oauthError: string | undefined },
): Outcome {
  const lost = base.evidence.history.slice(0, -1).some((attempt) => attempt.failure === "connection-lost");
  const note = lost ? " The answer to an earlier try was lost; the exchange may have happened then." : "";
  const classified = classifyRejection(base, context.request.calibration);
  if ("known" in classified) {
    const message = rejectionSentences[classified.known] + note;
    return { ...base, outcome: classified.known, reason: "fingerprint", message };
  }
  const isConfiguration = configurationErrors.includes(context.oauthError ?? "");
  const reason = isConfiguration ? "oauth-configuration" : classified.unclassified;
  const message = isConfiguration
    ? `The endpoint answered 400 ${context.oauthError}: it refuses the kind of request, not this device.`
    : `The endpoint answered 400; which of the three documented refusals it is cannot be told.`;
  return {
    ...base,
    outcome: "rejected_400_unclassified",
    reason,
    possible: classified.possible,
    message: message + note,
  };
}
