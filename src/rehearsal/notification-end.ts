import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import {
  createMemorySnsStore,
  createSnsHandler,
  createSnsReceiver,
  createSnsVerifier,
  type SnsReception,
} from "../exchange/index.ts";
import type { Simulator } from "../simulator/index.ts";

/** The maker's end of the notifications: an HTTP server of its own, as SNS would call it. */
export interface NotificationEnd {
  readonly url: string;
  /** What came in so far and what came of it, oldest first. */
  receptions(): readonly SnsReception[];
  close(): Promise<void>;
}

const hourMs = 3_600_000;
const eventsMax = 10_000;

/**
 * Listens on a free loopback port. Certificates and confirmations are asked of the simulator in place of AWS; all rules on
 * hosts stay on, because the simulator's URLs have AWS's shape.
 */
export async function openNotificationEnd(
  simulator: Simulator,
  options: { readonly autoConfirm: boolean },
): Promise<NotificationEnd> {
  const now = () => simulator.now();
  const receiver = createSnsReceiver({
    verifier: createSnsVerifier({
      certSource: (url) => simulator.certSource(url),
      topicArns: [simulator.topicArn],
      now,
    }),
    store: createMemorySnsStore({ retentionMs: 2 * hourMs, eventsMax, now }),
    fetch: (url) => simulator.awsFetch(url),
    autoConfirm: options.autoConfirm,
  });
  const receptions: SnsReception[] = [];
  const app = express().disable("x-powered-by");
  app.use(
    "/sns",
    createSnsHandler(receiver, (reception) => receptions.push(reception)),
  );
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen({ host: "127.0.0.1", port: 0 }, resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sns`,
    receptions: () => receptions,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
