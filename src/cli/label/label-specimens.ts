import { existsSync } from "node:fs";
import { findModel } from "../../core/catalog/index.ts";
import { type Dsn, parseDsn } from "../../core/dsn/index.ts";
import { defined } from "../../core/index.ts";
import type { Ledger } from "../../ledger/index.ts";
import { type PressUnit, reservedSpecimens, specimenUnits } from "../../press/index.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";
import type { Io } from "../io.ts";
import { type LedgerOptions, ledgerLocation } from "../ledger-option.ts";
import { withLedgerOf } from "../serials/open-serials.ts";
import { type WhoOptions, whoOf } from "../serials/who-option.ts";

/** A press run of specimens. */
export interface SpecimenRun {
  readonly deviceModel: string;
  readonly resolved: ResolvedCatalog;
  readonly options: LedgerOptions & WhoOptions & { readonly out: string };
  readonly count: number;
  /** Throws when the labels would take the place of others. */
  refuseTaken(): Promise<void>;
  write(units: readonly PressUnit[]): Promise<void>;
}

/** Units that are marked together. */
const markMax = 200;

/**
 * Draws specimens and writes their labels. Where there is a ledger, or one is named with `--ledger`, no specimen is a
 * serial that it knows of a box, and each is recorded in it as Sampled before it is written, so that no later allocation
 * has it, even of a scheme that was changed meanwhile. Without a ledger nothing is recorded and none is made.
 */
export async function withSpecimens(io: Io, run: SpecimenRun): Promise<void> {
  const { resolved, options, count } = run;
  const model = defined(findModel(resolved.catalog, run.deviceModel), "the model of a run is in its catalog");
  const location = ledgerLocation(io, options, resolved);
  if (options.ledger === undefined && !existsSync(location)) {
    const units = specimenUnits(model, count);
    await run.refuseTaken();
    return run.write(units);
  }
  await withLedgerOf(io, options, resolved, async (ledger) => {
    const known = await knownSpecimens(ledger, resolved, reservedSpecimens(model));
    const units = specimenUnits(model, count, known.ofBoxes);
    await run.refuseTaken();
    const open = units.flatMap(({ dsn }) => parseDsn(dsn) ?? []).filter((dsn) => !known.recorded.has(dsn));
    await record(ledger, { ...run, dsns: open });
    await run.write(units);
  });
}

/** Of specimens, those that are serials of boxes, of whatever model, and those that are recorded as specimens already. */
async function knownSpecimens(ledger: Ledger, { catalog }: ResolvedCatalog, dsns: readonly Dsn[]) {
  const [ofBoxes, recorded] = [new Set<string>(), new Set<string>()];
  for (const { deviceModel } of catalog.models) {
    for (const dsn of dsns) {
      const state = (await ledger.findUnit({ deviceModel, dsn }))?.state;
      if (state === "Sampled") recorded.add(dsn);
      else if (state !== undefined) ofBoxes.add(dsn);
    }
  }
  return { ofBoxes, recorded };
}

async function record(ledger: Ledger, run: SpecimenRun & { readonly dsns: readonly Dsn[] }): Promise<void> {
  const who = whoOf(run.options);
  const why = `boxproof label --sample --out ${run.options.out}`.slice(0, 500);
  for (let from = 0; from < run.dsns.length; from += markMax) {
    const page = run.dsns.slice(from, from + markMax);
    const marks = page.map((dsn) =>
      ledger.markUnit({ unit: { deviceModel: run.deviceModel, dsn }, state: "Sampled", who, why }),
    );
    await Promise.all(marks);
  }
}
