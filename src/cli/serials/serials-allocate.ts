import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Dsn } from "../../core/dsn/index.ts";
import { BoxproofError, grouped } from "../../core/index.ts";
import { allocationMax, type Ledger, type SerialAllocation, type SerialRange } from "../../ledger/index.ts";
import { reservedSpecimens } from "../../press/index.ts";
import { rowMaxDefault } from "../../sheet/index.ts";
import { refuseStopped } from "../atomic-file.ts";
import type { CatalogOptions } from "../catalog-option.ts";
import type { ExitStatus, Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { requireModel } from "../require-model.ts";
import { rangeLine, withLedger } from "./open-serials.ts";
import { chooseSeries, type FieldOptions } from "./serial-fields.ts";
import { type SerialsOutput, serialsCsv, serialsOutput, writeSerials } from "./serials-output.ts";
import { recordText, type WhoOptions, whoOf } from "./who-option.ts";

/** The options of `boxproof serials allocate`. */
export interface AllocateOptions extends CatalogOptions, LedgerOptions, FieldOptions, WhoOptions {
  readonly model: string;
  readonly count: number;
  readonly out?: string;
  readonly replace?: boolean;
  readonly why?: string;
  readonly json?: boolean;
}

/** Reserves serials, then writes them: what is reserved is never lost, whatever happens behind it. */
export async function allocateSerials(io: Io, options: AllocateOptions): Promise<ExitStatus> {
  if (options.count < 1 || options.count > allocationMax) {
    throw new BoxproofError("ERR_USAGE", `--count is 1 to ${allocationMax}, not ${options.count}.`, {
      remedy: "Ask for at least one; more than that many take several ranges.",
    });
  }
  return withLedger(io, options, async (ledger, { catalog }): Promise<ExitStatus> => {
    const model = requireModel(catalog, options.model);
    const { notes, ...chosen } = chooseSeries(model, options);
    const request: SerialAllocation = {
      ...chosen,
      deviceModel: model.deviceModel,
      count: options.count,
      specimens: reservedSpecimens(model),
      who: whoOf(options),
      why: recordText("--why", options.why ?? "boxproof serials allocate"),
    };
    const output = options.out === undefined ? undefined : await serialsOutput(io, options.out, options);
    // Asked for only here: from now on the user's stop does not end the process, but is told what stays reserved.
    const stop = output === undefined ? undefined : io.stop;
    const range = await ledger.allocate(request);
    const dsns =
      output === undefined
        ? await serialsOf(ledger, range)
        : await issue(ledger, range, { output, who: request.who, stop });
    const shown = output === undefined ? range : ((await ledger.findRange(range.id)) ?? range);
    const allNotes = [...notes, ...sizeNotes(output, dsns.length)];
    if (options.json === true) io.out(jsonDocument({ range: shown, output, dsns, notes: allNotes }));
    else {
      for (const note of allNotes) io.err(`${note}\n`);
      if (output === undefined) io.out(serialsCsv(dsns));
      io.err(`${rangeLine(shown)}${output === undefined ? "" : `: ${output.path}`}\n`);
    }
    return 0;
  });
}

/** What is larger than a table may be is told: its reader may be this program, too. */
function sizeNotes(output: SerialsOutput | undefined, count: number): readonly string[] {
  if (output === undefined || count <= rowMaxDefault) return [];
  const most = grouped(rowMaxDefault);
  return [
    `${basename(output.path)} has ${grouped(count)} serials; serials import, label --serials and pattern suggest read at most ${most} of a file. For them, split it, or allocate at most ${most} at once.`,
  ];
}

/** The serials of a range, all of them. Throws ERR_STOPPED where `stop` is raised before that. */
export async function serialsOf(ledger: Ledger, { id }: SerialRange, stop?: AbortSignal): Promise<readonly Dsn[]> {
  const dsns: Dsn[] = [];
  for await (const page of ledger.rangeSerials(id)) {
    // Only between two turns does a signal arrive.
    if (stop !== undefined) await setImmediate();
    refuseStopped(stop);
    for (const { dsn } of page) dsns.push(dsn);
  }
  return dsns;
}

/** Writes the file and records that these serials are in one. Fails with what to do for the range that stays reserved. */
async function issue(
  ledger: Ledger,
  range: SerialRange,
  {
    output,
    who,
    stop,
  }: { readonly output: SerialsOutput; readonly who: string; readonly stop?: AbortSignal | undefined },
): Promise<readonly Dsn[]> {
  const written = async () => {
    const dsns = await serialsOf(ledger, range, stop);
    await writeSerials(output, dsns, stop);
    return dsns;
  };
  const dsns = await written().catch((error: unknown) => {
    throw staysReserved(error, range);
  });
  await ledger.stepRange({ rangeId: range.id }, { state: "Issued", who, why: `written to ${output.path}` });
  return dsns;
}

/** The same failure, which also says that a range stays reserved and how to go on with it. */
export function staysReserved(error: unknown, range: SerialRange): unknown {
  if (!(error instanceof BoxproofError)) return error;
  const { id } = range;
  const written = `boxproof serials list --range ${id} --out FILE.csv writes them.`;
  return new BoxproofError(error.code, `${error.message}\n${rangeLine(range)} stays reserved.`, {
    remedy: error.remedy === undefined ? written : `${error.remedy} Then ${written}`,
    details: { ...error.details, rangeId: id },
    cause: error,
  });
}

function jsonDocument(made: {
  readonly range: SerialRange;
  readonly output: SerialsOutput | undefined;
  readonly dsns: readonly Dsn[];
  readonly notes: readonly string[];
}): string {
  const { range, output, dsns, notes } = made;
  const where = output === undefined ? { serials: dsns } : { out: output.path };
  return `${JSON.stringify({ range, ...where, notes })}\n`;
}
