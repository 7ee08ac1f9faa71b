import type { Catalog, DeviceModel, Station } from "../../src/core/catalog/index.ts";

function model(deviceModel: string, pattern: string, change: Partial<DeviceModel> = {}): DeviceModel {
  return {
    deviceModel,
    name: deviceModel,
    securityProfile: "main",
    listings: [],
    serial: { pattern, patternGenerated: false, examples: { good: [], bad: [] } },
    boxCodes: [],
    requireAllocated: false,
    ...change,
  };
}

const stations: readonly Station[] = [
  { name: "line-1", model: "ONE", requireDeviceSerial: false },
  { name: "mixed", requireDeviceSerial: false },
  { name: "strict", model: "ONE", requireDeviceSerial: true },
];

/** A made-up catalog whose patterns a test can read at a glance: ON and six digits, TW and six digits, RA and six. */
export const lineCatalog: Catalog = {
  format: "boxproof-catalog/1",
  maker: { name: "Test" },
  securityProfiles: [{ name: "main", lwaClientId: "amzn1.application-oa2-client.test" }],
  models: [
    model("ONE", "^ON[0-9]{6}$"),
    model("TWO", "^TW[0-9]{6}$"),
    model("RATIONED", "^RA[0-9]{6}$", { requireAllocated: true }),
  ],
  stations,
};
