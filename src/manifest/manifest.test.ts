import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BoxCode, Catalog, DeviceModel } from "../core/catalog/index.ts";
import { parseScheme, type SchemeSource } from "../core/dsn/index.ts";
import { defined } from "../core/index.ts";
import { exportManifest } from "./export-manifest.ts";
import { manifestCsv } from "./manifest-csv.ts";
import { manifestJson } from "./manifest-hash.ts";
import { parseManifestCsv } from "./parse-manifest-csv.ts";

const issuedAt = "2026-01-02T03:04:05.678Z";

function schemeOf(...parts: readonly SchemeSource[]) {
  const result = parseScheme(parts);
  return defined(result.ok ? result.scheme : undefined, "the parts are a scheme");
}

function modelOf(fields: Partial<DeviceModel> = {}): DeviceModel {
  return {
    deviceModel: "ACME_1",
    name: "Acme One",
    securityProfile: "main",
    listings: [{ marketplace: "US", asin: "B0DEMO0001", gtin: "00412345678903" }],
    serial: { pattern: "^A1[0-9]{6}$", patternGenerated: false, examples: { good: [], bad: [] } },
    boxCodes: [],
    requireAllocated: false,
    ...fields,
  };
}

function catalogOf(...models: readonly DeviceModel[]): Catalog {
  return {
    format: "boxproof-catalog/1",
    maker: { name: "Acme" },
    securityProfiles: [{ name: "main", lwaClientId: "amzn1.application-oa2-client.0000" }],
    models,
    stations: [],
  };
}

