import { assert, defined } from "../core/index.ts";
import { type ExchangeRequest, exchangeToken, refusedOutcome } from "./exchange-token.ts";
import type { Outcome } from "./outcome.ts";
import type { Tokens } from "./tokens.ts";

/** One device of a batch. */
export interface DeviceName {
  readonly deviceModel: string;
  readonly dsn: string;
}

/** A batch of devices that share endpoint and credentials. */
export interface ExchangeManyRequest extends Omit<ExchangeRequest, "deviceModel" | "dsn" | "onTokens"> {
  readonly devices: readonly DeviceName[];
  /** How many requests run at once: 1 to 4; 3 when not given. */
  readonly concurrency?: number | undefined;
  readonly onTokens?: ((device: DeviceName, tokens: Tokens) => void | Promise<void>) | undefined;
  /** Called for each device in the order given, as soon as it and all before it are known. */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
}

/**
 * Exchanges a batch; one outcome per device, in the order given. A device that is named twice is asked about once. As soon
 * as the endpoint refuses the credentials or the kind of request, nothing more is sent: it would be refused every time.
 */
export async function exchangeMany(request: ExchangeManyRequest): Promise<readonly Outcome[]> {
  const { devices, concurrency = 3, onTokens, onOutcome, ...shared } = request;
  assert(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 4, "concurrency is 1 to 4");
  const distinct = [...new Map(devices.map((device) => [nameKey(device), device])).values()];
  const outcomes = new Map<string, Outcome>();
  let stopper: Outcome | undefined;
  let told = 0;
  const settle = async (device: DeviceName) => {
    const outcome =
      stopper === undefined ? await exchangeOne(shared, device, onTokens) : notSent(shared, device, stopper);
    if (stopsBatch(outcome)) stopper ??= outcome;
    outcomes.set(nameKey(device), outcome);
    told = tell({ devices, outcomes, from: told, onOutcome });
    return outcome;
  };
  // One goes ahead alone until something was sent, so that a wrong secret is shown to the endpoint once.
  for (const device of distinct) {
    if ((await settle(device)).evidence.attempts > 0) break;
  }
  await inParallel(distinct.slice(outcomes.size), concurrency, settle);
  return devices.map((device) => defined(outcomes.get(nameKey(device)), "every device has an outcome"));
}

/** Runs the work for all items, so many at once; after a rejection nothing new is started and it is passed on. */
async function inParallel<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = items.values();
  let hasFailed = false;
  const worker = async () => {
    for (const item of queue) {
      if (hasFailed) return;
      await work(item).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

type Shared = Omit<ExchangeManyRequest, "devices" | "concurrency" | "onTokens" | "onOutcome">;

function exchangeOne(shared: Shared, device: DeviceName, onTokens: ExchangeManyRequest["onTokens"]): Promise<Outcome> {
  return exchangeToken({
    ...shared,
    ...device,
    ...(onTokens === undefined ? {} : { onTokens: (tokens: Tokens) => onTokens(device, tokens) }),
  });
}

/** True for outcomes that every further request would share: errors of RFC 6749, 5.2, that speak of the client. */
function stopsBatch(outcome: Outcome): boolean {
  return (
    outcome.outcome === "client_auth" ||
    (outcome.outcome === "rejected_400_unclassified" && outcome.reason === "oauth-configuration")
  );
}

function notSent(shared: Shared, device: DeviceName, stopper: Outcome): Outcome {
  const message = `the batch was stopped after ${stopper.dsn} came to ${stopper.outcome}.`;
  return refusedOutcome(
    { ...device, encoding: shared.encoding },
    { reason: "batch-stopped", message, findings: [{ id: "batch-stopped", level: "error", message }] },
  );
}

/** Tells the outcomes that have no gap before them, and returns up to where. */
function tell(progress: {
  readonly devices: readonly DeviceName[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly from: number;
  readonly onOutcome: ((outcome: Outcome) => void) | undefined;
}): number {
  let index = progress.from;
  for (;;) {
    const device = progress.devices[index];
    const outcome = device === undefined ? undefined : progress.outcomes.get(nameKey(device));
    if (outcome === undefined) return index;
    progress.onOutcome?.(outcome);
    index += 1;
  }
}

function nameKey(device: DeviceName): string {
  return JSON.stringify([device.deviceModel, device.dsn]);
}
