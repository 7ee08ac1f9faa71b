import { BoxproofError } from "../core/index.ts";

/** A token endpoint that is safe to send a client secret to, as far as its address tells. */
export interface Endpoint {
  /** The whole URL, without user, query or fragment. */
  readonly url: string;
  /** True when the URL names this machine; everything else is live. */
  readonly isLoopback: boolean;
}

/** The documented path of the token endpoint (README, fact P1), taken when an endpoint is given without a path. */
const tokenPath = "/auth/o2/token";

/**
 * Reads the address of a token endpoint. Throws ERR_ENDPOINT when it is no http(s) URL, carries user, query or
 * fragment, or speaks plain http to another machine: the request body holds the client secret.
 */
export function parseEndpoint(text: string): Endpoint {
  if (!URL.canParse(text)) throw endpointError(`"${visible(text)}" is not a URL.`);
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw endpointError(
      `The endpoint's scheme is "${url.protocol.slice(0, -1)}"; it must be https, or http on this machine.`,
    );
  }
  if (url.username !== "" || url.password !== "")
    throw endpointError("The endpoint has a user or password in its URL.");
  // An empty query or fragment ("…?") leaves `search` empty, so the text itself is looked at.
  if (/[?#]/.test(text))
    throw endpointError("The endpoint has a query or fragment; parameters go in the request body.");
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol === "http:" && !isLoopback) {
    throw endpointError(
      `The endpoint is plain http to ${url.hostname}; the client secret would cross the network in the clear.`,
    );
  }
  if (url.pathname === "/") url.pathname = tokenPath;
  return { url: url.href, isLoopback };
}

/** True for 127.0.0.0/8, ::1 and localhost, as `URL` writes them. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

function endpointError(sentence: string): BoxproofError {
  return new BoxproofError("ERR_ENDPOINT", sentence, {
    remedy: `Give the whole URL, for example http://127.0.0.1:8787${tokenPath} of boxproof simulator.`,
  });
}

/** A wrongly typed endpoint may hold a password, so only its beginning up to an "@" is not shown. */
function visible(text: string): string {
  return text.slice(text.lastIndexOf("@") + 1, text.lastIndexOf("@") + 101);
}
