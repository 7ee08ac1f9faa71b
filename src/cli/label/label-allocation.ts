import { serialAt } from "../../core/dsn/index.ts";
import { BoxproofError } from "../../core/index.ts";
import { type PressJob, pressLabels, reservedSpecimens, unitCountMax } from "../../press/index.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";
import type { Io } from "../io.ts";
import type { LedgerOptions } from "../ledger-option.ts";
import { withLedgerOf } from "../serials/open-serials.ts";
import { type ChosenSeries, chooseSeries, type FieldOptions } from "../serials/serial-fields.ts";
import { serialsOf, staysReserved } from "../serials/serials-allocate.ts";
import { type WhoOptions, whoOf } from "../serials/who-option.ts";

/** A press run over serials that are reserved for it. */
export interface AllocatedRun {
  /** The run without its units. */
  readonly ground: Omit<PressJob, "units">;
  readonly resolved: ResolvedCatalog;
  readonly options: LedgerOptions & FieldOptions & WhoOptions & { readonly allocate?: number; readonly out: string };
  readonly count: number;
  /** Throws when the labels would take the place of others. */
  refuseTaken(): Promise<void>;
  /** Writes the labels; the number of the range goes into the job file. */
  write(job: PressJob, rangeId: number): Promise<void>;
}

/**
 * Reserves serials, writes their labels, and records that they are in a written file. Whatever stops a label from being
 * made is looked for on one label first, so that no number is reserved in vain; what fails later leaves the range
 * reserved and says so.
 */
export async function withAllocated(io: Io, run: AllocatedRun): Promise<void> {
  const { ground, options, count } = run;
  if (count < 1 || count > unitCountMax) {
    throw new BoxproofError("ERR_USAGE", `--allocate is 1 to ${unitCountMax} for one press run, not ${count}.`, {
      remedy: "Print in several runs.",
    });
  }
  refuseColumns(ground);
  const { notes, ...chosen } = chooseSeries(ground.model, options);
  for (const note of notes) io.err(`${note}\n`);
  tryOneLabel(ground, chosen);
  await run.refuseTaken();
  const who = whoOf(options);
  await withLedgerOf(io, options, run.resolved, async (ledger) => {
    const { deviceModel } = ground.model;
    const specimens = reservedSpecimens(ground.model);
    const why = `boxproof label --out ${options.out}`.slice(0, 500);
    const range = await ledger.allocate({ ...chosen, deviceModel, count, specimens, who, why });
    try {
      const dsns = await serialsOf(ledger, range);
      await run.write({ ...ground, units: dsns.map((dsn) => ({ dsn })) }, range.id);
    } catch (error) {
      throw staysReserved(error, range);
    }
    await ledger.stepRange({ rangeId: range.id }, { state: "Issued", who, why });
  });
}

/** ERR_USAGE for choices in a scheme where no serial is composed. */
export function refuseUnusedFields(options: FieldOptions & { readonly allocate?: number }): void {
  const { allocate, year, week, oneOf, counter } = options;
  if (allocate !== undefined || (year ?? week ?? oneOf ?? counter) === undefined) return;
  throw new BoxproofError("ERR_USAGE", "--year, --week, --one-of and --counter choose what --allocate composes.", {
    remedy: "Leave them out, or use --allocate N.",
  });
}

/** Codes that differ from unit to unit have to come from somewhere. */
function refuseColumns({ model }: AllocatedRun["ground"]): void {
  const codes = model.boxCodes.filter(({ column }) => column !== undefined);
  if (codes.length === 0) return;
  const columns = codes.map(({ column }) => `"${column}"`).join(", ");
  throw new BoxproofError(
    "ERR_USAGE",
    `The boxes of ${model.deviceModel} carry codes from the column ${columns} too.`,
    {
      remedy:
        "Allocate with boxproof serials allocate --out FILE.csv, add the columns, and print with --serials FILE.csv.",
    },
  );
}

function tryOneLabel(ground: AllocatedRun["ground"], { series, counter }: Omit<ChosenSeries, "notes">): void {
  let dsn = serialAt(series, counter.from);
  for (let next = counter.from + 1; dsn === undefined && next <= counter.to; next += 1) dsn = serialAt(series, next);
  if (dsn === undefined) return;
  const labels = pressLabels({ ...ground, units: [{ dsn }] });
  for (let step = labels.next(); step.done !== true; step = labels.next());
}
