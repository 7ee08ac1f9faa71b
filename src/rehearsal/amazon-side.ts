import type { Catalog, DeviceModel } from "../core/catalog/index.ts";
import { assert, defined } from "../core/index.ts";
import {
  type BodyEncoding,
  type Credentials,
  type DeviceName,
  exchangeMany,
  exchangeToken,
  type Outcome,
  type SnsReception,
} from "../exchange/index.ts";
import { createSimulator, type Simulator, type TokenEvent } from "../simulator/index.ts";
import { type NotificationEnd, openNotificationEnd } from "./notification-end.ts";

/** Amazon's side as the cases meet it: the simulator in this process, and the maker's end of the notifications. */
export interface AmazonSide {
  readonly simulator: Simulator;
  readonly tokenUrl: string;
  readonly notificationUrl: string;
  /** The credentials that onboarded a model; secrets of this run only, never those of the maker. */
  credentialsOf(model: DeviceModel): Credentials;
  /** Valid credentials of a client that onboarded no model. */
  readonly foreignCredentials: Credentials;
  /** Asks the token endpoint, as the maker's back end does. */
  exchange(attempt: ExchangeAttempt): Promise<Exchanged>;
  /** A batch that shares credentials. */
  exchangeBatch(batch: ExchangeBatch): Promise<readonly Outcome[]>;
  /** What the simulator itself wrote down of the last request for a serial; the client cannot see it. */
  journalOf(dsn: string): TokenEvent | undefined;
  /** What came in at the maker's end so far, oldest first. */
  receptions(): readonly SnsReception[];
  /** A second receiver that is subscribed on its own; with its own wish to confirm or not. */
  openReceiver(options: { readonly autoConfirm: boolean }): Promise<NotificationEnd>;
  close(): Promise<void>;
}

/** One device to exchange, and with whose credentials. */
export interface ExchangeAttempt extends DeviceName {
  readonly credentials: Credentials;
  readonly encoding?: BodyEncoding;
}

/** Several devices under one pair of credentials. */
export interface ExchangeBatch {
  readonly devices: readonly DeviceName[];
  readonly credentials: Credentials;
}

/** The client's outcome beside the simulator's own reason: the first must never claim more than the second. */
export interface Exchanged {
  readonly outcome: Outcome;
  readonly journal: TokenEvent | undefined;
}

const foreignClientId = "amzn1.application-oa2-client.boxproof-rehearsal-foreign";

/** Starts the simulator and the maker's receiver on free loopback ports. The catalog's models are onboarded. */
export async function openAmazonSide(options: {
  readonly catalog: Catalog;
  readonly seed: string;
  readonly newSecret: () => string;
}): Promise<AmazonSide> {
  const { catalog, seed, newSecret } = options;
  const ofProfiles = catalog.securityProfiles.map((profile) => profile.lwaClientId);
  const clientIds = [...new Set([...ofProfiles, foreignClientId])];
  const clients = clientIds.map((clientId) => ({ clientId, clientSecret: newSecret() }));
  const simulator = createSimulator({
    models: catalog.models.map((model) => onboarded(catalog, model)),
    clients: clients.map(({ clientId, clientSecret }) => ({ lwaClientId: clientId, secret: clientSecret })),
    seed,
  });
  const opened: { close(): Promise<void> }[] = [simulator];
  const close = async () => {
    for (const part of opened.splice(0).reverse()) await part.close();
  };
  try {
    const { tokenUrl } = await simulator.start();
    const main = await openNotificationEnd(simulator, { autoConfirm: true });
    opened.push(main);
    await simulator.subscribe({ endpoint: main.url });
    const credentialsOfClient = (clientId: string) =>
      defined(
        clients.find((client) => client.clientId === clientId),
        "every profile of the catalog has a client",
      );
    return {
      simulator,
      tokenUrl,
      notificationUrl: main.url,
      credentialsOf: (model) => credentialsOfClient(clientIdOf(catalog, model)),
      foreignCredentials: credentialsOfClient(foreignClientId),
      async exchange(attempt) {
        const outcome = await exchangeToken({ ...attempt, endpoint: tokenUrl });
        return { outcome, journal: lastRequest(simulator, attempt.dsn) };
      },
      exchangeBatch: (batch) => exchangeMany({ ...batch, endpoint: tokenUrl }),
      journalOf: (dsn) => lastRequest(simulator, dsn),
      receptions: () => main.receptions(),
      async openReceiver(receiverOptions) {
        const end = await openNotificationEnd(simulator, receiverOptions);
        opened.push(end);
        return end;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function clientIdOf(catalog: Catalog, model: DeviceModel): string {
  const profile = catalog.securityProfiles.find((candidate) => candidate.name === model.securityProfile);
  return defined(profile, "a model's security profile is in the catalog").lwaClientId;
}

function onboarded(catalog: Catalog, model: DeviceModel) {
  return {
    deviceModel: model.deviceModel,
    pattern: model.serial.pattern,
    asins: model.listings.map((listing) => listing.asin),
    lwaClientId: clientIdOf(catalog, model),
  };
}

function lastRequest(simulator: Simulator, dsn: string): TokenEvent | undefined {
  const { entries, dropped } = simulator.journal();
  assert(dropped === 0, "the journal holds a whole rehearsal");
  return entries.findLast((entry): entry is TokenEvent & (typeof entries)[number] => {
    return entry.kind === "token-request" && entry.dsn === dsn;
  });
}
