import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { readBoundedFile, readSecret } from "../../config/index.ts";
import type { Catalog } from "../../core/catalog/index.ts";
import { BoxproofError, defined } from "../../core/index.ts";
import {
  createSimulator,
  type LwaClient,
  parseStateFile,
  type SeedDevice,
  type Simulator,
  type SimulatorAddress,
  type SimulatorModel,
  testModel,
} from "../../simulator/index.ts";
import { addCatalogOption, type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import type { ExitStatus, Io } from "../io.ts";
import { portNumber } from "../option-value.ts";

const stateBytesMax = 16 * 1024 * 1024;

/** `boxproof simulator`: Amazon's side on two ports of this machine, until it is told to stop. */
export const simulatorCommand: CliCommand = {
  examples: ["boxproof simulator --port 8787 --control-port 8788", "boxproof simulator --state devices.json --json"],
  declare(command, run) {
    declareOptions(command);
    command.action((options: SimulatorCliOptions) => run((io) => simulate(io, options)));
  },
};

interface SimulatorCliOptions extends CatalogOptions {
  readonly port: number;
  readonly controlPort: number;
  readonly state?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** A client and where its secret comes from: thrown away after this run, or the maker's own. */
interface CliClient extends LwaClient {
  readonly isThrowAway: boolean;
}

function declareOptions(command: Command): void {
  command
    .option("--port <n>", "port of the token endpoint; 0 takes a free one", portNumber, 0)
    .option("--control-port <n>", "port of the control plane; 0 takes a free one", portNumber, 0)
    .option("--state <file>", "JSON file with the devices that are on Amazon's books from the start")
    .option("--strict", "take scope_data only as in the document's example")
    .option("--json", "print the ready line as one JSON line");
  addCatalogOption(command, { demo: "fallback" });
  command.addHelpText(
    "after",
    `
Listens on 127.0.0.1 only. Prints one ready line, then serves until SIGINT or SIGTERM.
The control token and the throw-away client secrets are in a file of mode 0600 that the ready line names and that is
removed at the end. A secret in the file that BOXPROOF_LWA_SECRET_FILE_<PROFILE> names is taken instead.
State file: {"format": "boxproof-simulator-state/1", "devices": [
  {"deviceModel": "BREWLINE_ONE", "dsn": "BL1…", "purchase": "opted-in" or "skipped", "scanned": true}]}`,
  );
}

async function simulate(io: Io, options: SimulatorCliOptions): Promise<ExitStatus> {
  const resolved = await resolveCatalog(io, options);
  const models = simulatorModels(resolved.catalog);
  const devices = options.state === undefined ? [] : await readState(resolve(io.cwd, options.state), models);
  const clients = await simulatorClients(io, resolved.catalog);
  const simulator = createSimulator({ models, clients, devices, strict: options.strict === true });
  let folder: string | undefined;
  try {
    const address = await simulator.start({ port: options.port, controlPort: options.controlPort });
    // Until here a signal ends the process at once; from here on there is a file to be removed.
    const { stop } = io;
    folder = await mkdtemp(join(tmpdir(), "boxproof-simulator-"));
    const credentialsFile = await writeCredentials(folder, address, clients);
    io.out(
      options.json === true
        ? jsonLine(resolved, simulator, { address, credentialsFile })
        : sentence(address, credentialsFile),
    );
    await stopped(stop);
    return 0;
  } finally {
    await simulator.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

function simulatorModels(catalog: Catalog): readonly SimulatorModel[] {
  return catalog.models.map(({ deviceModel, serial, listings, securityProfile }) => {
    const profile = defined(
      catalog.securityProfiles.find(({ name }) => name === securityProfile),
      "a parsed catalog has every profile that its models name",
    );
    const asins = listings.map(({ asin }) => asin);
    return { deviceModel, pattern: serial.pattern, asins, lwaClientId: profile.lwaClientId };
  });
}

/** One client for each client id of the catalog, and one for Amazon's test device where the catalog has none. */
async function simulatorClients(io: Io, catalog: Catalog): Promise<readonly CliClient[]> {
  const clients = new Map<string, CliClient>();
  for (const { name, lwaClientId } of catalog.securityProfiles) {
    if (!clients.has(lwaClientId)) clients.set(lwaClientId, await clientOf(io, name, lwaClientId));
  }
  const hasTestModel = catalog.models.some(({ deviceModel }) => deviceModel === testModel.deviceModel);
  if (!hasTestModel) clients.set(testModel.lwaClientId, throwAwayClient(testModel.lwaClientId));
  return [...clients.values()];
}

async function clientOf(io: Io, profileName: string, lwaClientId: string): Promise<CliClient> {
  try {
    return { lwaClientId, secret: await readSecret(io.env, profileName), isThrowAway: false };
  } catch (error) {
    if (error instanceof BoxproofError && error.code === "ERR_SECRET_MISSING") return throwAwayClient(lwaClientId);
    throw error;
  }
}

function throwAwayClient(lwaClientId: string): CliClient {
  return { lwaClientId, secret: randomBytes(32).toString("hex"), isThrowAway: true };
}

async function readState(file: string, models: readonly SimulatorModel[]): Promise<readonly SeedDevice[]> {
  const missing = () =>
    new BoxproofError("ERR_FILE_READ", `The state file ${file} cannot be read: ENOENT.`, {
      remedy: "Check the path after --state.",
    });
  const bytes = await readBoundedFile(file, { byteCountMax: stateBytesMax, missing });
  return parseStateFile(Buffer.from(bytes).toString("utf8"), { file, models });
}

/** Only throw-away secrets are written: a real one stays in the file where it is. */
async function writeCredentials(
  folder: string,
  { tokenUrl, controlUrl, controlToken }: SimulatorAddress,
  clients: readonly CliClient[],
): Promise<string> {
  const file = join(folder, "credentials.json");
  const listed = clients.map(({ lwaClientId, secret, isThrowAway }) =>
    isThrowAway ? { lwaClientId, secret } : { lwaClientId, secretFrom: "BOXPROOF_LWA_SECRET_FILE" },
  );
  const text = JSON.stringify({ tokenUrl, controlUrl, controlToken, clients: listed }, undefined, 2);
  await writeFile(file, `${text}\n`, { mode: 0o600, flag: "wx" });
  return file;
}

interface Ready {
  readonly address: SimulatorAddress;
  readonly credentialsFile: string;
}

function sentence({ tokenUrl, controlUrl }: SimulatorAddress, credentialsFile: string): string {
  return `Simulator ready: token endpoint ${tokenUrl}, control plane ${controlUrl}, its token and the client secrets in ${credentialsFile}\n`;
}

function jsonLine(
  { file, isDemo }: ResolvedCatalog,
  simulator: Simulator,
  { address, credentialsFile }: Ready,
): string {
  const { tokenUrl, controlUrl } = address;
  const { topicArn } = simulator;
  const devices = simulator.devices().length;
  return `${JSON.stringify({ ready: true, tokenUrl, controlUrl, credentialsFile, catalog: file, demo: isDemo, topicArn, devices })}\n`;
}

function stopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolved) => stop.addEventListener("abort", () => resolved(), { once: true }));
}
