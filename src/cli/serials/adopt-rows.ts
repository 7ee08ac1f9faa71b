import type { Dsn } from "../../core/dsn/index.ts";
import type { AdoptedSerial, AdoptionOutcome, Ledger } from "../../ledger/index.ts";
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
  /** Those that the ledger knows otherwise, e.g. as on a box already. */
  readonly already: number;
  readonly faults: readonly PrintFault[];
}

/**
 * Takes in rows whose serials are right in every way but that nobody allocated them; those that are not, that the log
 * itself contradicts, or that another model has, are faults.
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
  for (const [index, { row }] of wanted.entries()) if (outcomes[index] === "other-model") faults.push(otherModel(row));
  const count = (outcome: AdoptionOutcome) => outcomes.filter((one) => one === outcome).length;
  return { adopted: count("adopted"), already: count("known"), faults };
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
