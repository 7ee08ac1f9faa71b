import type { CliCommand } from "../command.ts";
import { exchangeCommand } from "./exchange.ts";
import { simulatorCommand } from "./simulator.ts";

/** Every command that is built, in the order of `--help`. */
export const commands: readonly CliCommand[] = [exchangeCommand, simulatorCommand];
