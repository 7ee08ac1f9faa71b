import type { Finding } from "../../core/index.ts";
import { type Clock, machineClock, untilAborted } from "../clock.ts";
import { Confidential } from "../confidential.ts";
import { type Fetch, isRedirect, readBounded } from "../transport.ts";
import { parseDrsNotification } from "./drs-notification.ts";
import type { SnsEnvelope } from "./sns-envelope.ts";
import type { SnsEvent } from "./sns-event.ts";
import { subscribeUrlFault } from "./sns-host.ts";
import type { SnsStore } from "./sns-store.ts";
import type { SnsVerifier } from "./sns-verifier.ts";

const confirmTimeMs = 3_000;
const confirmBytesMax = 65_536;

/** What a receiver works with. */
export interface SnsReceiverOptions {
  readonly verifier: SnsVerifier;
  readonly store: SnsStore;
  /** Only used with `autoConfirm`. */
  readonly fetch?: Fetch | undefined;
  /** True to confirm subscriptions of the verifier's topics without a person; false when not given. */
  readonly autoConfirm?: boolean | undefined;
  readonly clock?: Pick<Clock, "deadline"> | undefined;
}

/** Headers by lower-case name, as `node:http` gives them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What to answer, and what was learnt. */
export interface SnsReception {
  /** 2xx: kept, SNS may forget it. 4xx: refused for good. 5xx: SNS should send it again. */
  readonly status: 200 | 400 | 403 | 413 | 500 | 503;
  readonly event?: SnsEvent;
  /** True when the event was known already, so it must have no second effect. */
  readonly isDuplicate?: boolean;
  readonly finding?: Finding;
  /** The store's own error behind a 500. */
  readonly cause?: unknown;
}

/** Takes SNS messages, however they came in. */
export interface SnsReceiver {
  /** Never rejects. A 200 means that the store has the event. */
  receive(headers: RequestHeaders, body: string): Promise<SnsReception>;
}

/** A receiver that verifies, confirms subscriptions where it was told to, and keeps each event once. */
export function createSnsReceiver(options: SnsReceiverOptions): SnsReceiver {
  return {
    async receive(headers, body) {
      if (headers["x-amz-sns-rawdelivery"] !== undefined) return rawDelivery;
      const verified = await options.verifier.verify(body);
      if (!verified.ok) return { status: refusalStatus(verified), finding: verified.finding };
      const opened = await eventOf(verified.message, options);
      return "kind" in opened ? keep(opened, options.store) : opened;
    },
  };
}

/** Raw delivery has no envelope, so nothing proves who sent it. */
const rawDelivery: SnsReception = {
  status: 400,
  finding: {
    id: "sns-raw-delivery",
    level: "error",
    message: "The subscription has raw message delivery, which carries no signature.",
    remedy: "Turn raw message delivery off for this subscription.",
  },
};

function refusalStatus(refused: { readonly isPassing: boolean; readonly finding: Finding }): 400 | 403 | 413 | 503 {
  if (refused.isPassing) return 503;
  if (refused.finding.id === "sns-too-large") return 413;
  return refused.finding.id === "sns-envelope" ? 400 : 403;
}

async function eventOf(message: SnsEnvelope, options: SnsReceiverOptions): Promise<SnsEvent | SnsReception> {
  const base = { messageId: message.MessageId, topicArn: message.TopicArn, timestamp: message.Timestamp };
  const keys = [`message:${message.MessageId}`];
  if (message.Type === "UnsubscribeConfirmation") return { ...base, keys, kind: "unsubscribed" };
  if (message.Type === "SubscriptionConfirmation") {
    const confirmed = await confirmation(message, options);
    return typeof confirmed === "string"
      ? {
          ...base,
          keys,
          kind: "subscription-confirmation",
          state: confirmed,
          subscribeUrl: new Confidential(message.SubscribeURL),
        }
      : confirmed;
  }
  const notification = parseDrsNotification(message.Message);
  const id = notification?.notificationId;
  return {
    ...base,
    // SNS keeps MessageId over its own retries (Amazon SNS Developer Guide, "HTTP/HTTPS headers"); the notification's
    // own id also survives a second publication.
    keys: id === undefined ? keys : [`notification:${id}`, ...keys],
    kind: "notification",
    ...(notification === undefined ? {} : { notification }),
    body: new Confidential(message.Message),
  };
}

async function confirmation(
  message: Extract<SnsEnvelope, { Type: "SubscriptionConfirmation" }>,
  options: SnsReceiverOptions,
): Promise<"pending" | "confirmed" | SnsReception> {
  const fault = subscribeUrlFault(message.SubscribeURL, message);
  if (fault !== undefined) {
    const sentence = `The SubscribeURL does not confirm this subscription at AWS: ${fault}.`;
    return { status: 403, finding: { id: "sns-subscribe-url", level: "error", message: sentence } };
  }
  if (options.autoConfirm !== true) return "pending";
  if (await confirm(message.SubscribeURL, options)) return "confirmed";
  const sentence = "The subscription could not be confirmed: its SubscribeURL gave no 200 within 3 s.";
  return { status: 503, finding: { id: "sns-confirm-failed", level: "error", message: sentence } };
}

async function confirm(url: string, options: SnsReceiverOptions): Promise<boolean> {
  const signal = (options.clock ?? machineClock).deadline(confirmTimeMs);
  const fetch = options.fetch ?? globalThis.fetch;
  const work = async () => {
    const response = await fetch(url, { redirect: "manual", signal });
    if (isRedirect(response) || response.status !== 200) {
      response.body?.cancel().catch(() => undefined);
      return false;
    }
    return (await readBounded(response, confirmBytesMax)) !== undefined;
  };
  return untilAborted(work(), signal).catch(() => false);
}

async function keep(event: SnsEvent, store: SnsStore): Promise<SnsReception> {
  try {
    return { status: 200, event, isDuplicate: (await store.record(event)) === "duplicate" };
  } catch (cause) {
    const sentence = "The message is good but could not be kept; SNS is to send it again.";
    return { status: 500, finding: { id: "sns-store", level: "error", message: sentence }, cause };
  }
}
