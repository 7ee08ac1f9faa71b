import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BoxproofError } from "../core/index.ts";
import { requireLoopback } from "./loopback-host.ts";
import type { RequestTimeouts } from "./simulator-options.ts";

/** An HTTP server on this machine. */
export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Stops listening, gives running requests a second, then cuts them. */
  close(): Promise<void>;
}

/** Where and how to listen. */
export interface LoopbackServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly timeouts: RequestTimeouts;
}

const connectionsMax = 256;
const headerBytesMax = 16 * 1024;
const closeGraceMs = 1_000;

/** Listens; ERR_NOT_LOOPBACK for other hosts, ERR_PORT_TAKEN or ERR_NETWORK when the port cannot be had. */
export async function listenOnLoopback(
  handler: RequestListener,
  { host, port, timeouts }: LoopbackServerOptions,
): Promise<LoopbackServer> {
  requireLoopback(host);
  const server = createServer(
    {
      headersTimeout: timeouts.headersTimeoutMs,
      requestTimeout: timeouts.requestTimeoutMs,
      // How often Node looks for connections that are over those times.
      connectionsCheckingInterval: Math.min(500, timeouts.headersTimeoutMs),
      keepAliveTimeout: 5_000,
      maxHeaderSize: headerBytesMax,
    },
    handler,
  );
  server.maxConnections = connectionsMax;
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { origin: `http://${shownHost}:${address.port}`, close: () => closeServer(server) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host: host.replace(/^\[|\]$/g, ""), port }, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): BoxproofError {
  const details = { host, port };
  if (error.code === "EADDRINUSE") {
    return new BoxproofError("ERR_PORT_TAKEN", `Port ${port} of ${host} is taken by another program.`, {
      remedy: "Give another port, or 0 for a free one.",
      details,
      cause: error,
    });
  }
  return new BoxproofError("ERR_NETWORK", `Port ${port} of ${host} cannot be opened: ${error.code ?? error.message}.`, {
    remedy: "Give another port, or 0 for a free one.",
    details,
    cause: error,
  });
}

async function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), closeGraceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(cut);
}
