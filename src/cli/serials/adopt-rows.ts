import type { Dsn } from "../../core/dsn/index.ts";
import { blockedStates, type UnitState } from "../../core/verdict/index.ts";
import type { AdoptedSerial, Ledger } from "../../ledger/index.ts";
import type { Io } from "../io.ts";
import { createProgressBar } from "../progress-bar.ts";
import type { PrintFault } from "./print-fault.ts";
import type { PrintLogRow } from "./print-log-table.ts";

/** A row of a log whose serial is a DSN. */
export interface NamedRow {
  readonly row: PrintLogRow;
  readonly dsn: Dsn;
}

/** A row whose serial was never allocated. */
export interface UnknownRow extends NamedRow {
  /** Whether the log says that the label is void; else it says that it was printed. */
  readonly isVoid: boolean;
}

/** Why the ledger does not know the serial of a row. */
export type UnknownFault = (row: PrintLogRow) => PrintFault;

/** What an adoption came to. */
interface AdoptedRows {
  readonly adopted: number;
  /** Those that the ledger knows in a state in which a label may be, e.g. as on a box; the others are faults. */
  readonly already: number;
  readonly faults: readonly PrintFault[];
}

/**
 * Takes in rows whose serials are right in every way but that nobody allocated them; those that are not, that the log
 * itself contradicts, that another model has, or whose units must not be used, are faults.
 */
export async function adoptRows(
  io: Io,
  ledger: Ledger,
  rows: readonly UnknownRow[],
  context: {
    readonly unknownFault: UnknownFault;
    readonly record: {
      readonly deviceModel: string;
      readonly who: string;
      readonly why: string;
      readonly dryRun: boolean;
    };
  },
): Promise<AdoptedRows> {
  const { unknownFault, record } = context;
  const faults: PrintFault[] = [];
  const right: UnknownRow[] = [];
  for (const one of rows) {
    const fault = unknownFault(one.row);
    if (fault.kind === "not-allocated") right.push(one);
    else faults.push(fault);
  }
  const contradicted = contradictedDsns(right);
  const wanted = right.filter(({ dsn }) => !contradicted.has(dsn));
  for (const { row, dsn } of right) if (contradicted.has(dsn)) faults.push(conflict(row));
  const bar = createProgressBar(io, { total: wanted.length, what: "serials to adopt" });
  let shown = 0;
  const onProgress = (done: number) => {
    for (; shown < done; shown += 1) bar.advance();
  };
  const outcomes = await ledger.adoptSerials({ ...record, serials: wanted.map(adoptedSerial), onProgress });
  bar.end();
  let [adopted, already] = [0, 0];
  for (const [index, { row, isVoid }] of wanted.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) continue;
    if (outcome === "adopted") adopted += 1;
    else if (outcome === "other-model") faults.push(otherModel(row));
    else if (!isVoid && blockedStates.has(outcome)) faults.push(blocked(row, outcome));
    else already += 1;
  }
  return { adopted, already, faults };
}

function adoptedSerial({ dsn, isVoid }: UnknownRow): AdoptedSerial {
  return { dsn, state: isVoid ? "LabelScrapped" : "Printed" };
}

function contradictedDsns(rows: readonly UnknownRow[]): ReadonlySet<Dsn> {
  const printed = new Set(rows.flatMap(({ dsn, isVoid }) => (isVoid ? [] : [dsn])));
  return new Set(rows.flatMap(({ dsn, isVoid }) => (isVoid && printed.has(dsn) ? [dsn] : [])));
}

function conflict({ place, serial }: PrintLogRow): PrintFault {
  const message = "is printed in one row and void in another, so it was not adopted";
  return { place, serial, kind: "conflict", message };
}

function otherModel({ place, serial }: PrintLogRow): PrintFault {
  const message = "is a serial of another model already, so it was not adopted";
  return { place, serial, kind: "other-model", message };
}

function blocked({ place, serial }: PrintLogRow, state: UnitState): PrintFault {
  const message = `is ${state} in the ledger, so this label must not be used`;
  return { place, serial, kind: "state", message };
}
