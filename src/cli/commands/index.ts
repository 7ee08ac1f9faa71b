import type { CliCommand } from "../command.ts";
import { checkCommand } from "./check.ts";
import { exchangeCommand } from "./exchange.ts";
import { initCommand } from "./init.ts";
import { labelCommand } from "./label.ts";
import { manifestCommand } from "./manifest.ts";
import { readCommand } from "./read.ts";
import { rehearseCommand } from "./rehearse.ts";
import { scanCommand } from "./scan.ts";
import { serveCommand } from "./serve.ts";
import { simulatorCommand } from "./simulator.ts";
import { validateCommand } from "./validate.ts";

/** Every command that is built, in the order of `--help`. */
export const commands: readonly CliCommand[] = [
  initCommand,
  checkCommand,
  validateCommand,
  labelCommand,
  readCommand,
  scanCommand,
  manifestCommand,
  exchangeCommand,
  serveCommand,
  simulatorCommand,
  rehearseCommand,
];
