/** What must not be lost: units and their states, scans and their answers. */
export type { Ledger, LedgerReader } from "./ledger.ts";
export { openLedger, openLedgerForReading } from "./open-ledger.ts";
export type { NewScan, ScanDecision, ScanFacts, ScanImage, ScanLedger, ScanRecord } from "./scan-ledger.ts";
export {
  type AdoptedSerial,
  type AdoptionOutcome,
  allocationMax,
  type OutsideRanges,
  type PrintGap,
  type PrintLog,
  type PrintLogResult,
  type PrintOutcome,
  type RangePiece,
  type SerialAdoption,
  type SerialAllocation,
  type SerialLedger,
  type SerialRange,
  type SerialState,
  type SerialStep,
  type SerialsLeft,
  type StepResult,
  type Unit,
  type UnitChange,
  type UnitEvent,
  voidMax,
} from "./serial-ledger.ts";
export type { UnitKey } from "./unit-key.ts";
