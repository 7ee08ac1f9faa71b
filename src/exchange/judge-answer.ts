import { oauthErrorFields } from "./answer-fields.ts";
import type { Conversation } from "./conversation.ts";
import type { Evidence, NetworkFailure, Trouble, Violation } from "./outcome.ts";
import { cleanText } from "./redact.ts";
import { isRedirect } from "./transport.ts";

const shortTextMax = 300;
const bodyTextMax = 500;

/** What a log may keep of a conversation; every text of the other side is cleaned of the secrets first. */
export function evidenceOf(conversation: Conversation, secrets: readonly string[]): Evidence {
  const { delivery, history, elapsedMs } = conversation;
  const base = { attempts: history.length, elapsedMs, history };
  if (delivery.kind === "failure") return base;
  const clean = (text: string | null | undefined, lengthMax = shortTextMax) =>
    text === undefined || text === null ? undefined : cleanText(text, secrets, lengthMax);
  // An answer below 400 may hold tokens wherever a faulty server puts them, so nothing of its body is kept.
  const isRefusal = delivery.status >= 400;
  const oauth = isRefusal ? oauthErrorFields(delivery.body) : undefined;
  const rawText = "text" in delivery.body ? delivery.body.text : undefined;
  const keepsBody = isRefusal && oauth === undefined && rawText !== "" && !namesTokens(rawText ?? "");
  return {
    ...base,
    status: delivery.status,
    ...present("error", clean(oauth?.error)),
    ...present("errorDescription", clean(oauth?.error_description)),
    ...present("requestId", clean(delivery.headers.get("x-amzn-requestid"))),
    ...present("contentType", clean(delivery.headers.get("content-type"))),
    ...present("bodyText", keepsBody ? clean(rawText, bodyTextMax) : undefined),
    ...present("redirectHost", clean(redirectHost(delivery))),
  };
}

/** True for a body with fields for tokens, whole or torn, wherever they stand: what they hold need not look like a token. */
function namesTokens(text: string): boolean {
  // In JSON a letter of a name may be escaped.
  const plain = text.replace(/\\u([0-9A-Fa-f]{4})/g, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return /(?:access|refresh)[_-]?token[\\"']*\s*[:=]/i.test(plain);
}

/** A conversation's trouble, with its sentence. */
export type JudgedTrouble = Trouble & { readonly message: string };

/**
 * What a conversation came to when it says nothing about the device: the network, the endpoint, the credentials or the
 * protocol. Undefined for a 200 and for a 400 that is not about the client: those are for the caller to judge.
 */
export function judgeTrouble(conversation: Conversation, evidence: Evidence): JudgedTrouble | undefined {
  const { delivery, retryAfterMs } = conversation;
  if (delivery.kind === "failure") {
    return { outcome: "unavailable", reason: delivery.failure, message: failureSentences[delivery.failure] };
  }
  const { status } = delivery;
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (isRedirect(delivery)) return redirected(evidence.redirectHost);
  if (status === 401)
    return clientRefused("status-401", "The endpoint answered 401: it does not accept these credentials.");
  if (status === 429) {
    return {
      outcome: "throttled",
      reason: "status-429",
      ...asked,
      message: `The endpoint answered 429: too many requests${waitSentence(retryAfterMs)}.`,
    };
  }
  if (status >= 500) {
    return {
      outcome: "unavailable",
      reason: "status-5xx",
      ...asked,
      message: `The endpoint answered ${status}, also when asked again${waitSentence(retryAfterMs)}.`,
    };
  }
  // RFC 6749 section 5.2 lets a server say invalid_client with a 400 too.
  if (status === 400 && oauthErrorFields(delivery.body)?.error === "invalid_client") {
    return clientRefused(
      "invalid-client",
      "The endpoint answered 400 invalid_client: it does not accept these credentials.",
    );
  }
  if (status === 200 || status === 400) return undefined;
  return violation(
    "status-unexpected",
    [`status ${status}`],
    `The endpoint answered ${status}; expected 200, 400 or 401. Is the path right?`,
  );
}

/** An answer that the protocol does not allow. */
export function violation(reason: Violation, faults: readonly string[], message: string): JudgedTrouble {
  return { outcome: "protocol_violation", reason, faults, message };
}

function clientRefused(reason: "status-401" | "invalid-client", message: string): JudgedTrouble {
  return { outcome: "client_auth", reason, message };
}

function redirected(host: string | undefined): JudgedTrouble {
  const target = host === undefined ? "elsewhere" : `to ${host}`;
  return violation(
    "redirect",
    [`redirect ${target}`],
    `The endpoint redirects ${target}; not followed, because the request body holds the client secret.`,
  );
}

function redirectHost(delivery: { readonly status: number; readonly headers: Headers }): string | undefined {
  if (!isRedirect(delivery)) return undefined;
  const location = delivery.headers.get("location") ?? "";
  return URL.canParse(location) ? new URL(location).host : undefined;
}

function waitSentence(retryAfterMs: number | undefined): string {
  return retryAfterMs === undefined ? "" : `; it asks to wait ${Math.ceil(retryAfterMs / 1000)} s`;
}

function present<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}

const failureSentences: Readonly<Record<NetworkFailure, string>> = {
  "connection-refused": "Nothing listens at the endpoint: the connection was refused.",
  "name-not-found": "The endpoint's host name could not be resolved.",
  tls: "No trusted TLS connection to the endpoint could be made.",
  "connection-lost": "The connection broke before the whole answer was there.",
  "connect-timeout": "The endpoint's host did not answer the connection.",
  deadline: "The answer was not complete within the deadline.",
  "not-http": "What answered at the endpoint does not speak HTTP.",
  network: "The network failed before an answer came.",
};
