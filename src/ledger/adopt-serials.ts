import type { Dsn } from "../core/dsn/index.ts";
import type { UnitState } from "../core/verdict/index.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import type { LogContext } from "./print-log.ts";
import type { AdoptedSerial, AdoptionOutcome, SerialAdoption } from "./serial-ledger.ts";

/** Most serials of one transaction: two rows each, and a look at every model. */
const adoptionPageMax = 200;
/** Other models that so many serials are looked for at; where there are more of them, a transaction has fewer serials. */
const fullPageModels = 20;

/** What pages of an adoption have in common. */
interface AdoptionContext {
  readonly tables: LedgerTables;
  /** What a dry run, which writes nothing, would have taken in. */
  readonly taken: Map<Dsn, UnitState>;
  readonly at: string;
}

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
  const taken = new Map<Dsn, UnitState>();
  while (outcomes.length < serials.length) {
    const rest = serials.slice(outcomes.length, outcomes.length + adoptionPageMax);
    const take = () => adoptPage(rest, adoption, { tables, taken, at: at() });
    // Others get a turn between two pages of a dry run, too.
    if (dryRun === true) await new Promise((resolve) => setImmediate(resolve));
    outcomes.push(...(dryRun === true ? take() : await transact(3 * rest.length, take)));
    adoption.onProgress?.(outcomes.length);
  }
  return outcomes;
}

/** Takes in as many of the first serials as one transaction may look for at all other models, at least one. */
function adoptPage(
  rest: readonly AdoptedSerial[],
  { deviceModel, who, why, dryRun }: SerialAdoption,
  { tables: { ranges, units }, taken, at }: AdoptionContext,
): readonly AdoptionOutcome[] {
  const others = new Set([...ranges.models(), ...units.knownModels()]);
  others.delete(deviceModel);
  const most = Math.max(1, Math.floor(adoptionPageMax / Math.max(1, others.size / fullPageModels)));
  return rest.slice(0, most).map(({ dsn, state }): AdoptionOutcome => {
    const known = taken.get(dsn) ?? units.state({ deviceModel, dsn });
    if (known !== undefined) return known;
    if ([...others].some((other) => units.state({ deviceModel: other, dsn }) !== undefined)) return "other-model";
    if (dryRun === true) taken.set(dsn, state);
    else units.change({ unit: { deviceModel, dsn }, state, who, why, at });
    return "adopted";
  });
}
