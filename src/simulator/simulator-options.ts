import type { SnsIdentity } from "./sns-identity.ts";

/** A device model as Amazon has it on file after onboarding. */
export interface SimulatorModel {
  readonly deviceModel: string;
  /** The serial regex that the maker handed in; always applied to the whole text. */
  readonly pattern: string;
  readonly asins: readonly string[];
  /** The security profile that onboarded the model. */
  readonly lwaClientId: string;
}

/** A Login with Amazon client and its secret; the secret never leaves this process. */
export interface LwaClient {
  readonly lwaClientId: string;
  readonly secret: string;
}

/** A device that is on Amazon's books from the start. */
export interface SeedDevice {
  readonly deviceModel: string;
  readonly dsn: string;
  readonly purchase: "opted-in" | "skipped";
  /** True when the fulfilment centre has scanned the box already. */
  readonly scanned: boolean;
}

/**
 * What a second exchange of one DSN gives (unknown at Amazon's side: README, fact P16): a new refresh token (the first
 * stays good), the same refresh token, or the "not preregistered" 400.
 */
export type RepeatExchange = "rotate" | "same" | "reject";

/** How SNS messages are delivered. AWS waits 20 s between attempts; a rehearsal cannot. */
export interface DeliveryPolicy {
  /** Attempts in all, 1 to 10. AWS: 1 + 3 retries. */
  readonly attempts: number;
  readonly retryDelayMs: number;
  /** How long one attempt may take. AWS: 15 s. */
  readonly timeoutMs: number;
}

/** How long a client may take to send its request, in real time. */
export interface RequestTimeouts {
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** What the caller hands over. Everything but the models has a default. */
export interface SimulatorOptions {
  readonly models: readonly SimulatorModel[];
  readonly clients?: readonly LwaClient[];
  readonly devices?: readonly SeedDevice[];
  /** Milliseconds since 1970; the clock of this machine by default. `advanceClock` adds to it. */
  readonly clock?: () => number;
  /** All tokens and ids follow from it; "boxproof" by default. */
  readonly seed?: string;
  /** Only the nesting of the document's example is accepted (README, fact P8). */
  readonly strict?: boolean;
  /** From an accepted scan until the DSN is exchangeable; 0 by default (README, fact P16). */
  readonly exchangeableAfterMs?: number;
  /** "rotate" by default: each exchange gives new tokens. */
  readonly repeatExchange?: RepeatExchange;
  readonly topicArn?: string;
  /** Made at the start when absent, in about 0.2 s. */
  readonly snsIdentity?: SnsIdentity;
  readonly delivery?: Partial<DeliveryPolicy>;
  /** Entries that the journal keeps, 10 to 100,000; older ones are dropped and counted. */
  readonly journalMax?: number;
  readonly timeouts?: RequestTimeouts;
}

/** Amazon's allow-listed device: exchangeable from the start, with the test credentials only (README, fact P14). */
export const testDevice = { deviceModel: "DRS_Test_Device", dsn: "TestAmazonPreReg001" } as const;

/** The topic that notifications come from unless the caller names one. */
export const defaultTopicArn = "arn:aws:sns:us-east-1:123456789012:boxproof-simulator";

/** Amazon's side has its own test model even where the maker's catalog does not name it. */
export const testModel: SimulatorModel = {
  deviceModel: testDevice.deviceModel,
  pattern: testDevice.dsn,
  asins: [],
  lwaClientId: "amzn1.application-oa2-client.amazon-test-credentials",
};

/** AWS's attempts and their length, but with a quarter of a second between them. */
export const defaultDelivery: DeliveryPolicy = { attempts: 4, retryDelayMs: 250, timeoutMs: 15_000 };

/** Far more than a client on the same machine needs. */
export const defaultTimeouts: RequestTimeouts = { headersTimeoutMs: 5_000, requestTimeoutMs: 10_000 };
