import { Command, CommanderError } from "commander";
import { BoxproofError } from "../core/index.ts";
import { absentCommands } from "./absent-commands.ts";
import type { CliCommand } from "./command.ts";
import { commands } from "./commands/index.ts";
import { exitStatusOf, printError } from "./error-output.ts";
import type { ExitStatus, Io } from "./io.ts";
import { packageVersion } from "./package-version.ts";
import { processIo } from "./process-io.ts";

/** Runs one command line (without `node boxproof`) and returns its exit status; never throws. */
export async function main(args: readonly string[], io: Io = processIo()): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const debug = args.includes("--debug");
  const program = baseProgram(io);
  try {
    refuseAbsentCommand(args);
    const called = calledName(args);
    for (const entry of commands) {
      const command = program.command(entry.name).description(entry.summary);
      if (entry.name !== called) continue;
      dress(command, await entry.load(), async (work) => {
        status = await work(io);
      });
    }
    await program.parseAsync([...args], { from: "user" });
    return status;
  } catch (error) {
    // Commander has printed help, the version or its own sentence already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printError(io, error, { debug });
    return exitStatusOf(error);
  }
}

function baseProgram(io: Io): Command {
  const program = new Command("boxproof")
    .description("Proves that every box of a Dash Replenishment device will pass Amazon's pre-registration.")
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError("Run boxproof --help for all commands, boxproof COMMAND --help for one with examples.")
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      outputError: (text, write) => write(text.replace(/^error: /, "error ERR_USAGE: ")),
    });
  program.addHelpText("after", `\nNot built yet, so absent: ${absentCommands.join(", ")}.`);
  return program;
}

/** The verb that the command line is about: the first word that is no option, or what help is asked for. */
function calledName(args: readonly string[]): string | undefined {
  const [first, second] = args.filter((argument) => !argument.startsWith("-"));
  return first === "help" ? second : first;
}

function dress(
  command: Command,
  definition: CliCommand,
  run: (work: (io: Io) => Promise<ExitStatus>) => Promise<void>,
): void {
  command.option("--debug", "print stack traces with errors");
  command.addHelpText("after", `\nExamples:\n${definition.examples.map((line) => `  ${line}`).join("\n")}`);
  definition.declare(command, run);
}

function refuseAbsentCommand(args: readonly string[]): void {
  const name = calledName(args);
  if (name === undefined || !absentCommands.includes(name)) return;
  throw new BoxproofError("ERR_COMMAND_ABSENT", `boxproof ${name} is planned but not built yet.`, {
    remedy: "Run boxproof --help for what is there.",
  });
}
