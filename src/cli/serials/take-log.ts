import type { DeviceModel } from "../../core/catalog/index.ts";
import { type Dsn, parseDsn } from "../../core/dsn/index.ts";
import { grouped } from "../../core/index.ts";
import { type Ledger, type PrintLogResult, type PrintOutcome, voidMax } from "../../ledger/index.ts";
import type { Io } from "../io.ts";
import { createProgressBar } from "../progress-bar.ts";
import { adoptRows, type NamedRow, type UnknownFault, type UnknownRow } from "./adopt-rows.ts";
import { type PrintFault, unknownSerialFaults } from "./print-fault.ts";
import type { PrintLogRow, PrintLogTable } from "./print-log-table.ts";

/** Faults that are kept; the others are counted. */
export const keptFaultMax = 1_000;

/** What taking in a log came to. */
export interface TakenLog {
  readonly printed: number;
  readonly already: number;
  readonly voided: number;
  /** Serials that were never allocated and are known now, as printed or void. */
  readonly adopted: number;
  readonly faultCount: number;
  readonly faults: readonly PrintFault[];
  readonly gapCount: number;
  readonly gaps: readonly {
    readonly place: string;
    readonly message: string;
    readonly rangeId: number;
    readonly first: Dsn;
    readonly last: Dsn;
    readonly count: number;
  }[];
}

interface LogWork {
  readonly table: PrintLogTable;
  readonly record: {
    readonly deviceModel: string;
    readonly who: string;
    readonly why: string;
    readonly dryRun: boolean;
  };
  /** True to take in serials that were never allocated and are serials of the model in every way. */
  readonly adopt: boolean;
}

/** Confirms what a log printed, voids what it voided, adopts what it is asked to, and tells what is wrong with it. */
export async function takeLog(io: Io, ledger: Ledger, model: DeviceModel, work: LogWork): Promise<TakenLog> {
  const { table, record, adopt } = work;
  const named = table.rows.map((row) => ({ row, dsn: parseDsn(row.serial) }));
  const printed = named.flatMap(({ row, dsn }) => (dsn !== undefined && row.state === "printed" ? [{ row, dsn }] : []));
  const bar = createProgressBar(io, { total: printed.length, what: "serials" });
  let shown = 0;
  const onProgress = (done: number) => {
    for (; shown < done; shown += 1) bar.advance();
  };
  const others = named.flatMap(({ row, dsn }) => (dsn !== undefined && row.state !== "printed" ? [{ row, dsn }] : []));
  const result = await ledger.importPrintLog({
    ...record,
    dsns: printed.map(({ dsn }) => dsn),
    others: others.map(({ dsn }) => dsn),
    onProgress,
  });
  bar.end();
  const voids = await takeVoids(
    ledger,
    others.filter(({ row }) => row.state === "void"),
    record,
  );
  const unknownFault = unknownSerialFaults(model);
  const voidDsns = new Set(voids.taken.map(({ dsn }) => dsn));
  const unknown: readonly UnknownRow[] = [
    ...printed
      .filter(({ dsn }, index) => result.outcomes[index] === "unknown" && !voidDsns.has(dsn))
      .map((one) => ({ ...one, isVoid: false })),
    ...voids.unknown.map((one) => ({ ...one, isVoid: true })),
  ];
  const rest = adopt
    ? await adoptRows(io, ledger, unknown, { unknownFault, record })
    : { adopted: 0, already: 0, faults: unknown.map((one) => notAllocatedFault(one, unknownFault)) };
  const faults = [
    ...named.flatMap(({ row, dsn }) => rowFault(row, dsn, unknownFault) ?? []),
    ...outcomeFaults(printed, result.outcomes, voidDsns),
    ...voids.faults,
    ...voidConflicts(printed, voids.taken),
    ...rest.faults,
  ];
  const order = new Map(table.rows.map(({ place }, index) => [place, index]));
  faults.sort((a, b) => (order.get(a.place) ?? 0) - (order.get(b.place) ?? 0));
  return {
    printed: result.outcomes.filter((outcome) => outcome === "printed").length,
    already: result.outcomes.filter((outcome) => outcome === "already").length + voids.already + rest.already,
    voided: voids.voided,
    adopted: rest.adopted,
    faultCount: faults.length,
    faults: faults.slice(0, keptFaultMax),
    gapCount: result.gaps.length + result.moreGaps,
    gaps: gapsOf(result, [...printed, ...others]),
  };
}

