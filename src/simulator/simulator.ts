import type { AwsAnswers } from "./aws-answers.ts";
import type { BoxScan, ScanAnswer } from "./box-scan.ts";
import type { DeviceKey, DeviceView } from "./device-record.ts";
import type { Purchase } from "./device-register.ts";
import type { ExchangeCheck, ExchangeExpectation } from "./exchange-check.ts";
import type { JournalView } from "./journal.ts";
import type { ScriptedResponse } from "./scripted-response.ts";
import type { SimulatorModel } from "./simulator-options.ts";
import type { SnsSignatureVersion } from "./sns-message.ts";
import type { Publication, PublicationReport, Subscription, SubscriptionRequest } from "./sns-topic.ts";

/** Where a started simulator listens. */
export interface SimulatorAddress {
  /** `http://127.0.0.1:PORT/auth/o2/token`. */
  readonly tokenUrl: string;
  /** `http://127.0.0.1:PORT/v1`. */
  readonly controlUrl: string;
  /** The bearer token of the control plane; a new one at each start. */
  readonly controlToken: string;
}

/** Where to listen; 0, the default, takes free ports. */
export interface StartOptions {
  readonly port?: number;
  readonly controlPort?: number;
  /** 127.0.0.1 by default; only this machine is allowed. */
  readonly host?: string;
}

/** How the maker is told of a device. */
export interface NotificationOptions {
  readonly signatureVersion?: SnsSignatureVersion;
  /** "2" marks the message with the attribute `version` 2.0; "1", the default, has no attribute. */
  readonly notificationVersion?: "1" | "2";
  /** How often each subscriber gets the message; 1 by default. */
  readonly copies?: number;
}

/** Amazon's side in this process: checkout, fulfilment-centre scan, token endpoint, notifications. */
export interface Simulator extends AwsAnswers {
  /** Listens; ERR_NOT_LOOPBACK, ERR_PORT_TAKEN, ERR_NETWORK, or ERR_SIMULATOR_STATE when it listens already. */
  start(options?: StartOptions): Promise<SimulatorAddress>;
  /** Stops listening and ends deliveries; a second call does nothing. The simulator cannot be started again. */
  close(): Promise<void>;
  readonly topicArn: string;
  models(): readonly SimulatorModel[];
  /** Onboards or replaces a model; ERR_PATTERN when its pattern is none. */
  putModel(model: SimulatorModel): void;
  /** A customer buys a unit. ERR_MODEL_UNKNOWN, ERR_DSN; ERR_SIMULATOR_STATE when the unit is sold already. */
  checkout(purchase: Purchase): DeviceView;
  /** The fulfilment centre scans a box: accepted only if the text matches the regex, the ASIN is the model's and it was bought. */
  scan(scan: BoxScan): ScanAnswer;
  /**
   * The box leaves the fulfilment centre. Resolves when each subscriber has the notification or is given up; undefined
   * when none is sent because the customer skipped preregistration. ERR_SIMULATOR_STATE before an accepted scan.
   */
  ship(device: DeviceKey & NotificationOptions): Promise<PublicationReport | undefined>;
  /** The customer gives the device up: its tokens are void. Notifies like `ship`. */
  deregister(device: DeviceKey & NotificationOptions): Promise<PublicationReport | undefined>;
  device(key: DeviceKey): DeviceView;
  devices(): readonly DeviceView[];
  /** Moves the simulator's clock on; see SimulatorClock. */
  advanceClock(ms: number): void;
  /** Milliseconds since 1970 by the simulator's clock. */
  now(): number;
  /** Plays this once, for the next request at the token endpoint that has no other response waiting. */
  enqueueResponse(response: ScriptedResponse): void;
  clearResponses(): void;
  subscribe(request: SubscriptionRequest): Promise<PublicationReport>;
  subscriptions(): readonly Subscription[];
  /** Signs and sends any message on the topic. */
  publish(publication: Publication): Promise<PublicationReport>;
  journal(): JournalView;
  /** "Exactly n exchanges for this DSN", exact even when the journal has dropped entries. */
  checkExchanges(expectation: ExchangeExpectation): ExchangeCheck;
  /** Back to the start: seeded devices, models, clock, no faults, no subscribers, an empty journal. Ids go on. */
  reset(): void;
}
