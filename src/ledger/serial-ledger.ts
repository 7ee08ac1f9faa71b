import type { Dsn, SerialSeries } from "../core/dsn/index.ts";
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

/** Most serials of one allocation. */
export const allocationMax = 1_000_000;

/** Most serials that are voided one by one: four rows each, in one transaction. */
export const voidMax = 200;

/** A wish for new serials of one series of a model. */
export interface SerialAllocation {
  readonly deviceModel: string;
  /** The serials that differ only in their counter; the rest of the scheme is chosen. */
  readonly series: SerialSeries;
  /** First and last counter that the scheme has. */
  readonly counter: { readonly from: number; readonly to: number };
  /** How many serials, 1 to `allocationMax`. */
  readonly count: number;
  /** The chosen fields for people, e.g. `year 26, week 48, A`; empty when there is nothing to choose. */
  readonly fields: string;
  /** Serials that samples may carry: none of them is ever allocated. At most 10,000. */
  readonly specimens: readonly Dsn[];
  readonly who: string;
  readonly why: string;
}

/** Serials that were reserved together. A range never changes, never overlaps another, and is never given back. */
export interface SerialRange {
  /** 1, 2, 3, … in the order of allocation. */
  readonly id: number;
  readonly deviceModel: string;
  readonly series: SerialSeries;
  readonly fields: string;
  /** First and last counter, both included. */
  readonly from: number;
  readonly to: number;
  /** Serials between them; fewer than counters where specimens or impossible check characters were left out. */
  readonly count: number;
  readonly first: Dsn;
  readonly last: Dsn;
  /** ISO 8601, the ledger's clock. */
  readonly at: string;
  readonly who: string;
  readonly why: string;
  /** How many of its serials are in each state now; states without any are absent. */
  readonly states: Readonly<Partial<Record<UnitState, number>>>;
}

/** What a series still has for allocations. */
export interface SerialsLeft {
  /** Serials that can still be allocated; where `isExact` is false there may be fewer. */
  readonly count: number;
  /** Numbers of the counter behind its last allocation that are none of them: specimens, known or impossible serials. */
  readonly leftOut: number;
  readonly isExact: boolean;
}

/** A serial with the state it is in. */
export interface SerialState {
  readonly dsn: Dsn;
  readonly state: UnitState;
}

/** What a step does to serials that were allocated. */
export interface SerialStep {
  /** `Issued`: in a written file. `Printed`: confirmed. `LabelScrapped`: void, and never used again. */
  readonly state: "Issued" | "Printed" | "LabelScrapped";
  readonly who: string;
  readonly why: string;
}

/** Serials of a range in one piece: all of them, or those between two counters. */
export interface RangePiece {
  readonly rangeId: number;
  readonly from?: number;
  readonly to?: number;
}

/** What a step came to: how many serials it changed, and those that it left as they were, by their state. */
export interface StepResult {
  readonly changed: number;
  /** The changed ones by the state that they had before. */
  readonly before: Readonly<Partial<Record<UnitState, number>>>;
  readonly left: Readonly<Partial<Record<UnitState, number>>>;
}

/** How one serial of a print log was taken. */
export type PrintOutcome =
  /** Printed now. */
  | "printed"
  /** It was Printed or further already. */
  | "already"
  /** An earlier entry of the log has it. */
  | "duplicate"
  /** Its number was voided, so this label must not be used. */
  | "voided"
  /** In no range, and not adopted: never allocated. */
  | "unknown";

/**
 * Serials of a range that a log does not name and that are still Allocated or Issued: before the first that it names,
 * between two of them, or behind the last.
 */
export interface PrintGap {
  readonly rangeId: number;
  readonly first: Dsn;
  readonly last: Dsn;
  readonly count: number;
  /** The log's entry that comes next in the range, as an index into `dsns` with `others` behind them. */
  readonly before?: number;
  /** Behind the last: the entry that is it, as such an index. */
  readonly after?: number;
}

/** What a print log came to. */
export interface PrintLogResult {
  /** One for each serial of the log, in its order. */
  readonly outcomes: readonly PrintOutcome[];
  readonly gaps: readonly PrintGap[];
  /** Gaps beyond those listed. */
  readonly moreGaps: number;
}

