import { BoxproofError } from "../core/index.ts";
import { boundedInteger } from "./bounded-integer.ts";
import { type BoxScan, judgeScan, type ScanAnswer } from "./box-scan.ts";
import { type DeviceKey, type DeviceRecord, type DeviceView, type NotPreregistered, viewOf } from "./device-record.ts";
import type { ModelBook } from "./model-book.ts";
import { type RepeatExchange, type SeedDevice, testDevice } from "./simulator-options.ts";

/** A customer buys a device and selects a consumable for it, or skips that. */
export interface Purchase extends DeviceKey {
  readonly optedIn: boolean;
}

/** What Amazon's side knows of single devices. */
export interface DeviceRegister {
  checkout(purchase: Purchase): DeviceView;
  scan(scan: BoxScan): ScanAnswer;
  ship(key: DeviceKey): DeviceView;
  deregister(key: DeviceKey): DeviceView;
  /** The device as it is now; state `unknown` when Amazon has never heard of it. */
  view(key: DeviceKey): DeviceView;
  /** All known devices, in the order in which they became known. */
  list(): readonly DeviceView[];
  /** Number of the answer for which tokens are to be made, or why there are none. Counts as an exchange. */
  exchange(key: DeviceKey): { readonly n: number } | { readonly because: NotPreregistered };
  /** Number of the next access token of a device. */
  nextAccessToken(key: DeviceKey): number;
  reset(): void;
}

/** What the register needs of its surroundings. */
export interface DeviceRegisterOptions {
  readonly models: ModelBook;
  readonly now: () => number;
  readonly devices: readonly SeedDevice[];
  readonly exchangeableAfterMs: number;
  readonly repeatExchange: RepeatExchange;
}

const devicesMax = 100_000;
const exchangeableAfterMaxMs = 365 * 24 * 3600 * 1000;

/** The documented shape of a DSN (README, fact P0); written here again, since this is the independent side. */
export const dsnShape = /^[A-Za-z0-9_+-]{1,64}$/;

/** The rule of `dsnShape` in words. */
export const dsnExpected = "1 to 64 characters of A-Z a-z 0-9 - + _";

/** A register that holds the seeded devices and Amazon's allow-listed one. */
export function createDeviceRegister(options: DeviceRegisterOptions): DeviceRegister {
  const { models, now } = options;
  const records = new Map<string, DeviceRecord>();
  const find = (key: DeviceKey) => records.get(mapKey(key));
  const view = (key: DeviceKey) => viewOf(key, find(key), now());
  checkedDelay(options.exchangeableAfterMs);
  seed(records, options);

  return {
    view,
    checkout(purchase) {
      models.get(purchase.deviceModel);
      requireDsn(purchase.dsn);
      requireUnsold(view(purchase));
      keep(records, newSale(purchase, now(), find(purchase)));
      return view(purchase);
    },
    scan(scan) {
      const afterMs = checkedDelay(scan.exchangeableAfterMs ?? options.exchangeableAfterMs);
      const record = find(scan);
      const answer = judgeScan(scan, models, record);
      // A second scan of the same box changes nothing: the first one counts.
      if (answer.accepted && record !== undefined && record.scan === undefined) {
        record.scan = { at: now(), exchangeableAt: now() + afterMs };
      }
      return answer;
    },
    ship(key) {
      models.get(key.deviceModel);
      shippable(key, find(key), view(key)).shippedAt = now();
      return view(key);
    },
    deregister(key) {
      models.get(key.deviceModel);
      const record = find(key);
      if (record === undefined || record.deregisteredAt !== undefined) {
        throw stateError(key, `is ${view(key).state}`, "only a device that is on the books can be deregistered");
      }
      record.deregisteredAt = now();
      return view(key);
    },
    list: () => [...records.values()].map((record) => viewOf(record, record, now())),
    exchange(key) {
      const record = find(key);
      const because = whyNotPreregistered(record, now(), options.repeatExchange);
      if (because !== undefined || record === undefined) return { because: because ?? "no-purchase" };
      record.exchanges += 1;
      record.exchangedThisSale += 1;
      const first = record.exchanges - record.exchangedThisSale + 1;
      return { n: options.repeatExchange === "same" ? first : record.exchanges };
    },
    nextAccessToken(key) {
      const record = find(key);
      if (record !== undefined) record.accessTokens += 1;
      return record?.accessTokens ?? 1;
    },
    reset() {
      records.clear();
      seed(records, options);
    },
  };
}

