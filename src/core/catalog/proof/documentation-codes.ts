import type { BoxCodeName } from "../../dsn/index.ts";

/**
 * Codes that no product has, one for each kind of box code where one can be named: GTINs of the GS1 prefixes 952 (for
 * examples) and 04 (inside one company), a MAC address of RFC 7042, the IMEI of 3GPP TS 23.003, annex B; made-up ones
 * where nothing is set aside.
 */
export const documentationCodes: Readonly<Partial<Record<BoxCodeName, string>>> = {
  "upc-a": "412345678903",
  "ean-13": "9521234000013",
  "gtin-14": "09521234000013",
  fnsku: "X00DEMO001",
  asin: "B0DEMO0001",
  mac: "00005E005301",
  imei: "260531793113837",
};
