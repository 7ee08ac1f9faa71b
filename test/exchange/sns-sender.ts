import { sign } from "node:crypto";
import type { CertSource } from "../../src/exchange/index.ts";
import { createSigningCertificate, type SigningCertificate } from "./signing-certificate.ts";

/** The fields of an SNS message by name; tests break them at will. */
export type Fields = Record<string, string>;

/** Now, for every test of SNS. */
export const nowMs = Date.parse("2026-01-05T10:00:00Z");
/** The topic of every test of SNS. */
export const topicArn = "arn:aws:sns:us-east-1:123456789012:drs-events";
/** A URL of the shape of AWS for that topic. */
export const certUrl =
  "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

/** One certificate for all tests of a file: making the key takes a while. */
export const signer: SigningCertificate = createSigningCertificate({
  from: new Date(nowMs - 86_400_000),
  to: new Date(nowMs + 86_400_000),
});

/** Gives the signer's certificate for every URL and counts how often it was asked. */
export function countingSource(answer: CertSource = async () => signer.pem): CertSource & { readonly urls: string[] } {
  const urls: string[] = [];
  return Object.assign(
    (url: string, signal: AbortSignal) => {
      urls.push(url);
      return answer(url, signal);
    },
    { urls },
  );
}

/** The documented notification about one device. */
export function registered(dsn = "BL1+_-7", id = "amzn1.dash.notification.v1.1"): string {
  return JSON.stringify({
    notificationInfo: {
      notificationType: "DeviceRegisteredNotification",
      lwaClientId: "amzn1.application-oa2-client.test",
      notificationTime: "2026-01-05T09:59:58.747Z",
      notificationId: id,
      version: "2015-06-05",
    },
    deviceInfo: { deviceIdentifier: { serialNumber: dsn }, productIdentifier: { modelId: "BREW_1" } },
    customerInfo: { directedCustomerId: "amzn1.account.PLANTEDCUSTOMER" },
  });
}

/** An unsigned notification. */
export function notification(changes: Fields = {}): Fields {
  return {
    Type: "Notification",
    MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    TopicArn: topicArn,
    Message: registered(),
    Timestamp: "2026-01-05T09:59:59.123Z",
    SignatureVersion: "2",
    SigningCertURL: certUrl,
    UnsubscribeURL: "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=x",
    ...changes,
  };
}

/** An unsigned confirmation of a subscription, or of its end. */
export function confirmation(
  type: "SubscriptionConfirmation" | "UnsubscribeConfirmation",
  changes: Fields = {},
): Fields {
  const token = "2336412f37fb687f5d51e6e2425ba1f2";
  return {
    Type: type,
    MessageId: "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
    Token: token,
    TopicArn: topicArn,
    Message: "You have chosen to subscribe to the topic.\nTo confirm, visit the SubscribeURL.",
    SubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`,
    Timestamp: "2026-01-05T09:59:59.123Z",
    SignatureVersion: "2",
    SigningCertURL: certUrl,
    ...changes,
  };
}

/**
 * The text that AWS signs, written out from "Verifying the signatures of Amazon SNS messages": on each line a name, then
 * its value, in byte order of the names.
 */
function signedText(m: Fields): string {
  const confirm = `Message\n${m["Message"]}\nMessageId\n${m["MessageId"]}\nSubscribeURL\n${m["SubscribeURL"]}\nTimestamp\n${m["Timestamp"]}\nToken\n${m["Token"]}\nTopicArn\n${m["TopicArn"]}\nType\n${m["Type"]}\n`;
  const subject = m["Subject"] === undefined ? "" : `Subject\n${m["Subject"]}\n`;
  const notify = `Message\n${m["Message"]}\nMessageId\n${m["MessageId"]}\n${subject}Timestamp\n${m["Timestamp"]}\nTopicArn\n${m["TopicArn"]}\nType\n${m["Type"]}\n`;
  return m["Type"] === "Notification" ? notify : confirm;
}

/** The message with its signature, by the test's own certificate unless told otherwise. */
export function signed(message: Fields, by: SigningCertificate = signer): Fields {
  const hash = message["SignatureVersion"] === "1" ? "sha1" : "sha256";
  return { ...message, Signature: sign(hash, Buffer.from(signedText(message)), by.privateKey).toString("base64") };
}

/** The signed message as SNS posts it. */
export function body(message: Fields, by?: SigningCertificate): string {
  return JSON.stringify(signed(message, by), null, 2);
}
