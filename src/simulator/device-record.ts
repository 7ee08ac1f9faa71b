/** One physical unit as Amazon's side sees it. Case matters in both (README, fact P17). */
export interface DeviceKey {
  readonly deviceModel: string;
  readonly dsn: string;
}

/** Where a device stands on its way to tokens. */
export type DeviceState =
  | "unknown"
  | "purchased-opted-in"
  | "purchased-skipped"
  | "scanned"
  | "exchangeable"
  | "exchanged"
  | "deregistered";

/** Why a DSN is not preregistered; to a client all of these are one 400 (README, facts P12 and P13; inferred). */
export type NotPreregistered =
  | "no-purchase"
  | "opted-out"
  | "not-scanned"
  | "not-yet"
  | "exchanged-before"
  | "deregistered";

/** What Amazon's side remembers of a device. */
export interface DeviceRecord extends DeviceKey {
  readonly purchase: { readonly optedIn: boolean; readonly at: number };
  scan?: { readonly at: number; readonly exchangeableAt: number };
  shippedAt?: number;
  deregisteredAt?: number;
  /** Exchanges since the last reset, over all sales of the unit. */
  exchanges: number;
  exchangedThisSale: number;
  accessTokens: number;
}

/** A device at one moment. */
export interface DeviceView extends DeviceKey {
  readonly state: DeviceState;
  /** How often tokens were given out for it since the last reset; refreshes do not count. */
  readonly exchanges: number;
  readonly shipped: boolean;
  /** True when the customer selected a consumable at checkout. */
  readonly optedIn: boolean;
}

/** The state of a record at a time; `unknown` without a record. */
export function viewOf(key: DeviceKey, record: DeviceRecord | undefined, nowMs: number): DeviceView {
  return {
    deviceModel: key.deviceModel,
    dsn: key.dsn,
    state: record === undefined ? "unknown" : stateOf(record, nowMs),
    exchanges: record?.exchanges ?? 0,
    shipped: record?.shippedAt !== undefined,
    optedIn: record?.purchase.optedIn ?? false,
  };
}

function stateOf(record: DeviceRecord, nowMs: number): DeviceState {
  if (record.deregisteredAt !== undefined) return "deregistered";
  if (record.exchangedThisSale > 0) return "exchanged";
  if (record.scan === undefined) return record.purchase.optedIn ? "purchased-opted-in" : "purchased-skipped";
  return record.purchase.optedIn && nowMs >= record.scan.exchangeableAt ? "exchangeable" : "scanned";
}
