import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Catalog } from "../core/catalog/index.ts";
import type { SeenSymbol } from "../core/symbol/index.ts";
import type { Reason, UnitState, Verdict } from "../core/verdict/index.ts";
import { type Ledger, openLedger, type UnitKey } from "../ledger/index.ts";
import { startLineService } from "../line/index.ts";

/** The factory's side as the cases meet it: the line service over HTTP, with a ledger that goes when the rehearsal does. */
export interface LineSide {
  /** Asks the line service about a box, as a station does. */
  scan(box: ScannedBox): Promise<LineAnswer>;
  /** What the ledger knows of a unit. */
  unitState(unit: UnitKey): Promise<UnitState | undefined>;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** A box before a station. */
export interface ScannedBox {
  readonly scanId: string;
  readonly model: string;
  readonly deviceSerial?: string;
  readonly symbols: readonly Pick<SeenSymbol, "text" | "symbology" | "aim">[];
  readonly fullPass: boolean;
}

/** The line service's answer. */
export interface LineAnswer {
  readonly verdict: Verdict;
  readonly dsn?: string;
  readonly deviceModel?: string;
  readonly reasons: readonly Reason[];
}

const stationName = "rehearsal";

/** Starts a line service for the catalog on a free loopback port, with one station that packs every model. */
export async function openLineSide(catalog: Catalog): Promise<LineSide> {
  const folder = await mkdtemp(join(tmpdir(), "boxproof-rehearsal-"));
  const ledger = await openLedger(join(folder, "ledger.db"));
  const service = await startLineService({
    catalog: { ...catalog, stations: [{ name: stationName, requireDeviceSerial: false }] },
    ledger,
    imagesFolder: join(folder, "images"),
    port: 0,
  });
  return {
    ledger,
    scan: (box) => postScan(service.url, box),
    unitState: async (unit) => (await ledger.findUnit(unit))?.state,
    async close() {
      await service.stop();
      await ledger.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function postScan(url: string, box: ScannedBox): Promise<LineAnswer> {
  const symbols = box.symbols.map(({ text, symbology, aim }) => ({ text, symbology, aim }));
  const response = await fetch(`${url}/v1/scans`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...box, station: stationName, symbols }),
    signal: AbortSignal.timeout(30_000),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`The line service answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer as LineAnswer;
}
