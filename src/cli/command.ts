import type { Command } from "commander";
import type { ExitStatus, Io } from "./io.ts";

/** A command of the command line: adds its options to `command` and does its work. One file each in `commands/`, named in its `index.ts`. */
export interface CliCommand {
  /** Lines shown after the options under `Examples:`, each a whole command. */
  readonly examples: readonly string[];
  /**
   * Declares arguments and options and calls `run` from its action. `run` wraps the work: it prints a BoxproofError as
   * `error ERR_CODE: sentence` with what to do, and turns its kind into the exit status.
   */
  declare(command: Command, run: (work: (io: Io) => Promise<ExitStatus>) => Promise<void>): void;
}
