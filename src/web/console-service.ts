import { hostname } from "node:os";
import type { Catalog } from "../core/catalog/index.ts";
import type { BoxproofError } from "../core/index.ts";
import type { LedgerAnswer, ManifestDiff } from "../manifest/index.ts";
import { followCatalog } from "./catalog-source.ts";
import { createConsoleApp } from "./console-app.ts";
import { followHandOver } from "./hand-over.ts";
import { type HttpLimits, type HttpService, httpLimits, startHttpService } from "./http/http-service.ts";
import { isOwnHost } from "./http/own-host.ts";
import type { LastSent } from "./last-sent.ts";
import { moduleFiles, versionOf } from "./module-files.ts";

/** What a console is started with. */
export interface ConsoleOptions {
  readonly catalog: Catalog;
  /** Where the catalog was read from; the pages follow it. */
  readonly file: string;
  readonly isDemo: boolean;
  /** Reads the file again. */
  load(): Promise<Catalog>;
  /** The manifest that was handed over last, read anew each time; undefined where none was. None when absent. */
  lastSent?(): Promise<LastSent | undefined>;
  /** The highest revision of which a copy is kept, whatever its record says; 0 when absent. */
  keptRevision?(): Promise<number>;
  /** What the ledger says of serials that a change refuses; no ledger is asked when absent. */
  askLedger?(diff: ManifestDiff): Promise<LedgerAnswer>;
  /** Version of boxproof. */
  readonly version: string;
  /** 127.0.0.1 when absent. Whoever reaches another one sees the catalog; there is no log-in. */
  readonly host?: string;
  /** 0: any free port. */
  readonly port: number;
  readonly limits?: Partial<HttpLimits>;
  /** Told of every request that failed through a defect or the environment. */
  readonly onFailure?: (error: BoxproofError) => void;
}

/** The modules that the pages ask for. */
const entries = ["web/browser/prover-main.js", "web/browser/prover-worker.js", "web/browser/manifest-main.js"];

/**
 * Starts the console; resolves when it listens. Throws ERR_FILE_READ (its browser modules are not built),
 * ERR_PORT_TAKEN or ERR_USAGE (a host or port that this machine does not give).
 */
export async function startConsole(options: ConsoleOptions): Promise<HttpService> {
  const { catalog, file, isDemo, version, port, host = "127.0.0.1" } = options;
  const modules = await moduleFiles(entries);
  const service = { host, machineName: hostname() };
  const lastSent = options.lastSent ?? (() => Promise.resolve(undefined));
  const askLedger = options.askLedger ?? (() => Promise.resolve({}));
  const app = createConsoleApp({
    source: followCatalog({ file, catalog, load: options.load }),
    frame: { where: file, isDemo, version },
    lastSent,
    keptRevision: options.keptRevision ?? (() => Promise.resolve(0)),
    isDemo,
    handOver: followHandOver({ lastSent, askLedger }),
    modules,
    modulesVersion: versionOf(modules),
    isOwnHost: (header) => isOwnHost(header, service),
    now: () => new Date(),
    onFailure: options.onFailure ?? (() => undefined),
  });
  return startHttpService({ host, port, limits: { ...httpLimits, ...options.limits }, handler: app });
}
