import { stat } from "node:fs/promises";
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
 * that accept all that they accepted are not asked about, since nothing of theirs can block a manifest; of the others, and
 * of all before the first hand-over, every serial is read. That is done again only for another diff or after the ledger's
 * files have changed: reading millions of serials for each page would cost more than the warning is worth.
 */
export function ledgerForPages(io: Io, resolved: ResolvedCatalog): (diff: ManifestDiff) => Promise<LedgerAnswer> {
  let latest:
    | { readonly diff: ManifestDiff; readonly mark: string; readonly answer: Promise<LedgerAnswer> }
    | undefined;
  return async (diff) => {
    // The mark is older than what is read: a ledger that changes meanwhile is read again for the next page.
    const mark = await ledgerMark(ledgerLocation(io, {}, resolved));
    if (latest?.diff === diff && latest.mark === mark) return latest.answer;
    const asked = { diff, mark, answer: askForPage(io, resolved, diff) };
    latest = asked;
    // A fault may pass without a change of the files, as when another process has them for a moment.
    const forget = () => {
      if (latest === asked) latest = undefined;
    };
    asked.answer.then(({ fault }) => fault !== undefined && forget(), forget);
    return asked.answer;
  };
}

async function askForPage(io: Io, resolved: ResolvedCatalog, diff: ManifestDiff): Promise<LedgerAnswer> {
  const models = diff.models.filter(({ change }) => change !== "same" && change !== "widened");
  return askLedger(io, {}, { resolved, diff: { models } }).catch((error: unknown) => {
    if (error instanceof BoxproofError) return { fault: error };
    throw error;
  });
}

/** Changes with every write to a ledger file or to the log beside it; a log with nothing in it is as good as none. */
async function ledgerMark(location: string): Promise<string> {
  const marks = [location, `${location}-wal`].map((file) =>
    stat(file, { bigint: true }).then(
      ({ mtimeNs, size, ino }) => (size === 0n ? "empty" : `${mtimeNs} ${size} ${ino}`),
      () => "empty",
    ),
  );
  return (await Promise.all(marks)).join("\n");
}

function namedLedger(io: Io, { ledger }: LedgerOptions): string | undefined {
  return ledger === undefined || ledger.includes("://") ? ledger : resolve(io.cwd, ledger);
}
