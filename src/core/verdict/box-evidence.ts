import type { Catalog } from "../catalog/index.ts";
import type { Dsn } from "../dsn/index.ts";
import type { BoxSymbol } from "./serial-candidates.ts";
import type { UnitState } from "./unit-state.ts";

/** What is known of one box when it is judged. */
export interface BoxEvidence {
  readonly catalog: Catalog;
  /** The model that this box must be; absent where a station packs several. */
  readonly expectedModel?: string;
  /** The serial that the device itself gave; absent where nobody asked it. */
  readonly deviceSerial?: string;
  readonly symbols: readonly BoxSymbol[];
  /** What the ledger knows of a unit; undefined for one that it does not know. */
  readonly unit?: (deviceModel: string, dsn: Dsn) => UnitState | undefined;
  /** True when the whole box was read to the end: only then can it be `ok`. */
  readonly fullPass: boolean;
}
