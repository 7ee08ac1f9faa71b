import type { Confidential } from "../confidential.ts";
import type { DrsNotification } from "./drs-notification.ts";

interface EventBase {
  readonly messageId: string;
  readonly topicArn: string;
  /** When SNS published the message. */
  readonly timestamp: string;
  /** Under each of these the event may have one effect only; the first is the notification's own id, where it has one. */
  readonly keys: readonly string[];
}

/** A verified message, by what it asks of the receiver. A store that writes it down has to `reveal()` what it keeps. */
export type SnsEvent = EventBase &
  (
    | {
        readonly kind: "notification";
        /** Absent when the message is not the JSON of a Dash Replenishment notification; it is kept all the same. */
        readonly notification?: DrsNotification;
        /** The message as it came, with the customer's id in it. */
        readonly body: Confidential;
      }
    | {
        readonly kind: "subscription-confirmation";
        /** `pending`: a person is to open the URL; `confirmed`: the receiver did. */
        readonly state: "pending" | "confirmed";
        readonly subscribeUrl: Confidential;
      }
    /** Somebody took the topic's subscription away: an alarm. It is never renewed by itself. */
    | { readonly kind: "unsubscribed" }
  );
