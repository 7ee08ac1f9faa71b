import { resolve } from "node:path";
import type { Command } from "commander";
import { BoxproofError } from "../../core/index.ts";
import { openLedgerForReading } from "../../ledger/index.ts";
import { type LedgerAnswer, type ManifestDiff, refusedSerials } from "../../manifest/index.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";
import type { Io } from "../io.ts";
import { type LedgerOptions, ledgerLocation } from "../ledger-option.ts";
import { isThere } from "./manifest-place.ts";

/** Adds `--ledger FILE` to a verb that only reads it. */
export function addReadLedgerOption(command: Command): Command {
  return command.option(
    "--ledger <file>",
    "the ledger that knows the serials in use; only read, never created (default: boxproof.db beside the catalog, where there is one)",
  );
}

/**
 * Asks the ledger that is named, or the one beside the catalog where there is one, for the serials that a change of
 * regexes refuses. A file that is not there is never created: ERR_FILE_READ when it was named, otherwise nobody is asked.
 */
export async function askLedger(
  io: Io,
  options: LedgerOptions,
  { resolved, diff }: { readonly resolved: ResolvedCatalog | undefined; readonly diff: ManifestDiff },
): Promise<LedgerAnswer> {
  const location = resolved === undefined ? namedLedger(io, options) : ledgerLocation(io, options, resolved);
  if (location === undefined) return {};
  const isReachable = location.includes("://") || (await isThere(location));
  if (!isReachable && options.ledger === undefined) return {};
  if (!isReachable) {
    const remedy = "Check the path of --ledger.";
    throw new BoxproofError("ERR_FILE_READ", `There is no ledger ${location}.`, { remedy });
  }
  const ledger = await openLedgerForReading(location);
  try {
    return { known: await refusedSerials(diff, ledger), location };
  } finally {
    await ledger.close();
  }
}

/**
 * The same for pages, which are shown whatever the ledger says: a ledger that cannot be read is told as `fault`. Models
 * that accept all that they accepted are not asked about, since nothing of theirs can block a manifest: reading millions
 * of serials for each page would cost more than the warning is worth, which export and diff give.
 */
export async function askLedgerForPage(io: Io, resolved: ResolvedCatalog, diff: ManifestDiff): Promise<LedgerAnswer> {
  const models = diff.models.filter(({ change }) => change !== "same" && change !== "widened");
  return askLedger(io, {}, { resolved, diff: { models } }).catch((error: unknown) => {
    if (error instanceof BoxproofError) return { fault: error };
    throw error;
  });
}

function namedLedger(io: Io, { ledger }: LedgerOptions): string | undefined {
  return ledger === undefined || ledger.includes("://") ? ledger : resolve(io.cwd, ledger);
}
