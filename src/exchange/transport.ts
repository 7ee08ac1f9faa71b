import { untilAborted } from "./clock.ts";
import type { NetworkFailure } from "./outcome.ts";
import type { RequestBody } from "./request-body.ts";

/** The platform's `fetch`, or one that a test or rehearsal gives. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Longest answer that is read, in bytes; a token answer has about 2,000. */
const answerBytesMax = 65_536;

/** The text of an answer, or why there is none. */
export type AnswerBody = { readonly text: string } | { readonly fault: "body-too-large" | "not-utf8" };

/** What one POST came to, before anybody judged it. */
export type Delivery =
  | { readonly kind: "answer"; readonly status: number; readonly headers: Headers; readonly body: AnswerBody }
  | { readonly kind: "failure"; readonly failure: NetworkFailure; readonly code?: string };

/**
 * Sends one POST and reads the whole answer before the signal. Redirects are not followed: the body holds the client
 * secret. Never rejects.
 */
export async function post(fetch: Fetch, url: string, body: RequestBody, signal: AbortSignal): Promise<Delivery> {
  try {
    const work = send(fetch, url, body, signal);
    return await untilAborted(work, signal);
  } catch (error) {
    return signal.aborted ? { kind: "failure", failure: "deadline" } : failureOf(error);
  }
}

async function send(fetch: Fetch, url: string, body: RequestBody, signal: AbortSignal): Promise<Delivery> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": body.contentType, accept: "application/json" },
    body: body.text,
    redirect: "manual",
    cache: "no-store",
    signal,
  });
  const { status, headers } = response;
  if (isRedirect(response)) {
    response.body?.cancel().catch(() => undefined);
    return { kind: "answer", status, headers, body: { text: "" } };
  }
  return { kind: "answer", status, headers, body: await readText(response) };
}

/** True for an answer that sends the caller elsewhere; a browser's fetch shows it only as `opaqueredirect`. */
export function isRedirect(response: { readonly status: number; readonly type?: string }): boolean {
  return response.type === "opaqueredirect" || (response.status >= 300 && response.status <= 399);
}

async function readText(response: Response): Promise<AnswerBody> {
  const bytes = await readBounded(response, answerBytesMax);
  if (bytes === undefined) return { fault: "body-too-large" };
  const text = decodeUtf8(bytes);
  return text === undefined ? { fault: "not-utf8" } : { text };
}

/** The body's bytes after decompression; undefined, with the connection dropped, when there are more than the limit. */
export async function readBounded(response: Response, bytesMax: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.length;
    if (length > bytesMax) {
      // Not awaited: a server that keeps sending would keep us waiting.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const failureOfCode: Readonly<Record<string, NetworkFailure>> = {
  ECONNREFUSED: "connection-refused",
  ENOTFOUND: "name-not-found",
  EAI_AGAIN: "name-not-found",
  ECONNRESET: "connection-lost",
  EPIPE: "connection-lost",
  UND_ERR_SOCKET: "connection-lost",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "connection-lost",
  ETIMEDOUT: "connect-timeout",
  UND_ERR_CONNECT_TIMEOUT: "connect-timeout",
};

/** OpenSSL's names for certificates that are not trusted, out of date or of another host; all else of TLS has a prefix. */
const certificateCodes = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** Only the code of an error is kept: its message may quote what was sent. */
function failureOf(error: unknown): Delivery {
  const chain = causesOf(error);
  const code = codeOf(chain);
  const named = code === undefined ? {} : { code };
  if (chain.some(({ name }) => name === "HTTPParserError")) return { kind: "failure", failure: "not-http", ...named };
  if (code === undefined) return { kind: "failure", failure: "network" };
  const failure = certificateCodes.test(code) ? "tls" : (failureOfCode[code] ?? "network");
  return { kind: "failure", failure, code };
}

/** The error and what led to it, outermost first; `fetch` hides the system's error in `cause`. */
function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let current = error; current instanceof Error && chain.length < 5; current = current.cause) chain.push(current);
  return chain;
}

/** The innermost stable code. */
function codeOf(chain: readonly Error[]): string | undefined {
  const codes = chain.map((error) => ("code" in error ? error.code : undefined));
  const code = codes.findLast((value) => typeof value === "string");
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : undefined;
}
