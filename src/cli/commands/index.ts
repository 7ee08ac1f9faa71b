import type { CliCommand } from "../command.ts";

/** Every command that is built, in the order of `--help`. */
export const commands: readonly CliCommand[] = [];
