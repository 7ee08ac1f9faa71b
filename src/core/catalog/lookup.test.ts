import { describe, expect, it } from "vitest";
import { catalogOf, modelOf } from "../../../test/catalog/catalog-of.ts";
import type { BoxCode } from "./catalog.ts";
import { boxCodeText, findModel } from "./lookup.ts";

const model = modelOf("ACME_1", "^A[0-9]{8}$", {
  listings: [
    { marketplace: "US", asin: "B0DEMO0001", gtin: "00412345678903" },
    { marketplace: "DE", asin: "B0DEMO0011", gtin: "9521234000013" },
  ],
});
const catalog = catalogOf(model);

describe("findModel", () => {
  it("finds the exact name only", () => {
    expect(findModel(catalog, "ACME_1")).toBe(model);
    expect(findModel(catalog, "acme_1")).toBeUndefined();
    expect(findModel(catalog, "__proto__")).toBeUndefined();
  });
});

describe("boxCodeText", () => {
  const mac: BoxCode = { kind: "mac", name: "mac", symbology: "code39", column: "mac" };

  it("takes the fixed value", () => {
    const code: BoxCode = { kind: "fnsku", name: "fnsku", symbology: "code128", value: "X00DEMO001" };
    expect(boxCodeText(model, code)).toBe("X00DEMO001");
  });

  it("takes the column of the unit's row, and nothing where the row lacks it or has it empty", () => {
    expect(boxCodeText(model, mac, { dsn: "A1", mac: "00005E005301" })).toBe("00005E005301");
    expect(boxCodeText(model, mac, { dsn: "A1" })).toBeUndefined();
    expect(boxCodeText(model, mac, { mac: "" })).toBeUndefined();
    expect(boxCodeText(model, mac)).toBeUndefined();
  });

  it("never takes a column for a property of every object", () => {
    expect(boxCodeText(model, { ...mac, column: "constructor" }, {})).toBeUndefined();
  });

  it("takes the first listing's GTIN with the digits of its symbology", () => {
    expect(boxCodeText(model, { kind: "gtin", name: "gtin", symbology: "upca" })).toBe("412345678903");
    expect(boxCodeText(model, { kind: "gtin", name: "gtin", symbology: "ean13" })).toBe("0412345678903");
    expect(boxCodeText({ ...model, listings: [] }, { kind: "gtin", name: "gtin", symbology: "upca" })).toBeUndefined();
  });
});
