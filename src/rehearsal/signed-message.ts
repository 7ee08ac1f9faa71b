import { assert } from "../core/index.ts";

/** An SNS message as it goes over the wire. */
export type SignedMessage = Readonly<Record<string, unknown>>;

/** The message with one character of a field changed; everything else, the signature too, stays. */
export function withChange(message: SignedMessage, field: string): SignedMessage {
  const value = message[field];
  assert(typeof value === "string" && value !== "", "the field is a text");
  const index = value.length >> 1;
  const found = value[index] ?? "";
  return { ...message, [field]: value.slice(0, index) + (found === "A" ? "B" : "A") + value.slice(index + 1) };
}

/** Sends the message as SNS would, and returns the status that came back. */
export async function postNotification(url: string, message: SignedMessage): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    redirect: "error",
    headers: {
      "content-type": "text/plain; charset=UTF-8",
      "x-amz-sns-message-type": String(message["Type"]),
      "x-amz-sns-message-id": String(message["MessageId"]),
      "x-amz-sns-topic-arn": String(message["TopicArn"]),
    },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(30_000),
  });
  await response.arrayBuffer();
  return response.status;
}