function checkedDelay(afterMs: number): number {
  return boundedInteger("exchangeableAfterMs", afterMs, { min: 0, max: exchangeableAfterMaxMs });
}

function mapKey({ deviceModel, dsn }: DeviceKey): string {
  return `${deviceModel}\0${dsn}`;
}

function keep(records: Map<string, DeviceRecord>, record: DeviceRecord): void {
  const key = mapKey(record);
  if (records.size >= devicesMax && !records.has(key)) {
    throw new BoxproofError("ERR_OVERLOADED", `The simulator keeps at most ${devicesMax} devices.`, {
      remedy: "Reset the simulator, or start another one.",
    });
  }
  records.set(key, record);
}

function seed(records: Map<string, DeviceRecord>, options: DeviceRegisterOptions): void {
  // Not held against the catalog's pattern: the allow-list is Amazon's own.
  keep(records, seededRecord({ ...testDevice, purchase: "opted-in", scanned: true }, options.now()));
  for (const device of options.devices) {
    const { deviceModel, dsn } = device;
    const model = options.models.get(deviceModel);
    requireDsn(dsn);
    if (device.scanned && !model.matches(dsn)) {
      throw new BoxproofError(
        "ERR_SIMULATOR_STATE",
        `The seeded device ${dsn} cannot have been scanned: it does not match the pattern ${model.pattern} of ${deviceModel}.`,
        {
          remedy: "Mend the serial, or seed it without a scan.",
          details: { deviceModel, dsn, pattern: model.pattern },
        },
      );
    }
    keep(records, seededRecord(device, options.now()));
  }
}

/** Seeded scans lie far back, so that the delay until a DSN is exchangeable is over for them. */
function seededRecord({ deviceModel, dsn, purchase, scanned }: SeedDevice, nowMs: number): DeviceRecord {
  const record = newSale({ deviceModel, dsn, optedIn: purchase === "opted-in" }, nowMs, undefined);
  return scanned ? { ...record, scan: { at: nowMs, exchangeableAt: Number.NEGATIVE_INFINITY } } : record;
}

/** Counts go on from an earlier sale of the same unit, so that its tokens are not given out again. */
function newSale(
  { deviceModel, dsn, optedIn }: Purchase,
  nowMs: number,
  earlier: DeviceRecord | undefined,
): DeviceRecord {
  const { exchanges = 0, accessTokens = 0 } = earlier ?? {};
  return { deviceModel, dsn, exchanges, accessTokens, purchase: { optedIn, at: nowMs }, exchangedThisSale: 0 };
}

function shippable(key: DeviceKey, record: DeviceRecord | undefined, { state }: DeviceView): DeviceRecord {
  if (record?.scan !== undefined && record.shippedAt === undefined && record.deregisteredAt === undefined)
    return record;
  const found = record?.shippedAt === undefined ? `is ${state}` : "was shipped already";
  throw stateError(key, found, "a purchased device whose box scan was accepted can be shipped, once");
}

function whyNotPreregistered(
  record: DeviceRecord | undefined,
  nowMs: number,
  repeatExchange: RepeatExchange,
): NotPreregistered | undefined {
  if (record === undefined) return "no-purchase";
  if (record.deregisteredAt !== undefined) return "deregistered";
  if (!record.purchase.optedIn) return "opted-out";
  if (record.scan === undefined) return "not-scanned";
  if (nowMs < record.scan.exchangeableAt) return "not-yet";
  if (repeatExchange === "reject" && record.exchangedThisSale > 0) return "exchanged-before";
  return undefined;
}

function requireDsn(dsn: string): void {
  if (dsnShape.test(dsn)) return;
  throw new BoxproofError("ERR_DSN", `${JSON.stringify(dsn.slice(0, 80))} is no DSN; expected ${dsnExpected}.`, {
    remedy: "A device on Amazon's books has a documented serial; a bad text belongs into a scan.",
  });
}

function requireUnsold(device: DeviceView): void {
  if (device.state === "unknown" || device.state === "deregistered") return;
  throw stateError(device, `is ${device.state}`, "one unit is sold once, and again after it was deregistered");
}

function stateError(key: DeviceKey, found: string, expected: string): BoxproofError {
  return new BoxproofError("ERR_SIMULATOR_STATE", `${key.dsn} of ${key.deviceModel} ${found}; ${expected}.`, {
    remedy: "Look at the device's state first, or reset the simulator.",
    details: { deviceModel: key.deviceModel, dsn: key.dsn },
  });
}
