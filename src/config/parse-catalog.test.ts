import { describe, expect, it } from "vitest";
import { BoxproofError, defined } from "../core/index.ts";
import { parseCatalog } from "./parse-catalog.ts";

const head = `format: boxproof-catalog/1
maker: { name: Acme }
securityProfiles: [{ name: main, lwaClientId: amzn1.application-oa2-client.0000 }]
`;
const model = (rest: string, name = "ACME_1") => `  - deviceModel: ${name}
    name: Acme
    securityProfile: main
    ${rest}
`;
const listed = 'listings: [{ marketplace: US, asin: B0DEMO0001, gtin: "00412345678903" }]';
const catalogOf = (...models: readonly string[]) => parseCatalog(`${head}models:\n${models.join("")}`, "c.yaml");
const firstOf = (...models: readonly string[]) => defined(catalogOf(...models).models[0], "the catalog has a model");

/** The faults as data; fails when the catalog is taken. */
function faultsOf(text: string): readonly { line: number; column: number; path: string }[] {
  try {
    parseCatalog(text, "c.yaml");
  } catch (error) {
    if (error instanceof BoxproofError) return error.details["faults"] as never;
    throw error;
  }
  throw new Error("the catalog was taken");
}

describe("parseCatalog", () => {
  it("refuses, at their lines, the patterns that are beyond what is read of one catalog", () => {
    // 300 languages of some thousand states each; every one is readable by itself.
    const models = Array.from({ length: 300 }, (_, index) =>
      model(
        `listings: []\n    serial: { pattern: "^(A|B){0,11}A(A|B){${9 + (index % 2)}}C{${1 + (index >> 1)}}$" }`,
        `M${index}`,
      ),
    );
    const text = `${head}models:\n${models.join("")}`;
    const faults = faultsOf(text);
    const first = 300 - faults.length;
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThan(300);
    expect(faults.map(({ path }) => path)).toEqual(
      Array.from(faults, (_, index) => `models[${first + index}].serial.pattern`),
    );
    expect(faults[0]).toMatchObject({ line: 5 + first * 5 + 4, expected: "patterns that can be read together" });
    expect(parseCatalog(text, "c.yaml", { patterns: "any" }).models).toHaveLength(300);
    expect(catalogOf(...models.slice(0, first)).models).toHaveLength(first);
  });

  it("fills in what may be left out", () => {
    const catalog = catalogOf(model(`${listed}\n    serial: { pattern: "^A[0-9]{8}$" }`));
    expect(catalog.stations).toEqual([]);
    expect(catalog.models[0]).toMatchObject({
      boxCodes: [],
      requireAllocated: false,
      serial: { pattern: "^A[0-9]{8}$", patternGenerated: false, examples: { good: [], bad: [] } },
    });
    expect(catalog.models[0]).not.toHaveProperty("label");
    expect(catalog.models[0]?.serial).not.toHaveProperty("scheme");
  });

  it("generates the pattern from the scheme where none is given", () => {
    const { serial } = firstOf(model(`${listed}\n    serial: { scheme: [A, { week: 01-53 }] }`));
    expect(serial).toMatchObject({ pattern: "^A(0[1-9]|[1-4][0-9]|5[0-3])$", patternGenerated: true });
    expect(serial.scheme?.parts[1]).toEqual({ kind: "week", from: 1, to: 53, width: 2 });
  });

  it("keeps a pattern that stands beside a scheme", () => {
    const serial = `serial: { scheme: [A, { week: 01-53 }], pattern: "^A[0-9]{2}$" }`;
    expect(firstOf(model(`${listed}\n    ${serial}`)).serial).toMatchObject({
      pattern: "^A[0-9]{2}$",
      patternGenerated: false,
    });
  });

  it("names box codes after their kind and chooses the usual symbology", () => {
    const codes = `boxCodes: [{ kind: gtin }, { kind: url, value: "https://a.example" }, { kind: mac, column: mac }]`;
    expect(firstOf(model(`${listed}\n    serial: { pattern: "^A$" }\n    ${codes}`)).boxCodes).toEqual([
      { kind: "gtin", name: "gtin", symbology: "upca" },
      { kind: "url", name: "url", symbology: "qr", value: "https://a.example" },
      { kind: "mac", name: "mac", symbology: "code128", column: "mac" },
    ]);
  });

  it.each([
    ["9521234000013", "ean13"],
    ["12345670", "ean8"],
    ["412345678903", "upca"],
    ["10412345678900", "itf"],
  ])("prints the GTIN %s as %s", (gtin, symbology) => {
    const listings = `listings: [{ marketplace: US, asin: B0DEMO0001, gtin: "${gtin}" }]`;
    const codes = "boxCodes: [{ kind: gtin }]";
    const { boxCodes } = firstOf(model(`${listings}\n    serial: { pattern: "^A$" }\n    ${codes}`));
    expect(boxCodes[0]?.symbology).toBe(symbology);
  });

  it("reports field faults and cross-field faults of the same file together", () => {
    const text = `${head}models:\n${model(`${listed}\n    serial: {}\n    labels: {}`)}${model("listings: []\n    serial: { pattern: x }")}`;
    expect(faultsOf(text).map(({ line, path }) => [line, path])).toEqual([
      [9, "models[0].serial"],
      [10, "models[0].labels"],
      [11, "models[1].deviceModel"],
      [15, "models[1].serial.pattern"],
      [15, "models[1].serial.pattern"],
    ]);
  });

  it("reads the same catalog with a byte order mark and with CRLF", () => {
    const text = `${head}models:\n${model(`${listed}\n    serial: { pattern: "^A[0-9]{8}$" }`)}`;
    const plain = parseCatalog(text, "c");
    expect(parseCatalog(`\uFEFF${text}`, "c")).toEqual(plain);
    expect(parseCatalog(text.replaceAll("\n", "\r\n"), "c")).toEqual(plain);
  });

  it("tells an empty file, a list and a bare text what is missing", () => {
    for (const text of ["", "- a\n", "hello\n"]) {
      expect(faultsOf(text)).toMatchObject([{ line: 1, column: 1, path: "(file)", expected: "a mapping" }]);
    }
  });

  it("bounds the faults of a file that is wrong everywhere", () => {
    const text = `${head}models: [${"1, ".repeat(5_000)}]\n`;
    const faults = faultsOf(text);
    expect(faults.length).toBeLessThanOrEqual(1_001);
    const unknown = `${head}models: []\n${Array.from({ length: 100 }, (_, index) => `k${index}: 1`).join("\n")}\n`;
    expect(faultsOf(unknown).filter(({ path }) => /^k/.test(path))).toHaveLength(20);
    expect(faultsOf(unknown)).toContainEqual(expect.objectContaining({ expected: "no unknown keys" }));
  });
});
