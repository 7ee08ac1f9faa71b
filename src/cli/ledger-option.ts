import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import type { ResolvedCatalog } from "./catalog-option.ts";
import type { Io } from "./io.ts";

/** What `addLedgerOption` puts among a command's options. */
export interface LedgerOptions {
  readonly ledger?: string;
}

const where = "boxproof.db beside the catalog; with the demo catalog boxproof-demo.db in this folder";

/** Adds `--ledger FILE` to what makes a ledger where there is none. */
export function addLedgerOption(command: Command): Command {
  return command.option("--ledger <file>", `the ledger file, created when there is none (default: ${where})`);
}

/** Adds `--ledger FILE` to what prints labels: it makes a ledger only for what it reserves or records. */
export function addLabelLedgerOption(command: Command): Command {
  const when = "created when there is none for --allocate, and for --sample where it is named; --serials only reads it";
  return command.option("--ledger <file>", `the ledger file, ${when} (default: ${where})`);
}

/** Adds `--ledger FILE` to what needs one that is there. */
export function addKnownLedgerOption(command: Command): Command {
  return command.option("--ledger <file>", `the ledger file, which must be there (default: ${where})`);
}

/** Adds `--ledger FILE` to what makes a ledger only with `--adopt`. */
export function addAdoptingLedgerOption(command: Command): Command {
  const text = `the ledger file, which must be there, except that --adopt makes it (default: ${where})`;
  return command.option("--ledger <file>", text);
}

/** Where the ledger of this command line is: an absolute path, or an address such as postgres:// as it was given. */
export function ledgerLocation(io: Io, options: LedgerOptions, { file, isDemo }: ResolvedCatalog): string {
  if (options.ledger?.includes("://") === true) return options.ledger;
  if (options.ledger !== undefined) return resolve(io.cwd, options.ledger);
  // Never into the package, and never demo serials into the ledger of a real catalog.
  return isDemo ? join(io.cwd, "boxproof-demo.db") : join(dirname(file), "boxproof.db");
}