/** Serials that a printer says it has printed. */
export interface PrintLog {
  readonly deviceModel: string;
  readonly dsns: readonly Dsn[];
  /** Serials that the log names without a confirmation, e.g. as void: nothing becomes of them, and they are no gap. */
  readonly others?: readonly Dsn[];
  readonly who: string;
  readonly why: string;
  /** True to only look what would happen. */
  readonly dryRun?: boolean;
  /** Told after each commit how many serials of the log have been dealt with. */
  onProgress?(done: number): void;
}

/** A serial that was printed before there was a ledger, and what became of its label. */
export interface AdoptedSerial {
  readonly dsn: Dsn;
  readonly state: "Printed" | "LabelScrapped";
}

/** Serials of a model that were never allocated and are in use all the same. */
export interface SerialAdoption {
  readonly deviceModel: string;
  readonly serials: readonly AdoptedSerial[];
  readonly who: string;
  readonly why: string;
  /** True to only look what would happen. */
  readonly dryRun?: boolean;
  /** Told after each commit how many of the serials have been dealt with. */
  onProgress?(done: number): void;
}

/** How one serial of an adoption was taken. */
export type AdoptionOutcome =
  /** Known now, in its state, and never allocated from now on. */
  | "adopted"
  /** Another model has a serial of the same text, so that it was not taken in. */
  | "other-model"
  /** In a range or known by itself already, in this state, in which it stays. */
  | UnitState;

/** The units of a model that are in no range: adopted, scanned or marked without an allocation. */
export interface OutsideRanges {
  readonly deviceModel: string;
  /** How many are in each state now; states without any are absent. */
  readonly states: Readonly<Partial<Record<UnitState, number>>>;
}

/** The port to what the ledger knows of serials. Every promise settles after the commit, never before. */
export interface SerialLedger {
  /** The unit with its events; undefined when the ledger has never heard of it. */
  findUnit(unit: UnitKey): Promise<Unit | undefined>;
  /** Sets a unit's state and records the event. Fails with ERR_OVERLOADED, ERR_DISK or ERR_LEDGER, nothing stored. */
  markUnit(change: UnitChange): Promise<void>;
  /**
   * Reserves the next serials of a series, in one transaction, whoever else allocates at the same time. Fails with
   * nothing reserved: ERR_SERIALS_EXHAUSTED (the counter has too few left), ERR_SERIALS_OVERLAP (an earlier range has a
   * serial of the same text), ERR_OVERLOADED, ERR_DISK, ERR_LEDGER.
   */
  allocate(request: SerialAllocation): Promise<SerialRange>;
  /** How many serials of a series are left, counted as `allocate` takes them. */
  serialsLeft(
    request: Pick<SerialAllocation, "deviceModel" | "series" | "counter" | "specimens">,
  ): Promise<SerialsLeft>;
  /** Every range, oldest first, of one model or of all. */
  listRanges(deviceModel?: string): Promise<readonly SerialRange[]>;
  /** The range of that number; undefined when there is none. */
  findRange(id: number): Promise<SerialRange | undefined>;
  /**
   * Takes a step with every serial of a piece that may take it: Issued from Allocated; Printed from these two;
   * LabelScrapped from these three. The others stay as they are and are counted.
   */
  stepRange(piece: RangePiece, step: SerialStep): Promise<StepResult>;
  /**
   * Voids serials, all of them or none: ERR_SERIALS_STATE names those that were never allocated or are on a box already.
   * A voided serial is never allocated again. At most `voidMax` at once.
   */
  voidSerials(request: {
    readonly units: readonly UnitKey[];
    readonly who: string;
    readonly why: string;
  }): Promise<void>;
  /** Confirms what a printer says it has printed; the same log again changes nothing. */
  importPrintLog(log: PrintLog): Promise<PrintLogResult>;
  /**
   * Takes in serials that were printed before there was a ledger, with one outcome each, in their order; the same again
   * changes nothing. Whether they are serials of the model at all, the caller has seen.
   */
  adoptSerials(adoption: SerialAdoption): Promise<readonly AdoptionOutcome[]>;
  /** How many units are in no range, of one model or of all that have some. */
  outsideRanges(deviceModel?: string): Promise<readonly OutsideRanges[]>;
  /** The serials of one range in their order, each with its state, in pages of at most 1,000. */
  rangeSerials(id: number): AsyncIterable<readonly SerialState[]>;
  /**
   * Every allocated or otherwise known serial of a model, once, in pages of at most 1,000; only those in one of `states`
   * where given. Each page is true at the moment it is read.
   */
  eachSerial(query: {
    readonly deviceModel: string;
    readonly states?: readonly UnitState[];
  }): AsyncIterable<readonly Dsn[]>;
}
