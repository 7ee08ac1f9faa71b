import { BoxproofError } from "../core/index.ts";
import { boundedInteger } from "./bounded-integer.ts";
import { parseLoopbackEndpoint } from "./loopback-host.ts";
import { type Delivery, type DeliveryOptions, deliver } from "./sns-delivery.ts";
import { certificateName, type SnsIdentity } from "./sns-identity.ts";
import { type SnsMessage, type SnsSignatureVersion, signMessage } from "./sns-message.ts";
import type { TokenMint } from "./token-mint.ts";

/** A message to be published, and how. */
export interface Publication {
  /** The text that becomes `Message`. */
  readonly message: string;
  readonly subject?: string;
  readonly attributes?: SnsMessage["MessageAttributes"];
  /** "1" by default, as for topics of AWS. */
  readonly signatureVersion?: SnsSignatureVersion;
  /** How often each subscriber gets it, with the same MessageId; 1 to 10, 1 by default. */
  readonly copies?: number;
  /** Another topic than the simulator's own, to see a receiver refuse it. */
  readonly topicArn?: string;
  /** The time in the envelope; now by default. */
  readonly timestamp?: string;
}

/** A message that was sent, or would have been had there been a subscriber, and how it fared. */
export interface PublicationReport {
  readonly message: SnsMessage;
  readonly deliveries: readonly Delivery[];
}

/** Someone who gets the topic's messages once the subscription is confirmed. */
export interface Subscription {
  readonly endpoint: string;
  readonly subscriptionArn: string;
  readonly state: "pending" | "confirmed" | "unsubscribed";
}

/** A topic of AWS SNS with its subscribers on this machine. */
export interface SnsTopic {
  /** Sends a SubscriptionConfirmation; ERR_ENDPOINT or ERR_NOT_LOOPBACK for an endpoint that is not on this machine. */
  subscribe(request: SubscriptionRequest): Promise<PublicationReport>;
  /** Ends a subscription and sends an UnsubscribeConfirmation; undefined when there is no such subscription. */
  unsubscribe(subscriptionArn: string): Promise<PublicationReport | undefined>;
  /** Confirms by the token of a SubscribeURL: the subscription's ARN; undefined when the token is not ours. */
  confirm(token: string): string | undefined;
  /** Sends to all confirmed subscribers and waits until each has it or the attempts are used up. */
  publish(publication: Publication): Promise<PublicationReport>;
  subscriptions(): readonly Subscription[];
  /** Where the certificate is said to be. */
  signingCertUrl(): Promise<string>;
  reset(): void;
}

/** A wish to get the topic's messages. */
export interface SubscriptionRequest {
  /** `http://127.0.0.1:PORT/PATH`. */
  readonly endpoint: string;
  readonly signatureVersion?: SnsSignatureVersion;
}

/** What the topic needs of its surroundings. */
export interface SnsTopicOptions {
  readonly topicArn: string;
  readonly identity: () => Promise<SnsIdentity>;
  readonly mint: TokenMint;
  readonly iso: () => string;
  readonly delivery: DeliveryOptions;
}

interface Subscriber {
  readonly url: URL;
  readonly token: string;
  readonly subscriptionArn: string;
  state: Subscription["state"];
}

const subscribersMax = 16;
const copiesMax = 10;
const messageMaxBytes = 256 * 1024;

