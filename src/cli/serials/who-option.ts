import { userInfo } from "node:os";
import type { Command } from "commander";
import { BoxproofError } from "../../core/index.ts";

/** What `addWhoOption` puts among a command's options. */
export interface WhoOptions {
  readonly who?: string;
}

/** Longest name or reason that an event keeps, in characters. */
const textLengthMax = 500;

/** Adds `--who NAME`. */
export function addWhoOption(command: Command): Command {
  return command.option("--who <name>", "who does it, for the ledger's record (default: the user of this machine)");
}

/** Who does it, for the record. */
export function whoOf({ who }: WhoOptions): string {
  if (who !== undefined) return recordText("--who", who);
  try {
    return userInfo().username || "unknown";
  } catch {
    // A container may run under a number that no user has.
    return "unknown";
  }
}

/** A text for the record; throws ERR_USAGE for one that is empty or too long. */
export function recordText(option: string, text: string): string {
  if (text.trim() !== "" && text.length <= textLengthMax) return text;
  throw new BoxproofError("ERR_USAGE", `${option} has 1 to ${textLengthMax} characters.`, {
    remedy: `Give ${option} as a short text.`,
  });
}
