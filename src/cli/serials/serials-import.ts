import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { DeviceModel } from "../../core/catalog/index.ts";
import { type Dsn, parseDsn } from "../../core/dsn/index.ts";
import { grouped } from "../../core/index.ts";
import { type Ledger, type PrintLogResult, type PrintOutcome, voidMax } from "../../ledger/index.ts";
import type { CatalogOptions } from "../catalog-option.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { createProgressBar } from "../progress-bar.ts";
import { requireModel } from "../require-model.ts";
import { readSerials } from "../serials-input.ts";
import { createStyle, type Style } from "../style.ts";
import { withKnownLedger } from "./open-serials.ts";
import { type PrintFault, unknownSerialFault } from "./print-fault.ts";
import { type PrintLogRow, type PrintLogTable, readPrintLog } from "./print-log-table.ts";
import { type WhoOptions, whoOf } from "./who-option.ts";

/** The options of `boxproof serials import`. */
export interface ImportOptions extends CatalogOptions, LedgerOptions, WhoOptions {
  readonly model: string;
  readonly column?: string;
  readonly stateColumn?: string;
  readonly sheet?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

const shownMax = 50;
const keptMax = 1_000;

/** What an import came to. */
interface ImportReport {
  readonly file: string;
  readonly sha256: string;
  readonly dryRun: boolean;
  readonly rows: number;
  readonly printed: number;
  readonly already: number;
  readonly voided: number;
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
  readonly notes: readonly string[];
}

/** Takes in a print log: confirms what it printed, voids what it voided, and tells everything that is wrong with it. */
export async function importSerials(io: Io, name: string, options: ImportOptions): Promise<ExitStatus> {
  const { bytes, file } = await readSerials(io, name);
  const { column, stateColumn, sheet } = options;
  const table = await readPrintLog(bytes, { file, column, stateColumn, sheet });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return withKnownLedger(io, options, async (ledger, { catalog }) => {
    const model = requireModel(catalog, options.model);
    const dryRun = options.dryRun === true;
    const why = ["print log", basename(file), `sha256 ${sha256.slice(0, 16)}`, table.when]
      .join(" ")
      .trim()
      .slice(0, 500);
    const record = { deviceModel: model.deviceModel, who: whoOf(options), why, dryRun };
    const taken = await takeLog(io, ledger, model, { table, record });
    const report = { file, sha256, dryRun, rows: table.rows.length, notes: table.notes, ...taken };
    io.out(options.json === true ? `${JSON.stringify(report)}\n` : human(report, createStyle(io)));
    const isBad = report.faultCount > 0 || (options.strict === true && report.gapCount > 0);
    return isBad ? 1 : 0;
  });
}

interface LogWork {
  readonly table: PrintLogTable;
  readonly record: {
    readonly deviceModel: string;
    readonly who: string;
    readonly why: string;
    readonly dryRun: boolean;
  };
}

async function takeLog(io: Io, ledger: Ledger, model: DeviceModel, { table, record }: LogWork) {
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
  const faults = [
    ...named.flatMap(({ row, dsn }) => rowFault(row, dsn, model) ?? []),
    ...outcomeFaults(printed, result.outcomes, model),
    ...voids.faults,
  ];
  const order = new Map(table.rows.map(({ place }, index) => [place, index]));
  faults.sort((a, b) => (order.get(a.place) ?? 0) - (order.get(b.place) ?? 0));
  return {
    printed: result.outcomes.filter((outcome) => outcome === "printed").length,
    already: result.outcomes.filter((outcome) => outcome === "already").length + voids.already,
    voided: voids.voided,
    faultCount: faults.length,
    faults: faults.slice(0, keptMax),
    gapCount: result.gaps.length + result.moreGaps,
    gaps: gapsOf(result, [...printed, ...others]),
  };
}

interface NamedRow {
  readonly row: PrintLogRow;
  readonly dsn: Dsn;
}

/** A row that cannot be taken, whatever the ledger knows: no serial, or a state that means nothing here. */
function rowFault(row: PrintLogRow, dsn: Dsn | undefined, model: DeviceModel): PrintFault | undefined {
  const { place, serial, stateText } = row;
  if (dsn === undefined) return unknownSerialFault(row, model);
  if (row.state !== undefined) return undefined;
  const message = `the state ${JSON.stringify(stateText)} is not known, so the serial was left as it is`;
  return { place, serial, kind: "state", message };
}

function outcomeFaults(
  printed: readonly NamedRow[],
  outcomes: readonly PrintOutcome[],
  model: DeviceModel,
): PrintFault[] {
  const firstPlace = new Map<Dsn, string>();
  return printed.flatMap(({ row, dsn }, index) => {
    const { place, serial } = row;
    const outcome = outcomes[index];
    if (outcome === "duplicate") {
      return [{ place, serial, kind: "duplicate", message: `was printed at ${firstPlace.get(dsn)} already` }];
    }
    firstPlace.set(dsn, place);
    if (outcome === "voided") {
      return [{ place, serial, kind: "voided", message: "was voided, so this label must not be used" }];
    }
    return outcome === "unknown" ? [unknownSerialFault(row, model)] : [];
  });
}

/** Voids what the log says is void; what is void already stays so, what is on a box is a fault. */
async function takeVoids(ledger: Ledger, rows: readonly NamedRow[], record: LogWork["record"]) {
  const faults: PrintFault[] = [];
  const open: NamedRow[] = [];
  let already = 0;
  const seen = new Set<Dsn>();
  for (const { row, dsn } of rows) {
    if (seen.has(dsn)) continue;
    seen.add(dsn);
    const state = (await ledger.findUnit({ deviceModel: record.deviceModel, dsn }))?.state;
    const { place, serial } = row;
    if (state === "LabelScrapped") already += 1;
    else if (state === "Allocated" || state === "Issued" || state === "Printed") open.push({ row, dsn });
    else {
      const message =
        state === undefined ? "is said to be void; it was never allocated" : `is said to be void; it is ${state}`;
      faults.push({ place, serial, kind: state === undefined ? "not-allocated" : "state", message });
    }
  }
  const { deviceModel, who, why } = record;
  for (let from = 0; from < open.length && !record.dryRun; from += voidMax) {
    const units = open.slice(from, from + voidMax).map(({ dsn }) => ({ deviceModel, dsn }));
    await ledger.voidSerials({ units, who, why });
  }
  return { faults, already, voided: open.length };
}

function gapsOf({ gaps }: PrintLogResult, named: readonly NamedRow[]): ImportReport["gaps"] {
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

const notAllocatedRemedy =
  "Serials that were never allocated are not taken in: see whether this is the ledger they come from (--ledger). For those\n" +
  "printed before there was one, let the scheme's counter begin behind them, so that allocate does not give them again.";

function human(report: ImportReport, style: Style): string {
  const { file, rows, printed, already, voided, faults, faultCount, gaps, gapCount, dryRun } = report;
  const lines = report.notes.map((note) => style("yellow", note));
  const would = dryRun ? " (dry run: nothing was changed)" : "";
  lines.push(
    `${file}: ${grouped(rows)} rows; ${grouped(printed)} printed, ${grouped(already)} known already, ${grouped(voided)} voided${would}`,
  );
  for (const { place, serial, message } of faults.slice(0, shownMax)) {
    lines.push(style("red", `error ${place}: ${JSON.stringify(serial.slice(0, 80))} ${message}`));
  }
  if (faultCount > shownMax)
    lines.push(`… and ${grouped(faultCount - shownMax)} more faults (--json lists ${grouped(keptMax)})`);
  if (faults.some(({ kind }) => kind === "not-allocated")) lines.push(notAllocatedRemedy);
  for (const { place, message } of gaps.slice(0, shownMax)) lines.push(style("yellow", `warn ${place}: ${message}`));
  if (gapCount > shownMax) lines.push(`… and ${grouped(gapCount - shownMax)} more gaps`);
  return `${lines.join("\n")}\n`;
}
