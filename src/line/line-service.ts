import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Catalog } from "../core/catalog/index.ts";
import { BoxproofError, type ErrorCode } from "../core/index.ts";
import type { Ledger } from "../ledger/index.ts";
import { openImageStore } from "./image-store.ts";
import { createLineApp } from "./line-app.ts";
import { type LineLimits, lineLimits } from "./line-limits.ts";
import { isLoopback, urlHost } from "./loopback.ts";
import { watchConnections } from "./open-connections.ts";
import { problemMediaType, problemOf } from "./problem.ts";
import { createReadiness } from "./readiness.ts";
import { createScanIntake } from "./scan-intake.ts";

/** What a line service is started with. */
export interface LineServiceOptions {
  readonly catalog: Catalog;
  /** Stays the caller's: closed by the caller, after `stop`. */
  readonly ledger: Ledger;
  /** Where images go, beside the ledger; no other service may use it. */
  readonly imagesFolder: string;
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** 0: any free port. */
  readonly port: number;
  /** Must be true for a host that other machines can reach: there is no log-in yet, so all of them may commission serials. */
  readonly expose?: boolean;
  readonly limits?: Partial<LineLimits>;
  /** Told of every request that failed through a defect or the environment. */
  readonly onFailure?: (error: BoxproofError) => void;
}

/** A running line service. */
export interface LineService {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** Takes no new scan, answers those in flight, closes; after a bounded time it closes what is left. */
  stop(): Promise<void>;
}

/**
 * Starts the service; resolves when it listens. Throws ERR_NOT_LOOPBACK, ERR_CATALOG (no station), ERR_PORT_TAKEN,
 * ERR_USAGE (a host or port that this machine does not give) or ERR_DISK.
 */
export async function startLineService(options: LineServiceOptions): Promise<LineService> {
  const host = options.host ?? "127.0.0.1";
  requireGuards(options, host);
  const { catalog, ledger, imagesFolder } = options;
  const limits = { ...lineLimits, ...options.limits };
  const images = await openImageStore(imagesFolder);
  let stopping = false;
  const app = createLineApp({
    ledger,
    images,
    intake: createScanIntake({ catalog, ledger }),
    readiness: createReadiness({ ledger, folder: imagesFolder, diskFreeBytesMin: limits.diskFreeBytesMin }),
    isExposed: !isLoopback(host),
    isStopping: () => stopping,
    onFailure: options.onFailure ?? (() => undefined),
  });
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: limits.checkIntervalMs,
    },
    app,
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
      stopping = true;
      const closed = closeServer(server, limits.stopTimeoutMs);
      connections.drain();
      return closed;
    },
  };
}

function requireGuards({ catalog, expose }: LineServiceOptions, host: string): void {
  if (!isLoopback(host) && expose !== true) {
    throw new BoxproofError("ERR_NOT_LOOPBACK", `On ${host}, other machines could reach the service.`, {
      remedy:
        "There is no log-in yet: whoever reaches it may commission serials. If its network holds only the line, add --expose.",
      details: { host },
    });
  }
  if (catalog.stations.length > 0) return;
  throw new BoxproofError("ERR_CATALOG", "The catalog has no stations, so no scan could be taken.", {
    remedy: "Add one: stations: [{ name: line-1 }].",
  });
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

/** Answers what is not even HTTP, or too slow, or too long; Express never sees it. */
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
