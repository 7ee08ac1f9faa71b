import type { UnitState } from "../core/verdict/index.ts";
import type { UnitKey } from "./unit-key.ts";

/** One change of a unit's state, kept for ever: who did it, when (ISO 8601, the ledger's clock), and why. */
export interface UnitEvent {
  readonly state: UnitState;
  readonly at: string;
  readonly who: string;
  readonly why: string;
}

/** What the ledger knows of one unit: its state now, and every change that led to it, oldest first. */
export interface Unit extends UnitKey {
  readonly state: UnitState;
  readonly events: readonly UnitEvent[];
}

/** A change of one unit's state. Commissioned is absent: only a scan with the verdict `ok` commissions a unit. */
export interface UnitChange {
  readonly unit: UnitKey;
  readonly state: Exclude<UnitState, "Commissioned">;
  readonly who: string;
  readonly why: string;
}

/** The port to what the ledger knows of serials. Every promise settles after the commit, never before. */
export interface SerialLedger {
  /** The unit with its events; undefined when the ledger has never heard of it. */
  findUnit(unit: UnitKey): Promise<Unit | undefined>;
  /** Sets a unit's state and records the event. Fails with ERR_OVERLOADED, ERR_DISK or ERR_LEDGER, nothing stored. */
  markUnit(change: UnitChange): Promise<void>;
}
