import { describe, expect, it } from "vitest";
import type { Catalog } from "./catalog.ts";
import { modelPatterns, modelsOfSerial } from "./model-patterns.ts";

function catalogOf(patterns: readonly string[]): Catalog {
  return {
    format: "boxproof-catalog/1",
    maker: { name: "Acme" },
    securityProfiles: [],
    stations: [],
    models: patterns.map((pattern, index) => ({
      deviceModel: `M${index}`,
      name: "",
      securityProfile: "main",
      listings: [],
      serial: { pattern, patternGenerated: false, examples: { good: [], bad: [] } },
      boxCodes: [],
      requireAllocated: false,
    })),
  };
}

const names = (catalog: Catalog, text: string) => modelsOfSerial(catalog, text).map(({ deviceModel }) => deviceModel);

describe("modelsOfSerial", () => {
  it("names the models in the catalog's order, and none whose pattern is not portable", () => {
    const catalog = catalogOf(["^B[0-9]{2}$", "^\\d{3}$", "^[A-C][0-9]{2}$", "B12", "^B1[0-9]$"]);
    expect(names(catalog, "B12")).toEqual(["M0", "M2", "M4"]);
    expect(names(catalog, "C12")).toEqual(["M2"]);
    expect(names(catalog, "123")).toEqual([]);
    expect(names(catalog, "B12\n")).toEqual([]);
  });

  it("knows no model in a catalog without models", () => {
    expect(names(catalogOf([]), "A1")).toEqual([]);
  });

  it("agrees with the native engine over hundreds of models", () => {
    const patterns = Array.from(
      { length: 300 },
      (_, index) => `^SN${index % 100}[0-9]{${index % 7},${(index % 7) + 3}}$`,
    );
    const catalog = catalogOf(patterns);
    for (const text of ["SN1", "SN12", "SN123", "SN1234", "SN12345", "SN99999999", "SN00", "SN", "XX123"]) {
      const expected = patterns.flatMap((pattern, index) => (new RegExp(pattern).test(text) ? [`M${index}`] : []));
      expect(names(catalog, text)).toEqual(expected);
    }
    expect(modelPatterns(catalog)).toHaveLength(300);
  });
});

describe("patterns that are alike or large", () => {
  const serials = ["1".repeat(9), "1".repeat(10), `${"0".repeat(9)}1${"0".repeat(9)}`, "0".repeat(12), "AB"];

  it("answers the first texts and the thousandth alike", () => {
    const patterns = Array.from({ length: 200 }, (_, index) => `^[01]{0,${9 + (index % 3)}}1[01]{${8 + (index % 3)}}$`);
    const catalog = catalogOf(patterns);
    const expected = serials.map((text) =>
      patterns.flatMap((pattern, index) => (new RegExp(pattern).test(text) ? [`M${index}`] : [])),
    );
    for (let round = 0; round < 100; round += 1) {
      expect(serials.map((text) => names(catalog, text))).toEqual(expected);
    }
    const [first, , , fourth] = modelPatterns(catalog);
    expect(first?.pattern).toBe(fourth?.pattern);
  });

  it("matches exactly what is too large to be kept", () => {
    const patterns = Array.from({ length: 60 }, (_, index) => `^[0${index % 10}]{0,4}1[01]{5}X{${index}}$`);
    const catalog = catalogOf(patterns);
    const text = `1${"0".repeat(5)}${"X".repeat(7)}`;
    for (let round = 0; round < 50; round += 1) {
      expect(modelsOfSerial(catalog, text, 500).map(({ deviceModel }) => deviceModel)).toEqual(["M7"]);
    }
  });
});