/** A topic without subscribers; ERR_USAGE when the ARN is none of an SNS topic. */
export function createSnsTopic(options: SnsTopicOptions): SnsTopic {
  const { topicArn, mint } = options;
  const base = `https://${snsHost(topicArn)}`;
  const subscribers = new Map<string, Subscriber>();
  const signingCertUrl = async () =>
    `${base}/SimpleNotificationService-${certificateName(await options.identity())}.pem`;
  const sign = createSigner(options, signingCertUrl);
  const sendConfirmation = async (
    Type: "SubscriptionConfirmation" | "UnsubscribeConfirmation",
    { url, token }: Subscriber,
    SignatureVersion: SnsSignatureVersion,
  ) => {
    const SubscribeURL = `${base}/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`;
    const message = await sign({
      Type,
      Message: confirmationText(Type, topicArn),
      Token: token,
      SubscribeURL,
      SignatureVersion,
    });
    return { message, deliveries: [await deliver({ endpoint: url, message }, options.delivery)] };
  };
  const find = (predicate: (subscriber: Subscriber) => boolean) => [...subscribers.values()].find(predicate);

  return {
    signingCertUrl,
    async subscribe({ endpoint, signatureVersion = "1" }) {
      const url = parseLoopbackEndpoint(endpoint);
      const subscriber = subscribers.get(url.href) ?? newSubscriber(url, topicArn, mint);
      addSubscriber(subscribers, subscriber);
      return sendConfirmation("SubscriptionConfirmation", subscriber, signatureVersion);
    },
    async unsubscribe(subscriptionArn) {
      const subscriber = find((candidate) => candidate.subscriptionArn === subscriptionArn);
      if (subscriber?.state !== "confirmed") return undefined;
      subscriber.state = "unsubscribed";
      return sendConfirmation("UnsubscribeConfirmation", subscriber, "1");
    },
    confirm(token) {
      const subscriber = find((candidate) => candidate.token === token);
      if (subscriber !== undefined) subscriber.state = "confirmed";
      return subscriber?.subscriptionArn;
    },
    async publish(publication) {
      const copies = checkedCopies(publication);
      const message = await sign({ Type: "Notification", ...notificationFields(publication, topicArn) });
      const withUrl = (arn: string) => ({
        ...message,
        UnsubscribeURL: `${base}/?Action=Unsubscribe&SubscriptionArn=${arn}`,
      });
      const confirmed = [...subscribers.values()].filter(({ state }) => state === "confirmed");
      const deliveries = confirmed.map(async ({ url, subscriptionArn }) => {
        const parcel = { endpoint: url, message: withUrl(subscriptionArn), subscriptionArn };
        const results: Delivery[] = [];
        for (let copy = 0; copy < copies; copy += 1) results.push(await deliver(parcel, options.delivery));
        return results;
      });
      const arn = confirmed[0]?.subscriptionArn ?? `${topicArn}:${mint.uuid("no-subscription", 0)}`;
      return { message: withUrl(arn), deliveries: (await Promise.all(deliveries)).flat() };
    },
    subscriptions: () => [...subscribers.values()].map(viewOf),
    // Message ids go on counting: a receiver drops an id that it has seen.
    reset: () => subscribers.clear(),
  };
}

type Signer = (fields: Pick<SnsMessage, "Type" | "Message"> & Partial<SnsMessage>) => Promise<SnsMessage>;

/** Gives each message a new id and the time, unless its fields say otherwise, and signs it. */
function createSigner(
  { topicArn, mint, iso, identity }: SnsTopicOptions,
  signingCertUrl: () => Promise<string>,
): Signer {
  let messageCount = 0;
  return async (fields) => {
    messageCount += 1;
    const MessageId = mint.uuid("message", messageCount);
    const SigningCertURL = await signingCertUrl();
    const message = { TopicArn: topicArn, MessageId, Timestamp: iso(), SignatureVersion: "1", SigningCertURL } as const;
    return signMessage({ ...message, ...fields }, await identity());
  };
}

function viewOf({ url, subscriptionArn, state }: Subscriber): Subscription {
  return { endpoint: `${url.origin}${url.pathname}`, subscriptionArn, state };
}

function newSubscriber(url: URL, topicArn: string, mint: TokenMint): Subscriber {
  const purpose = `subscription ${url.href}`;
  const subscriptionArn = `${topicArn}:${mint.uuid(purpose, 0)}`;
  return { url, token: mint.hex(purpose, 128), subscriptionArn, state: "pending" };
}

function addSubscriber(subscribers: Map<string, Subscriber>, subscriber: Subscriber): void {
  if (subscribers.size >= subscribersMax && !subscribers.has(subscriber.url.href)) {
    throw new BoxproofError("ERR_OVERLOADED", `The simulator's topic has at most ${subscribersMax} subscribers.`);
  }
  subscribers.set(subscriber.url.href, subscriber);
}

function notificationFields(
  publication: Publication,
  topicArn: string,
): Pick<SnsMessage, "Message"> & Partial<SnsMessage> {
  const { message, subject, attributes, timestamp, signatureVersion = "1" } = publication;
  return {
    Message: message,
    TopicArn: publication.topicArn ?? topicArn,
    SignatureVersion: signatureVersion,
    ...(subject === undefined ? {} : { Subject: subject }),
    ...(timestamp === undefined ? {} : { Timestamp: timestamp }),
    ...(attributes === undefined ? {} : { MessageAttributes: attributes }),
  };
}

function checkedCopies({ copies = 1, message }: Publication): number {
  boundedInteger("the length of an SNS message in bytes", Buffer.byteLength(message), { min: 1, max: messageMaxBytes });
  return boundedInteger("copies", copies, { min: 1, max: copiesMax });
}

function confirmationText(type: SnsMessage["Type"], topicArn: string): string {
  return type === "SubscriptionConfirmation"
    ? `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`
    : `You have chosen to deactivate subscription to the topic ${topicArn}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`;
}

/** `sns.<region>.amazonaws.com` of a topic's ARN. */
function snsHost(topicArn: string): string {
  const region = /^arn:aws:sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[A-Za-z0-9_-]{1,256}$/.exec(topicArn)?.[1];
  if (region !== undefined) return `sns.${region}.amazonaws.com`;
  throw new BoxproofError("ERR_USAGE", `${JSON.stringify(topicArn)} is no ARN of an SNS topic.`, {
    remedy: "Give it as arn:aws:sns:us-east-1:123456789012:NAME.",
  });
}
