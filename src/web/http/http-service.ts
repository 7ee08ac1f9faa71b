import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { BoxproofError, type ErrorCode } from "../../core/index.ts";
import { urlHost } from "./loopback.ts";
import { watchConnections } from "./open-connections.ts";
import { problemMediaType, problemOf } from "./problem.ts";

/** The bounds within which a service deals with callers that are slow, many or silent. */
export interface HttpLimits {
  /** A request's head must be there after this time. */
  readonly headersTimeoutMs: number;
  /** A whole request must be there after this time. */
  readonly requestTimeoutMs: number;
  /** A connection on which nothing is asked is closed after this time. */
  readonly keepAliveTimeoutMs: number;
  /** How often the times above are looked at. */
  readonly checkIntervalMs: number;
  /** Connections at the same time; more are refused. */
  readonly connectionsMax: number;
  /** Once the service is to stop, requests in flight have this time to end. */
  readonly stopTimeoutMs: number;
}

/** What every service of ours runs with: callers are few, near and quick. */
export const httpLimits: HttpLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 60_000,
  checkIntervalMs: 1_000,
  connectionsMax: 1_024,
  stopTimeoutMs: 5_000,
};

/** A service that listens. */
export interface HttpService {
  readonly host: string;
  readonly port: number;
  /** `http://HOST:PORT`, without a slash at the end. */
  readonly url: string;
  /** Takes no new connection, lets requests in flight end, closes; after a bounded time it closes what is left. */
  stop(): Promise<void>;
}

/**
 * Listens on `host` and `port` (0: any free one) and gives every request to `handler`; what is not even HTTP is
 * answered here. Throws ERR_PORT_TAKEN, or ERR_USAGE for a host or port that this machine does not give.
 */
export async function startHttpService(options: {
  readonly host: string;
  readonly port: number;
  readonly limits: HttpLimits;
  readonly handler: RequestListener;
}): Promise<HttpService> {
  const { host, limits } = options;
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: limits.checkIntervalMs,
    },
    options.handler,
  );
  const connections = watchConnections(server);
  server.maxConnections = limits.connectionsMax;
  server.on("clientError", answerBrokenRequest);
  const port = await listen(server, { host, port: options.port });
  return {
    host,
    port,
    url: `http://${urlHost(host)}:${port}`,
    stop: () => {
      const closed = closeServer(server, limits.stopTimeoutMs);
      connections.drain();
      return closed;
    },
  };
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, { host, port })));
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: Error, { host, port }: { readonly host: string; readonly port: number }): BoxproofError {
  const code = "code" in error ? String(error.code) : "unknown";
  const context = { cause: error, details: { host, port, code } };
  if (code === "EADDRINUSE") {
    return new BoxproofError("ERR_PORT_TAKEN", `Port ${port} of ${host} is taken by another program.`, {
      ...context,
      remedy: "Stop that program, or give another port with --port N; 0 takes any free one.",
    });
  }
  return new BoxproofError("ERR_USAGE", `The service cannot listen on ${host}, port ${port} (${code}).`, {
    ...context,
    remedy: "Give an address of this machine with --host, and a port from 1024 up with --port.",
  });
}

function closeServer(server: Server, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const codeOfParserError: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "ERR_REQUEST_TIMEOUT",
  HPE_HEADER_OVERFLOW: "ERR_HEADERS_TOO_LARGE",
};
const sentenceOfCode: Partial<Readonly<Record<ErrorCode, string>>> = {
  ERR_REQUEST_TIMEOUT: "The request did not arrive in time.",
  ERR_HEADERS_TOO_LARGE: "The request's headers are too large.",
};

/** Answers what is not even HTTP, or too slow, or too long; no handler ever sees it. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = codeOfParserError[error.code ?? ""] ?? "ERR_REQUEST_HTTP";
  const problem = problemOf(new BoxproofError(code, sentenceOfCode[code] ?? "The request is not valid HTTP/1.1."));
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: ${problemMediaType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
