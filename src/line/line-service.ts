import type { Catalog } from "../core/catalog/index.ts";
import { BoxproofError } from "../core/index.ts";
import type { Ledger } from "../ledger/index.ts";
import { type HttpService, isLoopback, startHttpService } from "../web/index.ts";
import { type CatalogFault, catalogFaults } from "./catalog-faults.ts";
import { openImageStore } from "./image-store.ts";
import { createLineApp } from "./line-app.ts";
import { type LineLimits, lineLimits } from "./line-limits.ts";
import { createReadiness } from "./readiness.ts";
import { createScanIntake } from "./scan-intake.ts";

/** What a line service is started with. */
export interface LineServiceOptions {
  readonly catalog: Catalog;
  /** What a check of the catalog finds wrong, told by `/readyz`; worked out at the start when absent. */
  readonly catalogFaults?: readonly CatalogFault[];
  /** Stays the caller's: closed by the caller, after `stop`. */
  readonly ledger: Ledger;
  /** Where images go, beside the ledger; no other service may use it. */
  readonly imagesFolder: string;
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** 0: any free port. */
  readonly port: number;
  /** Must be true for a host that other machines can reach: there is no log-in yet, so all of them may commission serials. */
  readonly expose?: boolean;
  readonly limits?: Partial<LineLimits>;
  /** Told of every request that failed through a defect or the environment. */
  readonly onFailure?: (error: BoxproofError) => void;
}

/** A running line service. `stop` takes no new scan and answers those in flight. */
export type LineService = HttpService;

/**
 * Starts the service; resolves when it listens. Throws ERR_NOT_LOOPBACK, ERR_CATALOG (no station), ERR_PORT_TAKEN,
 * ERR_USAGE (a host or port that this machine does not give) or ERR_DISK.
 */
export async function startLineService(options: LineServiceOptions): Promise<LineService> {
  const host = options.host ?? "127.0.0.1";
  requireGuards(options, host);
  const { catalog, ledger, imagesFolder } = options;
  const limits = { ...lineLimits, ...options.limits };
  const images = await openImageStore(imagesFolder);
  let stopping = false;
  const app = createLineApp({
    ledger,
    images,
    intake: createScanIntake({ catalog, ledger }),
    catalogFaults: options.catalogFaults ?? catalogFaults(catalog),
    readiness: createReadiness({ ledger, folder: imagesFolder, diskFreeBytesMin: limits.diskFreeBytesMin }),
    isExposed: !isLoopback(host),
    isStopping: () => stopping,
    onFailure: options.onFailure ?? (() => undefined),
  });
  const service = await startHttpService({ host, port: options.port, limits, handler: app });
  return {
    ...service,
    stop: () => {
      stopping = true;
      return service.stop();
    },
  };
}

function requireGuards({ catalog, expose }: LineServiceOptions, host: string): void {
  if (!isLoopback(host) && expose !== true) {
    throw new BoxproofError("ERR_NOT_LOOPBACK", `On ${host}, other machines could reach the service.`, {
      remedy:
        "There is no log-in yet: whoever reaches it may commission serials. If its network holds only the line, add --expose.",
      details: { host },
    });
  }
  if (catalog.stations.length > 0) return;
  throw new BoxproofError("ERR_CATALOG", "The catalog has no stations, so no scan could be taken.", {
    remedy: "Add one: stations: [{ name: line-1 }].",
  });
}