describe("exportManifest", () => {
  it("has one row for each model in each marketplace, and none for a model without a listing", () => {
    const listings = [
      { marketplace: "US", asin: "B0DEMO0001", gtin: "00412345678903" },
      { marketplace: "DE", asin: "B0DEMO0011" },
    ];
    const catalog = catalogOf(
      modelOf({ listings }),
      modelOf({
        deviceModel: "ACME_2",
        listings: [{ marketplace: "US", asin: "B0DEMO0002" }],
        serial: { pattern: "^A2[0-9]{6}$", patternGenerated: false, examples: { good: [], bad: [] } },
      }),
      modelOf({
        deviceModel: "ACME_3",
        listings: [],
        serial: { pattern: "^A3[0-9]{6}$", patternGenerated: false, examples: { good: [], bad: [] } },
      }),
    );
    const { rows } = exportManifest({ catalog, issuedAt });
    expect(rows.map(({ deviceModel, marketplace, asin, gtin }) => [deviceModel, marketplace, asin, gtin])).toEqual([
      ["ACME_1", "US", "B0DEMO0001", "00412345678903"],
      ["ACME_1", "DE", "B0DEMO0011", undefined],
      ["ACME_2", "US", "B0DEMO0002", undefined],
    ]);
  });

  it("leaves out what there is not, instead of an empty value", () => {
    const manifest = exportManifest({ catalog: catalogOf(modelOf()), issuedAt });
    expect(Object.keys(manifest).sort()).toEqual(["format", "issuedAt", "maker", "regexSemantics", "rows", "sha256"]);
    expect(manifest.rows[0]).not.toHaveProperty("symbology");
    expect(manifest.rows[0]).not.toHaveProperty("schemeCapacity");
    expect(exportManifest({ catalog: catalogOf(modelOf()), issuedAt, revision: 3 }).revision).toBe(3);
  });

  it("tells lengths, alphabet, capacity and check character systems", () => {
    const scheme = schemeOf("A1", { counter: "0001-9000" }, { check: "iso7064-37-36" });
    const serial = {
      pattern: "^A1[0-9]{4}[0-9A-Z]$",
      patternGenerated: false,
      examples: { good: [], bad: [] },
      scheme,
    };
    const [row] = exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt }).rows;
    expect(row).toMatchObject({
      lengthMin: 7,
      lengthMax: 7,
      alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      schemeCapacity: "9000",
      checkSystems: ["iso7064-37-36"],
    });
  });

  it("hashes the regex and the whole, so that anybody can compute both again", () => {
    const manifest = exportManifest({ catalog: catalogOf(modelOf()), issuedAt });
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(manifest.rows[0]?.regexSha256).toBe(sha256("^A1[0-9]{6}$"));
    const file = manifestJson(manifest);
    expect(file.endsWith("}\n")).toBe(true);
    expect(sha256(file.trimEnd().replace(`,"sha256":"${manifest.sha256}"`, ""))).toBe(manifest.sha256);
  });

  it("gives at least three good and five bad examples, which the native engine accepts and refuses", () => {
    const boxCodes: readonly BoxCode[] = [
      { kind: "fnsku", name: "fnsku", symbology: "code128", value: "X00DEMO001" },
      { kind: "url", name: "setup", symbology: "qr", value: "https://acme.example/" },
    ];
    const scheme = schemeOf("A1", { counter: "000001-900000" });
    const serial = {
      pattern: "^A1[0-9]{6}$",
      patternGenerated: false,
      examples: { good: [], bad: ["a1000001"] },
      scheme,
    };
    const other = modelOf({
      deviceModel: "ACME_2",
      listings: [],
      serial: { pattern: "^B2[0-9]{6}$", patternGenerated: false, examples: { good: ["B2000001"], bad: [] } },
    });
    const [row] = exportManifest({ catalog: catalogOf(modelOf({ boxCodes, serial }), other), issuedAt }).rows;
    const regex = new RegExp(row?.serialRegex ?? "");
    expect(row?.examplesGood.length).toBeGreaterThanOrEqual(3);
    expect(row?.examplesGood.every((text) => regex.test(text))).toBe(true);
    expect(row?.examplesBad.some(({ text }) => regex.test(text))).toBe(false);
    expect(row?.examplesBad).toEqual(
      expect.arrayContaining([
        { text: "a1000001", is: "given by the maker" },
        { text: "412345678903", is: "GTIN of this model" },
        { text: "B0DEMO0001", is: "ASIN of this model" },
        { text: "X00DEMO001", is: "FNSKU of this model" },
        { text: "https://acme.example/", is: 'address "setup" of this model' },
        { text: "00005E005301", is: "MAC address" },
        { text: "490154203237518", is: "IMEI" },
        { text: "B2000001", is: "serial of ACME_2" },
      ]),
    );
    expect(new Set(row?.examplesBad.map(({ text }) => text)).size).toBe(row?.examplesBad.length);
  });

  it("is the same for the same catalog and time", () => {
    const catalog = catalogOf(
      modelOf({ serial: { ...modelOf().serial, scheme: schemeOf("A1", { counter: "000001-900000" }) } }),
    );
    expect(manifestJson(exportManifest({ catalog, issuedAt }))).toBe(
      manifestJson(exportManifest({ catalog, issuedAt })),
    );
  });

  it("is refused while an error-level finding stands, and names the first", () => {
    const serial = { pattern: "^[0-9]{12}$", patternGenerated: false, examples: { good: [], bad: [] } };
    expect(() => exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt })).toThrow(
      expect.objectContaining({
        code: "ERR_MANIFEST_BLOCKED",
        message: expect.stringMatching(/^1 error-level finding stands .* ACME_1 L004: .*412345678903/),
      }),
    );
  });

  it("is not refused for warnings", () => {
    const serial = { ...modelOf().serial, scheme: schemeOf("A1", { counter: "000001-000100" }), planned: 95 };
    expect(exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt }).rows).toHaveLength(1);
  });

  it("is refused when there is nothing to hand over", () => {
    expect(() => exportManifest({ catalog: catalogOf(modelOf({ listings: [] })), issuedAt })).toThrow(
      expect.objectContaining({ code: "ERR_MANIFEST_BLOCKED" }),
    );
  });
});

