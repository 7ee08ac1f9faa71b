import { describe, expect, it } from "vitest";
import { catalogOf, modelOf } from "../../../test/catalog/catalog-of.ts";
import { serialCandidates } from "./serial-candidates.ts";

const catalog = catalogOf(
  ...["^A[0-9]{1,70}$", "^A[0-9]{2}$", "^A .$", "^B[ C]$"].map((pattern, index) => modelOf(`M${index}`, pattern)),
);
const candidates = (...texts: readonly string[]) =>
  serialCandidates(
    catalog,
    texts.map((text) => ({ text })),
  );

describe("serialCandidates", () => {
  it("names every model that a text matches, each text once, in ASCII order", () => {
    expect(candidates("BC", "A12", "A1", "A12", "x")).toEqual([
      { text: "A1", deviceModels: ["M0"] },
      { text: "A12", deviceModels: ["M0", "M1"] },
      { text: "BC", deviceModels: ["M3"] },
    ]);
  });

  it("takes only DSNs, whatever a pattern says", () => {
    expect(candidates("B ")).toEqual([]);
    expect(candidates(`A${"1".repeat(63)}`)).toHaveLength(1);
    expect(candidates(`A${"1".repeat(64)}`)).toEqual([]);
  });

  it("trims and folds nothing", () => {
    expect(candidates(" A1", "A1 ", "A1\n", "a1", "Ａ1")).toEqual([]);
  });

  it("leaves out a model whose pattern is outside the subset", () => {
    // "^A .$" is such a pattern.
    expect(candidates("A B")).toEqual([]);
  });
});
