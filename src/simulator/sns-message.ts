import { createSign } from "node:crypto";
import type { SnsIdentity } from "./sns-identity.ts";

/** Kinds of messages that AWS SNS sends to an HTTPS endpoint. */
export type SnsMessageType = "Notification" | "SubscriptionConfirmation" | "UnsubscribeConfirmation";

/** "1": SHA-1 with RSA, the default of topics; "2": SHA-256 with RSA. */
export type SnsSignatureVersion = "1" | "2";

/** An SNS envelope as it goes over the wire. */
export interface SnsMessage {
  readonly Type: SnsMessageType;
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly SignatureVersion: SnsSignatureVersion;
  readonly Signature: string;
  readonly SigningCertURL: string;
  /** Confirmations only. */
  readonly Token?: string;
  readonly SubscribeURL?: string;
  /** Notifications only. */
  readonly UnsubscribeURL?: string;
  /** Not covered by the signature. */
  readonly MessageAttributes?: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

/** Fields that a signature covers, in byte order, by type (AWS: "Verifying the signatures of Amazon SNS messages"). */
const signedFields = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
} as const;

/** The message with its signature. */
export function signMessage(message: Omit<SnsMessage, "Signature">, identity: SnsIdentity): SnsMessage {
  const text = signedFields[message.Type]
    .map((name) => [name, message[name]] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join("");
  const hash = message.SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256";
  const Signature = createSign(hash).update(text, "utf8").sign(identity.privateKeyPem, "base64");
  return { ...message, Signature };
}
