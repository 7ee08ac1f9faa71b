import type { Catalog, DeviceModel } from "../../src/core/catalog/index.ts";

/** A model with a pattern of its serials and nothing else but the given fields. */
export function modelOf(deviceModel: string, pattern: string, fields: Partial<DeviceModel> = {}): DeviceModel {
  return {
    deviceModel,
    name: deviceModel,
    securityProfile: "main",
    listings: [],
    serial: { pattern, patternGenerated: false, examples: { good: [], bad: [] } },
    boxCodes: [],
    requireAllocated: false,
    ...fields,
  };
}

/** A catalog of these models, without a station. */
export function catalogOf(...models: readonly DeviceModel[]): Catalog {
  return {
    format: "boxproof-catalog/1",
    maker: { name: "Acme" },
    securityProfiles: [{ name: "main", lwaClientId: "amzn1.application-oa2-client.0000" }],
    models,
    stations: [],
  };
}
