import { setTimeout as sleep } from "node:timers/promises";
import type { Journal } from "./journal.ts";
import type { DeliveryPolicy } from "./simulator-options.ts";
import type { SnsMessage } from "./sns-message.ts";

/** How one message fared at one endpoint. */
export interface Delivery {
  readonly endpoint: string;
  readonly delivered: boolean;
  readonly attempts: number;
  /** The last answer; undefined when there was none. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly problem?: string;
}

/** One message on its way to one endpoint. */
export interface Parcel {
  readonly endpoint: URL;
  readonly message: SnsMessage;
  /** Sent as a header with notifications. */
  readonly subscriptionArn?: string;
}

/** What a delivery needs of its surroundings. */
export interface DeliveryOptions {
  readonly policy: DeliveryPolicy;
  readonly journal: Journal;
  /** Raised when the simulator closes: no further attempt is made. */
  readonly closing: AbortSignal;
}

interface Attempt {
  readonly status?: number;
  readonly problem?: string;
}

/**
 * Posts a message as AWS does, again after a network error, 429 or 5xx, up to the policy's attempts. Never throws: a
 * message that could not be delivered is lost, as at AWS.
 */
export async function deliver(parcel: Parcel, options: DeliveryOptions): Promise<Delivery> {
  const endpoint = `${parcel.endpoint.origin}${parcel.endpoint.pathname}`;
  let last: Attempt = { problem: "the simulator is closing" };
  let attempts = 0;
  while (attempts < options.policy.attempts && !options.closing.aborted) {
    if (attempts > 0) await pause(options);
    attempts += 1;
    last = await post(parcel, options);
    const { MessageId: messageId, Type: type, TopicArn: topicArn } = parcel.message;
    options.journal.record({ kind: "delivery", messageId, type, topicArn, endpoint, attempt: attempts, ...last });
    if (!isRetryable(last)) break;
  }
  return { endpoint, attempts, delivered: isSuccess(last), ...last };
}

async function post({ endpoint, message, subscriptionArn }: Parcel, options: DeliveryOptions): Promise<Attempt> {
  try {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "text/plain; charset=UTF-8",
        "user-agent": "Amazon Simple Notification Service Agent",
        "x-amz-sns-message-type": message.Type,
        "x-amz-sns-message-id": message.MessageId,
        "x-amz-sns-topic-arn": message.TopicArn,
        ...(subscriptionArn === undefined ? {} : { "x-amz-sns-subscription-arn": subscriptionArn }),
      },
      body: JSON.stringify(message, undefined, 2),
      redirect: "manual",
      signal: AbortSignal.any([options.closing, AbortSignal.timeout(options.policy.timeoutMs)]),
    });
    // Only the status counts; an endless body must not hold up the delivery.
    await answer.body?.cancel();
    return { status: answer.status };
  } catch (error) {
    return { problem: problemText(error) };
  }
}

function problemText(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string }; message: string };
  return cause?.code ?? message;
}

async function pause({ policy, closing }: DeliveryOptions): Promise<void> {
  await sleep(policy.retryDelayMs, undefined, { signal: closing }).catch(() => undefined);
}

function isSuccess({ status = 0 }: Attempt): boolean {
  return status >= 200 && status < 300;
}

/** Amazon SNS Developer Guide, "Message delivery retries": 5xx and 429 are tried again, other 4xx are final. */
function isRetryable({ status }: Attempt): boolean {
  return status === undefined || status === 429 || status >= 500;
}
