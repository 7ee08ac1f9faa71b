import type { Dsn } from "../core/dsn/index.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import type { LogContext } from "./print-log.ts";
import type { AdoptedSerial, AdoptionOutcome, SerialAdoption } from "./serial-ledger.ts";

/** Serials of one transaction: two rows each, and a look at every model. */
const adoptionPageMax = 200;

/**
 * Takes serials in that were printed before there was a ledger, as units in no range, a page in a transaction: those that
 * are known by then stay as they are. Ends between two pages when the process does; the same again takes in the rest.
 */
export async function adoptSerials(
  adoption: SerialAdoption,
  { tables, transact, at }: LogContext,
): Promise<readonly AdoptionOutcome[]> {
  const { serials, dryRun } = adoption;
  const outcomes: AdoptionOutcome[] = [];
  // A dry run writes nothing, so that what it would take in is remembered here.
  const taken = new Set<Dsn>();
  for (let from = 0; from < serials.length; from += adoptionPageMax) {
    const page = serials.slice(from, from + adoptionPageMax);
    const take = () => adoptPage(page, adoption, { tables, taken, at: at() });
    // Others get a turn between two pages of a dry run, too.
    if (dryRun === true) await new Promise((resolve) => setImmediate(resolve));
    outcomes.push(...(dryRun === true ? take() : await transact(3 * page.length, take)));
    adoption.onProgress?.(outcomes.length);
  }
  return outcomes;
}

function adoptPage(
  page: readonly AdoptedSerial[],
  { deviceModel, who, why, dryRun }: SerialAdoption,
  { tables, taken, at }: { readonly tables: LedgerTables; readonly taken: Set<Dsn>; readonly at: string },
): readonly AdoptionOutcome[] {
  const { ranges, units } = tables;
  const others = new Set([...ranges.models(), ...units.knownModels()]);
  others.delete(deviceModel);
  return page.map(({ dsn, state }): AdoptionOutcome => {
    if (taken.has(dsn) || units.state({ deviceModel, dsn }) !== undefined) return "known";
    if ([...others].some((other) => units.state({ deviceModel: other, dsn }) !== undefined)) return "other-model";
    if (dryRun === true) taken.add(dsn);
    else units.change({ unit: { deviceModel, dsn }, state, who, why, at });
    return "adopted";
  });
}
