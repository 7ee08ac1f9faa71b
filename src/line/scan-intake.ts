import { type Catalog, findModel } from "../core/catalog/index.ts";
import { parseDsn } from "../core/dsn/index.ts";
import { BoxproofError } from "../core/index.ts";
import { type BoxJudgement, judgeBox, prepareVerdicts, serialCandidates } from "../core/verdict/index.ts";
import type { ScanDecision, ScanLedger, UnitKey } from "../ledger/index.ts";
import type { ScanRequest } from "./scan-request.ts";

/** The room's heart: a scan comes in, its answer goes out once it is stored. */
export interface ScanIntake {
  /**
   * The answer, as JSON text: byte for byte the same for every repeat of a request. Throws ERR_STATION_UNKNOWN,
   * ERR_MODEL_UNKNOWN, ERR_REQUEST_BODY (against the station's rules), or what the ledger throws; then nothing is stored.
   */
  take(request: ScanRequest): Promise<string>;
}

/** Judges scans by the catalog and keeps them in the ledger; what judging needs of the catalog is made here, once. */
export function createScanIntake(options: { readonly catalog: Catalog; readonly ledger: ScanLedger }): ScanIntake {
  const { catalog, ledger } = options;
  prepareVerdicts(catalog);
  return {
    async take(request) {
      const { answer } = await ledger.recordScan({
        scanId: request.scanId,
        station: request.station,
        request: request.canonical,
        candidates: candidateUnits(catalog, request),
        decide({ seq, at, unitState }) {
          // In here, not before: a repeat must get its stored answer even when the catalog has changed since.
          const expectedModel = expectedModelOf(catalog, request);
          const { symbols, deviceSerial, fullPass } = request;
          const judgement = judgeBox({
            catalog,
            expectedModel,
            deviceSerial,
            symbols,
            unit: unitState,
            fullPass,
          });
          return decisionOf(judgement, { request, seq, at });
        },
      });
      return answer;
    },
  };
}

function candidateUnits(catalog: Catalog, { symbols }: ScanRequest): readonly UnitKey[] {
  return serialCandidates(catalog, symbols).flatMap(({ text, deviceModels }) => {
    const dsn = parseDsn(text);
    return dsn === undefined ? [] : deviceModels.map((deviceModel) => ({ deviceModel, dsn }));
  });
}

/** The model that the box must be: the request's or the station's; undefined where a station packs several. */
function expectedModelOf(catalog: Catalog, request: ScanRequest): string | undefined {
  const station = catalog.stations.find(({ name }) => name === request.station);
  if (station === undefined) {
    const names = catalog.stations.map(({ name }) => name);
    throw new BoxproofError("ERR_STATION_UNKNOWN", `The catalog has no station "${request.station}".`, {
      remedy: "Add it under stations in the catalog and start the service again, or correct the request.",
      details: { station: request.station, stations: names },
    });
  }
  if (request.model !== undefined && findModel(catalog, request.model) === undefined) {
    throw new BoxproofError("ERR_MODEL_UNKNOWN", `The catalog has no device model "${request.model}".`, {
      remedy: "Leave model out, or give it exactly as it stands in the catalog.",
      details: { model: request.model },
    });
  }
  if (request.model !== undefined && station.model !== undefined && request.model !== station.model) {
    throw stationRule("model", `station ${station.name} packs ${station.model}, not ${request.model}`);
  }
  if (station.requireDeviceSerial && request.deviceSerial === undefined) {
    throw stationRule("deviceSerial", `station ${station.name} must give the device's own serial with every box`);
  }
  return request.model ?? station.model;
}

function stationRule(path: string, message: string): BoxproofError {
  return new BoxproofError("ERR_REQUEST_BODY", `The request breaks a rule of its station: ${message}.`, {
    remedy: "Correct the station's settings, or its entry in the catalog.",
    details: { faults: [{ path, message }] },
  });
}

function decisionOf(
  { verdict, dsn, deviceModel, reasons }: BoxJudgement,
  { request, seq, at }: { readonly request: ScanRequest; readonly seq: number; readonly at: string },
): ScanDecision {
  const { scanId, terminator } = request;
  const answer = JSON.stringify({ scanId, verdict, dsn, deviceModel, reasons, terminator, at, seq });
  const unit = dsn === undefined || deviceModel === undefined ? {} : { unit: { deviceModel, dsn } };
  return { verdict, answer, ...unit };
}
