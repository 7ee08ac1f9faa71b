import { createHash } from "node:crypto";
import { basename } from "node:path";
import { grouped } from "../../core/index.ts";
import type { CatalogOptions } from "../catalog-option.ts";
import { counted } from "../finding-counts.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { requireModel } from "../require-model.ts";
import { readSerials } from "../serials-input.ts";
import { createStyle, type Style } from "../style.ts";
import { withKnownLedger, withKnownTriedLedger, withLedger, withTriedLedger } from "./open-serials.ts";
import { readPrintLog } from "./print-log-table.ts";
import { keptFaultMax, type TakenLog, takeLog } from "./take-log.ts";
import { type WhoOptions, whoOf } from "./who-option.ts";

/** The options of `boxproof serials import`. */
export interface ImportOptions extends CatalogOptions, LedgerOptions, WhoOptions {
  readonly model: string;
  readonly column?: string;
  readonly stateColumn?: string;
  readonly sheet?: string;
  readonly adopt?: boolean;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

const shownMax = 50;

/** What an import came to. */
interface ImportReport extends TakenLog {
  readonly file: string;
  readonly sha256: string;
  readonly dryRun: boolean;
  readonly rows: number;
  readonly notes: readonly string[];
}

/** Takes in a print log: confirms what it printed, voids what it voided, and tells everything that is wrong with it. */
export async function importSerials(io: Io, name: string, options: ImportOptions): Promise<ExitStatus> {
  const { bytes, file } = await readSerials(io, name);
  const { column, stateColumn, sheet } = options;
  const table = await readPrintLog(bytes, { file, column, stateColumn, sheet });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return ledgerOpener(options)(io, options, async (ledger, { catalog }) => {
    const model = requireModel(catalog, options.model);
    const dryRun = options.dryRun === true;
    const why = ["print log", basename(file), `sha256 ${sha256.slice(0, 16)}`, table.when]
      .join(" ")
      .trim()
      .slice(0, 500);
    const record = { deviceModel: model.deviceModel, who: whoOf(options), why, dryRun };
    const taken = await takeLog(io, ledger, model, { table, record, adopt: options.adopt === true });
    const report = { file, sha256, dryRun, rows: table.rows.length, notes: table.notes, ...taken };
    io.out(options.json === true ? `${JSON.stringify(report)}\n` : human(report, createStyle(io)));
    const isBad = report.faultCount > 0 || (options.strict === true && report.gapCount > 0);
    return isBad ? 1 : 0;
  });
}

/** With --adopt, a factory may begin with its old logs, so that the ledger is made; but not by a dry run. */
function ledgerOpener({ adopt, dryRun }: ImportOptions): typeof withLedger {
  if (adopt !== true) return dryRun === true ? withKnownTriedLedger : withKnownLedger;
  return dryRun === true ? withTriedLedger : withLedger;
}

const notAllocatedRemedy =
  "Serials that were never allocated are not taken in: see whether this is the ledger they come from (--ledger). Where they\n" +
  "were printed before there was one, --adopt takes them in, so that allocate never gives them; try it with --dry-run first.";

function human(report: ImportReport, style: Style): string {
  const { file, rows, printed, already, voided, adopted, faults, faultCount, gaps, gapCount, dryRun } = report;
  const lines = report.notes.map((note) => style("yellow", note));
  const isUnchanged = printed + voided + adopted === 0;
  const would = dryRun ? " (dry run: nothing was changed)" : isUnchanged ? " (nothing was changed)" : "";
  const also = adopted === 0 ? "" : `, ${grouped(adopted)} adopted`;
  lines.push(
    `${file}: ${counted(rows, "row")}; ${grouped(printed)} printed, ${grouped(already)} known already, ${grouped(voided)} voided${also}${would}`,
  );
  for (const { place, serial, message } of faults.slice(0, shownMax)) {
    lines.push(style("red", `error ${place}: ${JSON.stringify(serial.slice(0, 80))} ${message}`));
  }
  if (faultCount > shownMax)
    lines.push(`… and ${counted(faultCount - shownMax, "more fault")} (--json lists ${grouped(keptFaultMax)})`);
  if (faults.some(({ kind }) => kind === "not-allocated")) lines.push(notAllocatedRemedy);
  for (const { place, message } of gaps.slice(0, shownMax)) lines.push(style("yellow", `warn ${place}: ${message}`));
  if (gapCount > shownMax) lines.push(`… and ${counted(gapCount - shownMax, "more gap")}`);
  return `${lines.join("\n")}\n`;
}
