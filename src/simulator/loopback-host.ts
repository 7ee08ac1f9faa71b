import { BoxproofError } from "../core/index.ts";

/** True for addresses that never leave this machine: 127.0.0.0/8, ::1 and localhost. */
function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Throws ERR_NOT_LOOPBACK for every other host: the simulator gives out tokens to who asks and must not be reachable. */
export function requireLoopback(host: string): void {
  if (isLoopbackHost(host)) return;
  throw new BoxproofError(
    "ERR_NOT_LOOPBACK",
    `The simulator speaks only to this machine; the host is ${JSON.stringify(host)}.`,
    {
      remedy: "Use 127.0.0.1.",
      details: { host },
    },
  );
}

/** True when a request's Host header names this machine; a page that makes its own name point here sends its own. */
export function namesThisMachine(hostHeader: string | undefined): boolean {
  // HTTP/1.0 may come without one; a browser never does.
  return hostHeader === undefined || isLoopbackHost(hostHeader.replace(/:\d{0,5}$/, "").toLowerCase());
}

/** The URL of a subscriber on this machine; ERR_ENDPOINT when it is none, ERR_NOT_LOOPBACK when it is elsewhere. */
export function parseLoopbackEndpoint(text: string): URL {
  const url = URL.parse(text);
  if (url === null || url.protocol !== "http:" || url.username !== "" || url.password !== "" || text.length > 2_048) {
    throw new BoxproofError("ERR_ENDPOINT", "The subscriber's endpoint is no plain http URL.", {
      remedy: "Give it as http://127.0.0.1:PORT/PATH, without user name and password.",
    });
  }
  requireLoopback(url.hostname);
  return url;
}
