import { resolve } from "node:path";
import { loadCatalog } from "../../config/index.ts";
import type { BoxproofError } from "../../core/index.ts";
import { keptRevision } from "../../manifest/index.ts";
import { type HttpService, isLoopback, startConsole, staticProver } from "../../web/index.ts";
import { refuseExistingFile, writeFileAtomically } from "../atomic-file.ts";
import { addCatalogOption, type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import { printError } from "../error-output.ts";
import type { ExitStatus, Io } from "../io.ts";
import { ledgerForPages } from "../manifest/manifest-ledger.ts";
import { readLastSent, sentPlace } from "../manifest/manifest-place.ts";
import { portNumber } from "../option-value.ts";
import { packageVersion } from "../package-version.ts";

/** Beside the line service's, so that both can run on one machine. */
const portDefault = 8481;
/** Patterns outside the portable subset are shown with their findings, not refused. */
const reading = { patterns: "any" } as const;

interface ConsoleOptions extends CatalogOptions {
  readonly port: number;
  readonly host?: string;
  readonly export?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** `boxproof console`: the pages for desks. */
export const consoleCommand: CliCommand = {
  examples: [
    "boxproof console",
    "boxproof console --catalog factory/catalog.yaml --port 9000",
    "boxproof console --export prover.html   # the live prover as one file that needs no server and no network",
  ],
  declare(command, run) {
    addCatalogOption(command, { demo: "fallback" });
    command
      .option("--port <n>", "port to listen on; 0 takes any free one", portNumber, portDefault)
      .option("--host <address>", "address to listen on; whoever reaches it sees the catalog (default: 127.0.0.1)")
      .option("--export <file>", "write the live prover as one HTML file, and serve nothing")
      .option("--replace", "with --export: take the place of a file that is there (without it such a file is refused)")
      .option("--json", "print the ready line, or what was written, as JSON")
      .action((options: ConsoleOptions) =>
        run((io) => (options.export === undefined ? serve(io, options) : writeProver(io, options, options.export))),
      );
  },
};

async function serve(io: Io, options: ConsoleOptions): Promise<ExitStatus> {
  const resolved = await resolveCatalog(io, options, reading);
  const { catalog, file, isDemo } = resolved;
  const service = await startConsole({
    catalog,
    file,
    isDemo,
    load: () => loadCatalog(file, reading),
    lastSent: () => readLastSent(io, sentPlace(io, resolved)),
    keptRevision: () => keptRevision(sentPlace(io, resolved)),
    askLedger: ledgerForPages(io, resolved),
    version: packageVersion(),
    host: options.host,
    port: options.port,
    onFailure: (error: BoxproofError) => printError(io, error, { debug: options.debug === true }),
  });
  const { stop } = io;
  if (!isLoopback(service.host)) io.err(exposedSentence(service));
  io.out(readyLine(service, resolved, options));
  await aborted(stop);
  await service.stop();
  return 0;
}

function exposedSentence({ url }: HttpService): string {
  return `Whoever reaches ${url} sees this catalog and may download its manifest: there is no log-in yet.\n`;
}

function readyLine(service: HttpService, { file, isDemo }: ResolvedCatalog, { json }: ConsoleOptions): string {
  const { url, host, port } = service;
  if (json === true) return `${JSON.stringify({ ready: true, url, host, port, catalog: file, demo: isDemo })}\n`;
  return `ready: ${isDemo ? "DEMO " : ""}console on ${url}, catalog ${file}\n`;
}

async function writeProver(io: Io, { json, replace }: ConsoleOptions, path: string): Promise<ExitStatus> {
  const file = resolve(io.cwd, path);
  await refuseExistingFile(file, { mayReplace: replace === true });
  const page = await staticProver({ version: packageVersion() });
  await writeFileAtomically(file, page);
  const byteCount = Buffer.byteLength(page);
  io.out(
    json === true
      ? `${JSON.stringify({ file, byteCount })}\n`
      : `Wrote ${file} (${Math.ceil(byteCount / 1024)} KiB): open it in a browser; it needs no server and no network.\n`,
  );
  return 0;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
