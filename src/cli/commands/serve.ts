import { BoxproofError, grouped } from "../../core/index.ts";
import { openLedger } from "../../ledger/index.ts";
import { type CatalogFault, catalogFaults, type LineService, startLineService } from "../../line/index.ts";
import { addCatalogOption, type CatalogOptions, type ResolvedCatalog, resolveCatalog } from "../catalog-option.ts";
import type { CliCommand } from "../command.ts";
import { printError } from "../error-output.ts";
import { counted } from "../finding-counts.ts";
import type { ExitStatus, Io } from "../io.ts";
import { addLedgerOption, type LedgerOptions, ledgerLocation } from "../ledger-option.ts";
import { portNumber } from "../option-value.ts";

/** Far from what other programs take by default. */
const portDefault = 8480;
/** The same kind of failure is printed once in this time, so that a full disk does not flood the log too. */
const failureQuietMs = 10_000;
/** Errors of the catalog that are told one by one. */
const shownFaultMax = 10;

interface ServeOptions extends CatalogOptions, LedgerOptions {
  readonly port: number;
  readonly host?: string;
  readonly expose?: boolean;
  readonly requireCheck?: boolean;
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** `boxproof serve`: the line service. */
export const serveCommand: CliCommand = {
  examples: [
    "boxproof serve --demo --port 8480",
    "boxproof serve --catalog catalog.yaml --ledger /var/lib/boxproof/line-1.db",
    "boxproof serve --host 192.168.10.5 --expose   # the readers' own network: whoever is on it may commission serials",
    `curl -H 'Content-Type: application/json' http://127.0.0.1:8480/v1/scans -d '{"scanId":"line-1:000001","station":"line-1","symbols":[{"text":"BL12614A000457U","symbology":"code128"}]}'`,
    "curl -T box.jpg -H 'Content-Type: image/jpeg' http://127.0.0.1:8480/v1/scans/line-1:000001/image",
  ],
  declare(command, run) {
    addCatalogOption(command, { demo: "explicit" });
    addLedgerOption(command)
      .option("--port <n>", "port to listen on; 0 takes any free one", portNumber, portDefault)
      .option("--host <address>", "address to listen on (default: 127.0.0.1)")
      .option("--expose", "allow a --host that other machines can reach; there is no log-in yet")
      .option(
        "--require-check",
        "do not start while a check finds errors in the patterns and codes of the stations' models",
      )
      .option("--json", "print the ready line as JSON")
      .addHelpText(
        "after",
        `
Errors that a check finds in the patterns and codes of the stations' models (whether a label has room does not matter to
the line) are told at the start and by /readyz; the line starts all the same, because it judges every box by the same
rules and stops those that it cannot tell apart.`,
      )
      .action((options: ServeOptions) => run((io) => serve(io, options)));
  },
};

async function serve(io: Io, options: ServeOptions): Promise<ExitStatus> {
  if (options.expose === true && options.host === undefined) throw exposeWithoutHost();
  const resolved = await resolveCatalog(io, options);
  const faults = catalogFaults(resolved.catalog);
  if (faults.length > 0 && options.requireCheck === true) throw catalogBlocked(resolved, faults);
  const location = ledgerLocation(io, options, resolved);
  const ledger = await openLedger(location, { lineService: true });
  try {
    const service = await startLineService({
      catalog: resolved.catalog,
      catalogFaults: faults,
      ledger,
      imagesFolder: `${location}.images`,
      host: options.host,
      port: options.port,
      expose: options.expose === true,
      onFailure: failureLog(io, { debug: options.debug === true }),
    });
    // Until here a signal ends the process at once, whatever the start waits for; from here on it stops gracefully.
    const { stop } = io;
    if (options.expose === true) io.err(exposedSentence(service));
    if (faults.length > 0) io.err(faultSentence(faults));
    io.out(readyLine({ service, resolved, location, faults, json: options.json === true }));
    await aborted(stop);
    await service.stop();
    return 0;
  } finally {
    await ledger.close();
  }
}

function exposeWithoutHost(): BoxproofError {
  return new BoxproofError("ERR_USAGE", "--expose says that other machines may call; it needs the address for them.", {
    remedy: "Add --host ADDRESS, the address of this machine in the line's network.",
  });
}

function faultLines(faults: readonly CatalogFault[]): string {
  const lines = faults.slice(0, shownFaultMax).map(({ deviceModel, id, message }) => {
    return `    error ${id}  ${deviceModel}: ${message}\n`;
  });
  const more = faults.length - lines.length;
  return more > 0 ? `${lines.join("")}    … and ${grouped(more)} more\n` : lines.join("");
}

function catalogBlocked({ file }: ResolvedCatalog, faults: readonly CatalogFault[]): BoxproofError {
  const message = `A check finds ${counted(faults.length, "error")} in the patterns and codes of ${file}:\n${faultLines(faults).trimEnd()}`;
  return new BoxproofError("ERR_CATALOG_BLOCKED", message, {
    remedy:
      "Nothing was started. boxproof check shows what to do; without --require-check the line starts all the same.",
    details: { file, errorCount: faults.length },
  });
}

function faultSentence(faults: readonly CatalogFault[]): string {
  return `A check finds ${counted(faults.length, "error")} in the patterns and codes of the models of this line:
${faultLines(faults)}The line service starts all the same; boxes of these models may be stopped. boxproof check shows what to do.\n`;
}

function exposedSentence({ url }: LineService): string {
  return `Whoever reaches ${url} may post scans and commission serials: there is no log-in yet.\n`;
}

function readyLine(ready: {
  readonly service: LineService;
  readonly resolved: ResolvedCatalog;
  readonly location: string;
  readonly faults: readonly CatalogFault[];
  readonly json: boolean;
}): string {
  const { service, resolved, location, faults } = ready;
  const { url, host, port } = service;
  if (ready.json) {
    const { file: catalog, isDemo: demo } = resolved;
    return `${JSON.stringify({ ready: true, url, host, port, catalog, ledger: location, demo, catalogErrors: faults.length })}\n`;
  }
  const demo = resolved.isDemo ? "DEMO " : "";
  const errors = faults.length === 0 ? "" : `, ${counted(faults.length, "error")} in the catalog`;
  return `ready: ${demo}line service on ${url}, catalog ${resolved.file}, ledger ${location}${errors}\n`;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** Prints failures on standard error, one of each code in a while, with how many were kept back. */
function failureLog(io: Io, options: { readonly debug: boolean }): (error: BoxproofError) => void {
  const printed = new Map<string, { atMs: number; keptBack: number }>();
  return (error) => {
    const last = printed.get(error.code);
    const nowMs = performance.now();
    if (last !== undefined && nowMs - last.atMs < failureQuietMs) {
      last.keptBack += 1;
      return;
    }
    printed.set(error.code, { atMs: nowMs, keptBack: 0 });
    printError(io, error, options);
    if (last !== undefined && last.keptBack > 0)
      io.err(`${last.keptBack} more ${error.code} since the last one shown.\n`);
  };
}
