import { grouped } from "../../core/index.ts";
import type { UnitState } from "../../core/verdict/index.ts";
import { type Ledger, openLedger, type SerialRange } from "../../ledger/index.ts";
import { type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { Io } from "../io.ts";
import { type LedgerOptions, ledgerLocation } from "../ledger-option.ts";

/** Opens the catalog and its ledger for `work`, and closes the ledger whatever comes of it. */
export async function withLedger<T>(
  io: Io,
  options: CatalogOptions & LedgerOptions,
  work: (ledger: Ledger, resolved: ResolvedCatalog, location: string) => Promise<T>,
): Promise<T> {
  const resolved = await resolveCatalog(io, options);
  return withLedgerOf(io, options, resolved, work);
}

/** The same over a catalog that is loaded already. */
export async function withLedgerOf<T>(
  io: Io,
  options: LedgerOptions,
  resolved: ResolvedCatalog,
  work: (ledger: Ledger, resolved: ResolvedCatalog, location: string) => Promise<T>,
): Promise<T> {
  const location = ledgerLocation(io, options, resolved);
  const ledger = await openLedger(location);
  try {
    return await work(ledger, resolved, location);
  } finally {
    await ledger.close();
  }
}

/** `range 7: 500 serials of M (year 26, week 48, A), FIRST to LAST`. */
export function rangeLine({ id, count, deviceModel, fields, first, last }: SerialRange): string {
  const serials = count === 1 ? "1 serial" : `${grouped(count)} serials`;
  const of = fields === "" ? deviceModel : `${deviceModel} (${fields})`;
  return `range ${id}: ${serials} of ${of}, ${first} to ${last}`;
}

/** `200 Printed, 1,300 Issued`; empty for none. */
export function stateCounts(counts: Readonly<Partial<Record<UnitState, number>>>): string {
  return Object.entries(counts)
    .map(([state, count]) => `${grouped(count)} ${state}`)
    .join(", ");
}
