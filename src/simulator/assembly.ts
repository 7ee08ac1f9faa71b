import { type AwsAnswers, createAwsAnswers } from "./aws-answers.ts";
import { boundedInteger } from "./bounded-integer.ts";
import { createDeviceRegister, type DeviceRegister } from "./device-register.ts";
import { createJournal, type Journal } from "./journal.ts";
import { createModelBook, type ModelBook } from "./model-book.ts";
import { createRedactor } from "./redactor.ts";
import { createResponseScript, type ResponseScript } from "./scripted-response.ts";
import { createSimulatorClock, type SimulatorClock } from "./simulator-clock.ts";
import {
  type DeliveryPolicy,
  defaultDelivery,
  defaultTimeouts,
  defaultTopicArn,
  type RequestTimeouts,
  type SimulatorOptions,
} from "./simulator-options.ts";
import { createSnsIdentity, type SnsIdentity } from "./sns-identity.ts";
import { createSnsTopic, type SnsTopic } from "./sns-topic.ts";
import { createTokenDesk, type TokenDesk } from "./token-desk.ts";
import { createTokenMint, type TokenMint } from "./token-mint.ts";

/** The parts of one simulator, wired to each other. */
export interface SimulatorParts {
  readonly closing: AbortController;
  readonly clock: SimulatorClock;
  readonly mint: TokenMint;
  readonly journal: Journal;
  readonly models: ModelBook;
  readonly register: DeviceRegister;
  readonly desk: TokenDesk;
  readonly script: ResponseScript;
  readonly topic: SnsTopic;
  readonly aws: AwsAnswers;
  readonly topicArn: string;
  readonly strict: boolean;
  readonly timeouts: RequestTimeouts;
  /** Makes the signing key when there is none yet. */
  readonly identity: () => Promise<SnsIdentity>;
  /** A new id at each call, the same ones in the same order for the same seed. */
  readonly requestId: () => string;
  readonly notificationId: () => string;
}

/** Makes and wires the parts; ERR_USAGE, ERR_PATTERN or ERR_SIMULATOR_STATE for options that cannot be. */
export function assemble(options: SimulatorOptions): SimulatorParts {
  const { topicArn = defaultTopicArn, clients = [], strict = false, timeouts = defaultTimeouts } = options;
  const closing = new AbortController();
  const clock = createSimulatorClock(options.clock ?? Date.now);
  const mint = createTokenMint(options.seed ?? "boxproof");
  const journal = createJournal({
    max: options.journalMax ?? 10_000,
    iso: clock.iso,
    redact: createRedactor(clients.map((client) => client.secret)),
  });
  const models = createModelBook(options.models);
  const register = createDeviceRegister({
    models,
    now: clock.now,
    devices: options.devices ?? [],
    exchangeableAfterMs: options.exchangeableAfterMs ?? 0,
    repeatExchange: options.repeatExchange ?? "rotate",
  });
  const desk = createTokenDesk({ models, register, clients, mint });
  const identity = once(() => options.snsIdentity ?? createSnsIdentity(clock.now()));
  const delivery = { policy: deliveryPolicy(options.delivery), journal, closing: closing.signal };
  const topic = createSnsTopic({ topicArn, identity, mint, iso: clock.iso, delivery });
  const requestId = counted((count) => mint.uuid("request", count));
  const notificationId = counted((count) => `amzn1.dash.notification.v1.${mint.hex(`notification ${count}`, 32)}`);
  const aws = createAwsAnswers({ topic, identity, journal, requestId });
  const script = createResponseScript();
  const parts = { closing, clock, mint, journal, models, register, desk, script, topic, aws, topicArn };
  return { ...parts, strict, timeouts, identity, requestId, notificationId };
}

function deliveryPolicy(given: Partial<DeliveryPolicy> = {}): DeliveryPolicy {
  const { attempts, retryDelayMs, timeoutMs } = { ...defaultDelivery, ...given };
  return {
    attempts: boundedInteger("delivery.attempts", attempts, { min: 1, max: 10 }),
    retryDelayMs: boundedInteger("delivery.retryDelayMs", retryDelayMs, { min: 0, max: 60_000 }),
    timeoutMs: boundedInteger("delivery.timeoutMs", timeoutMs, { min: 1, max: 60_000 }),
  };
}

function counted(make: (count: number) => string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return make(count);
  };
}

function once<T>(make: () => T | Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= Promise.resolve(make());
    return made;
  };
}