describe("the manifest as CSV", () => {
  const manifest = exportManifest({ catalog: catalogOf(modelOf()), issuedAt });
  const csv = manifestCsv(manifest);

  it("has a byte order mark, CRLF and every field in quotes", () => {
    expect(csv.startsWith('\uFEFF"format","revision",')).toBe(true);
    const lines = csv.slice(1).split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe("");
    for (const line of lines.slice(0, 2)) expect(line).toMatch(/^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/);
  });

  it("reads back to the same manifest", () => {
    expect(parseManifestCsv(csv)).toEqual(manifest);
  });

  it("reads generated catalogs back to the same manifest, byte for byte as JSON", () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }).filter((text) => text.isWellFormed()),
      fc.constantFrom("=1+1", "+A", "-B", "@C", "'D", "''", '"', ",", "＝1", 'a"b,c', "'=1"),
    );
    const listing = fc.record(
      {
        marketplace: fc.constantFrom("US", "DE", "JP"),
        asin: fc.stringMatching(/^B0[0-9A-Z]{8}$/),
        gtin: fc.constantFrom("00412345678903", "9521234000013", "12345670"),
      },
      { requiredKeys: ["marketplace", "asin"] },
    );
    const model = fc.record({
      name,
      listings: fc.array(listing, { maxLength: 3 }),
      bad: fc.array(
        fc.string({ maxLength: 20 }).filter((text) => text.isWellFormed()),
        { maxLength: 3 },
      ),
      label: fc.option(fc.constantFrom("code128", "qr", "datamatrix"), { nil: undefined }),
      counter: fc.option(fc.integer({ min: 2, max: 999_999 }), { nil: undefined }),
    });
    const build = (fields: typeof model extends fc.Arbitrary<infer T> ? T : never, index: number): DeviceModel => {
      const scheme =
        fields.counter === undefined
          ? undefined
          : schemeOf(`ACME${index}`, { counter: `000001-${String(fields.counter).padStart(6, "0")}` });
      return modelOf({
        deviceModel: `ACME_${index}`,
        name: fields.name,
        listings: fields.listings,
        serial: {
          pattern: `^ACME${index}[0-9]{6}$`,
          patternGenerated: false,
          examples: { good: [], bad: fields.bad },
          ...(scheme === undefined ? {} : { scheme }),
        },
        ...(fields.label === undefined ? {} : { label: { symbology: fields.label, template: "retail-box" } }),
      });
    };
    const input = fc.record({
      maker: name,
      models: fc.array(model, { minLength: 1, maxLength: 4 }),
      revision: fc.nat(),
    });
    fc.assert(
      fc.property(input, ({ maker, models, revision }) => {
        fc.pre(models.some(({ listings }) => listings.length > 0));
        const catalog = { ...catalogOf(...models.map(build)), maker: { name: maker } };
        const made = exportManifest({ catalog, issuedAt, revision });
        const read = parseManifestCsv(manifestCsv(made));
        expect(read).toEqual(made);
        expect(manifestJson(read)).toBe(manifestJson(made));
      }),
      { numRuns: 200 },
    );
  });

  it("never lets a spreadsheet see a formula: names get an apostrophe, all else is refused", () => {
    const named = exportManifest({
      catalog: { ...catalogOf(modelOf({ name: "=1+1" })), maker: { name: "@Acme" } },
      issuedAt,
    });
    expect(manifestCsv(named)).toContain(`"'=1+1"`);
    expect(manifestCsv(named)).toContain(`"'@Acme"`);
    for (const deviceModel of ["+ACME", "-ACME"]) {
      const signed = exportManifest({ catalog: catalogOf(modelOf({ deviceModel })), issuedAt });
      expect(() => manifestCsv(signed)).toThrow(expect.objectContaining({ code: "ERR_OUTPUT_FORMAT" }));
    }
  });

  it("puts signs last in the alphabet, which would begin with one otherwise", () => {
    const serial = { pattern: "^A[+]-[0-9]{6}$", patternGenerated: false, examples: { good: [], bad: [] } };
    const signed = exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt });
    expect(signed.rows[0]?.alphabet).toBe("0123456789A+-");
    expect(parseManifestCsv(manifestCsv(signed))).toEqual(signed);
  });

  it.each([
    ["a field that somebody changed", csv.replace("A1[0-9]{6}", "A1[0-9]{7}")],
    ["a GTIN that lost its zeros", csv.replace('"00412345678903",', '"412345678903",')],
    ["another header", csv.replace('"deviceModel"', '"DeviceModel"')],
    ["columns in another order", csv.replace('"asin","gtin"', '"gtin","asin"')],
    ["a missing field", csv.replace('"8","8",', '"8",')],
    ["a row of another manifest", csv.replace(/\r\n$/, `\r\n${csv.split("\r\n")[1]?.replace("Acme", "Other")}\r\n`)],
    ["no row", `${csv.split("\r\n")[0]}\r\n`],
    ["an empty text", ""],
    ["a quote that is never closed", `${csv}"`],
    ["examples that are no JSON", csv.replace('"[""A1', '"[A1')],
    ["another format", csv.replace("boxproof-manifest/1", "boxproof-manifest/9")],
    ["a time that is none", csv.replace(issuedAt, "yesterday")],
  ])("refuses %s", (_, text) => {
    expect(text).not.toBe(csv);
    expect(() => parseManifestCsv(text)).toThrow(expect.objectContaining({ code: "ERR_MANIFEST_FILE" }));
  });

  it("takes LF and a missing byte order mark, as programs rewrite them", () => {
    expect(parseManifestCsv(csv.slice(1).replaceAll("\r\n", "\n"))).toEqual(manifest);
  });
});
