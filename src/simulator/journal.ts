import { boundedInteger } from "./bounded-integer.ts";
import type { ScanFailure } from "./box-scan.ts";
import type { DeviceState } from "./device-record.ts";
import { createRedactor, type Redactor } from "./redactor.ts";
import type { BodyEncoding } from "./request-body.ts";
import type { ScopeDataNesting } from "./scope-data.ts";
import type { SnsMessageType } from "./sns-message.ts";
import type { TokenReason } from "./token-answer.ts";
import type { TokenStep } from "./token-desk.ts";

/** A request at the token endpoint's port, whatever its path. */
export interface TokenEvent {
  readonly kind: "token-request";
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly userAgent?: string;
  readonly contentType?: string;
  readonly encoding?: BodyEncoding;
  readonly grantType?: string;
  readonly clientId?: string;
  readonly scope?: string;
  readonly deviceModel?: string;
  readonly dsn?: string;
  readonly nesting?: ScopeDataNesting;
  /** What was answered; undefined when the connection was cut before a status. */
  readonly status?: number;
  readonly reason: TokenReason | "scripted" | "path" | "method" | "host";
  /** Why, as a sentence. */
  readonly because: string;
  /** The steps of judging that the request passed, in order. */
  readonly passed: readonly TokenStep[];
  /** Odd things about the request, as sentences. */
  readonly notes: readonly string[];
}

/** Something that happened to a device at Amazon's side. */
export interface DeviceEvent {
  readonly kind: "checkout" | "scan" | "ship" | "deregister";
  readonly deviceModel: string;
  readonly dsn: string;
  readonly asin?: string;
  /** The state after it. */
  readonly state: DeviceState;
  /** For a scan: what failed; empty when it was accepted. */
  readonly failed?: readonly ScanFailure[];
}

/** One attempt to deliver an SNS message. */
export interface DeliveryEvent {
  readonly kind: "delivery";
  readonly messageId: string;
  readonly type: SnsMessageType;
  readonly topicArn: string;
  readonly endpoint: string;
  /** From 1 on. */
  readonly attempt: number;
  /** What the endpoint answered; undefined when there was no answer. */
  readonly status?: number;
  readonly problem?: string;
}

/** A request for one of AWS's addresses (certificate, SubscribeURL) that was answered in process. */
export interface AwsEvent {
  readonly kind: "aws-request";
  /** Without its query, which may hold a subscription's token. */
  readonly url: string;
  /** Undefined when the host is none of ours, so that there was no answer. */
  readonly status?: number;
}

/** What the journal holds. */
export type JournalEvent = TokenEvent | DeviceEvent | DeliveryEvent | AwsEvent;

/** An event with its number (from 1, without gaps) and time. */
export type JournalEntry = JournalEvent & { readonly number: number; readonly at: string };

/** The newest entries, oldest first, and how many older ones were dropped. */
export interface JournalView {
  readonly entries: readonly JournalEntry[];
  readonly dropped: number;
}

/** The memory of everything that was asked and done; holds no secret and no token. */
export interface Journal {
  /** Keeps an event; `sent` are secrets that its client sent, to be redacted beside the known ones. */
  record(event: JournalEvent, sent?: readonly string[]): void;
  view(): JournalView;
  reset(): void;
}

const textMax = 300;
const listMax = 20;

/** A journal of the newest `max` entries (10 to 100,000), every text of which goes through `redact`. */
export function createJournal(options: {
  readonly max: number;
  readonly iso: () => string;
  readonly redact: Redactor;
}): Journal {
  const { max, iso, redact } = options;
  boundedInteger("journalMax", max, { min: 10, max: 100_000 });
  let entries: JournalEntry[] = [];
  let recorded = 0;
  return {
    record(event, sent = []) {
      recorded += 1;
      const redactSent = createRedactor(sent);
      const cleaned = clean(event, (text) => redactSent(redact(text)));
      entries.push({ number: recorded, at: iso(), ...cleaned });
      // Cut in one go when there is twice as much, so that recording stays cheap.
      if (entries.length >= 2 * max) entries = entries.slice(-max);
    },
    view() {
      const kept = entries.slice(-max);
      return { entries: kept, dropped: recorded - kept.length };
    },
    reset() {
      entries = [];
      recorded = 0;
    },
  };
}

function clean(event: JournalEvent, redact: Redactor): JournalEvent {
  return Object.fromEntries(
    Object.entries(event)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, cleanValue(value, redact)]),
  ) as unknown as JournalEvent;
}

function cleanValue(value: unknown, redact: Redactor): unknown {
  if (typeof value === "string") return shorten(redact(value));
  return Array.isArray(value) ? value.slice(0, listMax).map((item) => cleanValue(item, redact)) : value;
}

/** Redacted first, then cut: a cut secret would no longer be found. */
function shorten(text: string): string {
  return text.length <= textMax ? text : `${text.slice(0, textMax)}… (${text.length} characters)`;
}
