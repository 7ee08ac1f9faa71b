import { describe, expect, it, vi } from "vitest";
import { catalogOf as catalogOfModels, modelOf } from "../../../test/catalog/catalog-of.ts";
import type * as Patterns from "../pattern/index.ts";
import type { Catalog } from "./catalog.ts";
import { catalogSubjects } from "./check/catalog-subjects.ts";
import { combineModelPatterns, modelPatterns, modelsOfSerial } from "./model-patterns.ts";

const made = vi.hoisted(() => ({ sets: 0 }));
vi.mock("../pattern/index.ts", async (importOriginal) => {
  const patterns = await importOriginal<typeof Patterns>();
  return {
    ...patterns,
    createPatternSet: (...args: Parameters<typeof patterns.createPatternSet>) => {
      made.sets += 1;
      return patterns.createPatternSet(...args);
    },
  };
});

const catalogOf = (patterns: readonly string[]) =>
  catalogOfModels(...patterns.map((pattern, index) => modelOf(`M${index}`, pattern)));

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

describe("modelPatterns", () => {
  it("has none for a model whose pattern is beyond what is read of one catalog, as checkCatalog tells it", () => {
    const catalog = catalogOf(Array.from({ length: 100 }, (_, index) => `^M[01]{0,10}1[01]{9}X${index}$`));
    const read = modelPatterns(catalog).map(({ pattern }) => pattern !== undefined);
    expect(read.indexOf(false)).toBeGreaterThan(0);
    expect(read).toEqual(catalogSubjects(catalog.models).map(({ meaning }) => meaning !== undefined));
    expect(names(catalog, "M1000000000X0")).toEqual(["M0"]);
    expect(names(catalog, "M1000000000X99")).toEqual([]);
  });
});

describe("combineModelPatterns", () => {
  it("makes the automaton when it is called, once; asking about texts never makes it", () => {
    const catalog = catalogOf(["^A[0-9]{2}$", "^B[0-9]{2}$"]);
    const before = made.sets;
    for (let text = 0; text < 100; text += 1) names(catalog, `A${text}`);
    expect(made.sets).toBe(before);
    combineModelPatterns(catalog);
    combineModelPatterns(catalog);
    expect(made.sets).toBe(before + 1);
    for (let text = 10; text < 100; text += 1) expect(names(catalog, `B${text}`)).toEqual(["M1"]);
    expect(made.sets).toBe(before + 1);
  });
});

describe("patterns that are alike or large", () => {
  const serials = ["1".repeat(9), "1".repeat(10), `${"0".repeat(9)}1${"0".repeat(9)}`, "0".repeat(12), "AB"];

  it("answers alike before and after it is prepared", () => {
    const patterns = Array.from({ length: 200 }, (_, index) => `^[01]{0,${9 + (index % 3)}}1[01]{${8 + (index % 3)}}$`);
    const catalog = catalogOf(patterns);
    const expected = serials.map((text) =>
      patterns.flatMap((pattern, index) => (new RegExp(pattern).test(text) ? [`M${index}`] : [])),
    );
    expect(serials.map((text) => names(catalog, text))).toEqual(expected);
    combineModelPatterns(catalog);
    expect(serials.map((text) => names(catalog, text))).toEqual(expected);
    const [first, , , fourth] = modelPatterns(catalog);
    expect(first?.pattern).toBe(fourth?.pattern);
  });
});
