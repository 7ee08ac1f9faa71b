/** What must not be lost: units and their states, scans and their answers. */
export type { Ledger } from "./ledger.ts";
export { openLedger } from "./open-ledger.ts";
export type { NewScan, ScanDecision, ScanFacts, ScanImage, ScanLedger, ScanRecord } from "./scan-ledger.ts";
export type {
  PrintGap,
  PrintLog,
  PrintLogResult,
  PrintOutcome,
  RangePiece,
  SerialAllocation,
  SerialLedger,
  SerialRange,
  SerialState,
  SerialStep,
  StepResult,
  Unit,
  UnitChange,
  UnitEvent,
} from "./serial-ledger.ts";
export type { UnitKey } from "./unit-key.ts";