/** A row that cannot be taken, whatever the ledger knows: no serial, or a state that means nothing here. */
function rowFault(row: PrintLogRow, dsn: Dsn | undefined, unknownFault: UnknownFault): PrintFault | undefined {
  const { place, serial, stateText } = row;
  if (dsn === undefined) return unknownFault(row);
  if (row.state !== undefined) return undefined;
  const message = `the state ${JSON.stringify(stateText)} is not known, so the serial was left as it is`;
  return { place, serial, kind: "state", message };
}

function notAllocatedFault({ row, isVoid }: UnknownRow, unknownFault: UnknownFault): PrintFault {
  if (!isVoid) return unknownFault(row);
  const { place, serial } = row;
  return { place, serial, kind: "not-allocated", message: "is said to be void; it was never allocated" };
}

/** A printed row is told once: as a duplicate, as a conflict with a row that is void, or as void before this log. */
function outcomeFaults(
  printed: readonly NamedRow[],
  outcomes: readonly PrintOutcome[],
  voidDsns: ReadonlySet<Dsn>,
): PrintFault[] {
  const firstPlace = new Map<Dsn, string>();
  return printed.flatMap(({ row, dsn }, index): readonly PrintFault[] => {
    const { place, serial } = row;
    const outcome = outcomes[index];
    if (outcome === "duplicate") {
      return [{ place, serial, kind: "duplicate", message: `was printed at ${firstPlace.get(dsn)} already` }];
    }
    firstPlace.set(dsn, place);
    if (voidDsns.has(dsn)) return [conflict(row)];
    if (outcome !== "voided") return [];
    return [{ place, serial, kind: "voided", message: "was voided, so this label must not be used" }];
  });
}

/** Rows that are void though another one is printed; the printed ones are told with their outcomes. */
function voidConflicts(printed: readonly NamedRow[], taken: readonly NamedRow[]): PrintFault[] {
  const printedDsns = new Set(printed.map(({ dsn }) => dsn));
  return taken.flatMap(({ row, dsn }) => (printedDsns.has(dsn) ? [conflict(row)] : []));
}

function conflict({ place, serial }: PrintLogRow): PrintFault {
  const message = "is printed in one row and void in another; it counts as void, so this label must not be used";
  return { place, serial, kind: "conflict", message };
}

/** Voids what the log says is void; what is void already stays so, what is on a box is a fault. */
async function takeVoids(ledger: Ledger, rows: readonly NamedRow[], record: LogWork["record"]) {
  const faults: PrintFault[] = [];
  const open: NamedRow[] = [];
  const already: NamedRow[] = [];
  const unknown: NamedRow[] = [];
  const seen = new Set<Dsn>();
  for (const { row, dsn } of rows) {
    if (seen.has(dsn)) continue;
    seen.add(dsn);
    const state = (await ledger.findUnit({ deviceModel: record.deviceModel, dsn }))?.state;
    const { place, serial } = row;
    if (state === "LabelScrapped") already.push({ row, dsn });
    else if (state === "Allocated" || state === "Issued" || state === "Printed") open.push({ row, dsn });
    else if (state === undefined) unknown.push({ row, dsn });
    else faults.push({ place, serial, kind: "state", message: `is said to be void; it is ${state}` });
  }
  const { deviceModel, who, why } = record;
  for (let from = 0; from < open.length && !record.dryRun; from += voidMax) {
    const units = open.slice(from, from + voidMax).map(({ dsn }) => ({ deviceModel, dsn }));
    await ledger.voidSerials({ units, who, why });
  }
  return { faults, unknown, taken: [...already, ...open], already: already.length, voided: open.length };
}

function gapsOf({ gaps }: PrintLogResult, named: readonly NamedRow[]): TakenLog["gaps"] {
  return gaps.map(({ rangeId, first, last, count, before, after }) => {
    const place = named[before ?? after ?? 0]?.row.place ?? "";
    const gap = { place, rangeId, first, last, count };
    if (before !== undefined) {
      const serials = count === 1 ? `${first} was` : `${grouped(count)} serials from ${first} to ${last} were`;
      return { ...gap, message: `before it, ${serials} not printed (range ${rangeId})` };
    }
    const serials = count === 1 ? `1 serial, ${first},` : `${grouped(count)} serials, ${first} to ${last},`;
    const upTo = `the log goes up to ${named[after ?? 0]?.dsn}`;
    return { ...gap, message: `${upTo}; ${serials} of range ${rangeId} ${count === 1 ? "is" : "are"} not in any log` };
  });
}
