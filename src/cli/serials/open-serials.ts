import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { grouped } from "../../core/index.ts";
import type { UnitState } from "../../core/verdict/index.ts";
import {
  type Ledger,
  type LedgerReader,
  openLedger,
  openLedgerForReading,
  type SerialRange,
} from "../../ledger/index.ts";
import { type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { Io } from "../io.ts";
import { type LedgerOptions, ledgerLocation } from "../ledger-option.ts";

type Resolving = CatalogOptions & LedgerOptions;

/** Opens the catalog and its ledger, which is made where there is none, for `work`; closes the ledger whatever comes. */
export async function withLedger<T>(
  io: Io,
  options: Resolving,
  work: (ledger: Ledger, resolved: ResolvedCatalog) => Promise<T>,
): Promise<T> {
  return withLedgerOf(io, options, await resolveCatalog(io, options), work);
}

/** The same over a catalog that is loaded already. */
export async function withLedgerOf<T>(
  io: Io,
  options: LedgerOptions,
  resolved: ResolvedCatalog,
  work: (ledger: Ledger, resolved: ResolvedCatalog) => Promise<T>,
): Promise<T> {
  const ledger = await openLedger(ledgerLocation(io, options, resolved));
  return closing(ledger, () => work(ledger, resolved));
}

/** The same over a ledger that has to be there: ERR_FILE_READ, as none is made for what only a known serial can have. */
export async function withKnownLedger<T>(
  io: Io,
  options: Resolving,
  work: (ledger: Ledger, resolved: ResolvedCatalog) => Promise<T>,
): Promise<T> {
  const resolved = await resolveCatalog(io, options);
  const ledger = await openLedger(ledgerLocation(io, options, resolved), { mayCreate: false });
  return closing(ledger, () => work(ledger, resolved));
}

/** The same for what is only tried: one of an older version is refused (ERR_LEDGER) rather than brought up to date. */
export async function withKnownTriedLedger<T>(
  io: Io,
  options: Resolving,
  work: (ledger: Ledger, resolved: ResolvedCatalog) => Promise<T>,
): Promise<T> {
  return withUpToDateLedgerOf(io, options, await resolveCatalog(io, options), work);
}

async function withUpToDateLedgerOf<T>(
  io: Io,
  options: LedgerOptions,
  resolved: ResolvedCatalog,
  work: (ledger: Ledger, resolved: ResolvedCatalog) => Promise<T>,
): Promise<T> {
  await withLedgerReaderAt(ledgerLocation(io, options, resolved), async () => undefined);
  return withLedgerOf(io, options, resolved, work);
}

/** The same where a ledger that is not there is tried as an empty one, and none is made. */
export async function withTriedLedger<T>(
  io: Io,
  options: Resolving,
  work: (ledger: Ledger, resolved: ResolvedCatalog) => Promise<T>,
): Promise<T> {
  const resolved = await resolveCatalog(io, options);
  const location = ledgerLocation(io, options, resolved);
  if (location.includes("://") || existsSync(location)) return withUpToDateLedgerOf(io, options, resolved, work);
  const folder = await mkdtemp(join(tmpdir(), "boxproof-tried-"));
  try {
    const ledger = await openLedger(join(folder, "boxproof.db"));
    return await closing(ledger, () => work(ledger, resolved));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same to read only: the ledger has to be there, and nothing of it changes, its version neither. */
export async function withLedgerReader<T>(
  io: Io,
  options: Resolving,
  work: (ledger: LedgerReader, resolved: ResolvedCatalog) => Promise<T>,
): Promise<T> {
  const resolved = await resolveCatalog(io, options);
  return withLedgerReaderAt(ledgerLocation(io, options, resolved), (ledger) => work(ledger, resolved));
}

/** The same for a location that is known already. */
export async function withLedgerReaderAt<T>(location: string, work: (ledger: LedgerReader) => Promise<T>): Promise<T> {
  const ledger = await openLedgerForReading(location);
  return closing(ledger, () => work(ledger));
}

async function closing<T>(ledger: LedgerReader, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
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
