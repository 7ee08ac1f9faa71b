import type { Finding } from "../core/index.ts";
import { type Calibration, calibrationFrom, type Probe } from "./calibration.ts";
import { type EndpointOptions, exchangeToken } from "./exchange-token.ts";
import type { BodyEncoding, Rejection } from "./outcome.ts";

/** A device that is known to be refused in one certain way. */
export interface ProbeDevice {
  readonly expected: Rejection;
  readonly deviceModel: string;
  readonly dsn: string;
}

/** What a calibration taught, with the answers it rests on. */
export interface CalibrationResult {
  readonly calibration: Calibration;
  readonly probes: readonly Probe[];
  readonly findings: readonly Finding[];
}

/**
 * Asks the endpoint about devices that are known to be refused (an unsold serial of an own model, a model that does not
 * exist, a model of other credentials: README, fact P12) and remembers its words. The live guard holds for probes too.
 */
export async function calibrate(
  request: EndpointOptions & { readonly probes: readonly ProbeDevice[]; readonly encoding?: BodyEncoding },
): Promise<CalibrationResult> {
  const { probes: devices, ...shared } = request;
  const probes: Probe[] = [];
  for (const { expected, deviceModel, dsn } of devices) {
    probes.push({ expected, outcome: await exchangeToken({ ...shared, deviceModel, dsn }) });
  }
  return { ...calibrationFrom(probes), probes };
}
