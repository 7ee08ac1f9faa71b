import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { modelOf as bareModel, catalogOf } from "../../test/catalog/catalog-of.ts";
import type * as Catalogs from "../core/catalog/index.ts";
import type { BoxCode, DeviceModel } from "../core/catalog/index.ts";
import { parseScheme, type SchemeSource } from "../core/dsn/index.ts";
import { defined } from "../core/index.ts";
import { exportManifest } from "./export-manifest.ts";
import { manifestCsv } from "./manifest-csv.ts";
import { manifestJson } from "./manifest-hash.ts";

const read = vi.hoisted((): { limits: Parameters<typeof Catalogs.catalogSubjects>[1] } => ({ limits: undefined }));
vi.mock("../core/catalog/index.ts", async (importOriginal) => {
  const catalogs = await importOriginal<typeof Catalogs>();
  return {
    ...catalogs,
    catalogSubjects: (models: readonly DeviceModel[]) => catalogs.catalogSubjects(models, read.limits),
  };
});

const issuedAt = "2026-01-02T03:04:05.678Z";

function schemeOf(...parts: readonly SchemeSource[]) {
  const result = parseScheme(parts);
  return defined(result.ok ? result.scheme : undefined, "the parts are a scheme");
}

const modelOf = (fields: Partial<DeviceModel> = {}) =>
  bareModel("ACME_1", "^A1[0-9]{6}$", {
    name: "Acme One",
    listings: [{ marketplace: "US", asin: "B0DEMO0001", gtin: "00412345678903" }],
    ...fields,
  });

const second: Partial<DeviceModel> = {
  deviceModel: "ACME_2",
  listings: [{ marketplace: "US", asin: "B0DEMO0002" }],
  serial: { pattern: "^A2[0-9]{6}$", patternGenerated: false, examples: { good: [], bad: [] } },
};
const third: Partial<DeviceModel> = {
  deviceModel: "ACME_3",
  listings: [{ marketplace: "US", asin: "B0DEMO0003" }],
  serial: { pattern: "^A3[0-9]{6}$", patternGenerated: false, examples: { good: [], bad: [] } },
};

describe("exportManifest", () => {
  it("reads no pattern that is beyond what is read of one catalog, also where it is forced", () => {
    read.limits = { weightMax: 10, stepCountMax: Number.POSITIVE_INFINITY };
    const { rows } = exportManifest({ catalog: catalogOf(modelOf(), modelOf(second)), issuedAt, force: true });
    read.limits = undefined;
    expect(rows.map(({ examplesGood }) => examplesGood.length > 0)).toEqual([true, false]);
  });

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
    expect(Object.keys(manifest).sort()).toEqual([
      "effectiveFrom",
      "issuedAt",
      "maker",
      "manifestId",
      "regexSemantics",
      "revision",
      "rows",
      "schemaVersion",
      "sha256",
    ]);
    expect(manifest).toMatchObject({ revision: 1, effectiveFrom: "2026-01-02", maker: { name: "Acme" } });
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
      capacity: "360000",
      schemeCapacity: "9000",
      checkSchemes: ["iso7064-37-36"],
      proofSummary: { portable: true, linear: true, foreign: [], overlaps: [], covered: true },
    });
  });

  it("says linear only where that is proved", () => {
    const isLinear = (pattern: string) => {
      const serial = { pattern, patternGenerated: false, examples: { good: [], bad: [] } };
      const { rows } = exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt, force: true });
      return rows[0]?.proofSummary.linear;
    };
    expect(isLinear("^[0-9]{1,64}[0-9]{0,64}X$")).toBe(true);
    // Shown to be slow, gravely (S001) and less so (S002); and not decided (S004).
    expect(isLinear("^([0-9]{1,9}){1,9}X$")).toBe(false);
    expect(isLinear("^[0-9]{1,65}[0-9]{0,65}X$")).toBe(false);
    expect(isLinear("^[02]{2,10}[12]?(0{2,3}|[0-2]{3,8})X$")).toBe(false);
  });

  it("names digits and letters of the alphabet before signs, which a spreadsheet would take for a formula", () => {
    const serial = { pattern: "^A1([0-9a]|-|[+]){6}$", patternGenerated: false, examples: { good: [], bad: [] } };
    const manifest = exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt, force: true });
    expect(manifest.rows[0]?.alphabet).toBe("0123456789Aa+-");
    expect(() => manifestCsv(manifest)).not.toThrow();
  });

  it("says covered where the check proves it, also of a scheme whose checks are too many to write out", () => {
    const checks = ["luhn-10", "iso7064-11-10", "iso7064-97-10", "luhn-36"].map((check) => ({ check }));
    const scheme = schemeOf("77", { counter: "0000000000-9999999999" }, ...checks);
    const coveredBy = (pattern: string) => {
      const serial = { pattern, patternGenerated: false, examples: { good: [], bad: [] }, scheme };
      const { rows } = exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt, force: true });
      return rows[0]?.proofSummary.covered;
    };
    expect(coveredBy("^77[0-9]{14}[0-9A-Z]$")).toBe(true);
    expect(coveredBy("^77[0-9]{15}$")).toBe(false);
  });

  it("hashes the regex and the whole, so that anybody can compute both again", () => {
    const manifest = exportManifest({ catalog: catalogOf(modelOf()), issuedAt });
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(manifest.rows[0]?.regexSha256).toBe(sha256("^A1[0-9]{6}$"));
    const file = manifestJson(manifest);
    expect(sha256(file.replace(`,"sha256":"${manifest.sha256}"`, ""))).toBe(manifest.sha256);
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
        { text: "260531793113837", is: "IMEI" },
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

describe("exportManifest after one that was sent", () => {
  const sent = exportManifest({ catalog: catalogOf(modelOf(), modelOf(second)), issuedAt });
  const later = "2026-03-04T05:06:07.000Z";

  it("counts on, names the hash before it, and keeps the day of rows that are as they were", () => {
    const next = exportManifest({
      catalog: catalogOf(modelOf({ name: "Acme Won" }), modelOf({ ...second, listings: [] }), modelOf(third)),
      issuedAt: later,
      previous: sent,
      effectiveFrom: "2026-04-01",
    });
    expect(next).toMatchObject({
      revision: 2,
      previousRevisionSha256: sent.sha256,
      manifestId: sent.manifestId,
      effectiveFrom: "2026-04-01",
    });
    expect(next.rows.map(({ deviceModel, status, effectiveFrom }) => [deviceModel, status, effectiveFrom])).toEqual([
      ["ACME_1", "changed", "2026-04-01"],
      ["ACME_3", "new", "2026-04-01"],
      ["ACME_2", "retired", "2026-04-01"],
    ]);
    const same = exportManifest({ catalog: catalogOf(modelOf(), modelOf(second)), issuedAt: later, previous: sent });
    expect(same.rows.map(({ status, effectiveFrom }) => [status, effectiveFrom])).toEqual([
      ["unchanged", "2026-01-02"],
      ["unchanged", "2026-01-02"],
    ]);
  });

  it.each<[string, Partial<DeviceModel>]>([
    ["its GTIN", { listings: [{ marketplace: "US", asin: "B0DEMO0001", gtin: "09521234000013" }] }],
    ["no GTIN any more", { listings: [{ marketplace: "US", asin: "B0DEMO0001" }] }],
    ["its regex, though it means the same", { serial: { ...modelOf().serial, pattern: "^A1[0-9]{3}[0-9]{3}$" } }],
    ["its symbology", { label: { symbology: "qr", template: "retail-box" } }],
  ])("calls a row changed for %s", (_, fields) => {
    const catalog = catalogOf(modelOf(fields), modelOf(second));
    const { rows } = exportManifest({ catalog, issuedAt: later, previous: sent });
    expect(rows.map(({ status }) => status)).toEqual(["changed", "unchanged"]);
  });

  it("calls a row unchanged where only its examples or another model differ", () => {
    const serial = { ...modelOf().serial, examples: { good: ["A1123456"], bad: ["X"] } };
    const { rows } = exportManifest({
      catalog: catalogOf(modelOf({ serial }), modelOf(second), modelOf(third)),
      issuedAt: later,
      previous: sent,
    });
    expect(rows.map(({ status }) => status)).toEqual(["unchanged", "unchanged", "new"]);
  });

  it("counts on from a revision whose record was lost", () => {
    const request = { catalog: catalogOf(modelOf()), issuedAt: later, previous: sent, revisionTaken: 5 };
    expect(exportManifest(request).revision).toBe(6);
    expect(() => exportManifest({ ...request, revision: 5 })).toThrow(
      expect.objectContaining({ code: "ERR_MANIFEST_REVISION" }),
    );
    expect(exportManifest({ ...request, revision: 7 }).revision).toBe(7);
  });

  it("names a retired row once", () => {
    const catalog = catalogOf(modelOf());
    const next = exportManifest({ catalog, issuedAt: later, previous: sent });
    expect(next.rows.map(({ status }) => status)).toEqual(["unchanged", "retired"]);
    const afterNext = exportManifest({ catalog, issuedAt: later, previous: next });
    expect(afterNext.rows.map(({ status }) => status)).toEqual(["unchanged"]);
  });

  it.each([[1], [0]])("refuses revision %s, which is not above the one sent", (revision) => {
    const request = { catalog: catalogOf(modelOf()), issuedAt: later, previous: sent, revision };
    expect(() => exportManifest(request)).toThrow(expect.objectContaining({ code: "ERR_MANIFEST_REVISION" }));
  });
});

describe("exportManifest by force", () => {
  it("writes every error-level finding into the manifest", () => {
    const serial = { pattern: "^[0-9]{12}$", patternGenerated: false, examples: { good: [], bad: [] } };
    const manifest = exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt, force: true });
    expect(manifest.forced).toEqual([
      expect.objectContaining({ deviceModel: "ACME_1", id: "L004", witness: "412345678903" }),
    ]);
    expect(exportManifest({ catalog: catalogOf(modelOf()), issuedAt, force: true })).not.toHaveProperty("forced");
  });

  it("judges a regex that is not portable by its meaning, and says of one without a meaning that it is unknown", () => {
    const rowOf = (pattern: string) => {
      const serial = { pattern, patternGenerated: false, examples: { good: [], bad: ["X"] } };
      return exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt, force: true }).rows[0];
    };
    expect(rowOf("^A1\\d{6}$")).toMatchObject({ capacity: "1000000", lengthMax: 8, proofSummary: { portable: false } });
    expect(rowOf("^A1[0-9]+$")).toMatchObject({ capacity: "infinite", lengthMin: 3 });
    expect(rowOf("^A1[0-9]+$")).not.toHaveProperty("lengthMax");
    const unknown = rowOf("^(?=A)A1[0-9]{6}$");
    expect(unknown).toMatchObject({
      capacity: "unknown",
      alphabet: "",
      examplesGood: [],
      proofSummary: { portable: false },
    });
    expect(unknown?.examplesBad).toEqual([{ text: "X", is: "given by the maker" }]);
  });
});

describe("the good examples", () => {
  const goodOf = (serial: DeviceModel["serial"]) =>
    exportManifest({ catalog: catalogOf(modelOf({ serial })), issuedAt }).rows[0]?.examplesGood ?? [];
  const bare = { patternGenerated: false, examples: { good: [], bad: [] } };

  it("are the shortest, the longest and one through each alternative", () => {
    const good = goodOf({ ...bare, pattern: "^SN(A[0-9]{6}|B[0-9]{8}|(CD|EF)[0-9]{7})$" });
    expect(good).toEqual(expect.arrayContaining(["SNA000000", "SNEF9999999", "SNB00000000", "SNCD0000000"]));
    expect(good.every((text) => /^SN(A[0-9]{6}|B[0-9]{8}|(CD|EF)[0-9]{7})$/.test(text))).toBe(true);
  });

  it("go through each alternative of what may be left out, too", () => {
    const good = goodOf({ ...bare, pattern: "^A1(B|[CD]X){0,2}[0-9]{6}$" });
    expect(good.some((text) => /^A1B/.test(text))).toBe(true);
    expect(good.some((text) => /^A1[CD]X/.test(text))).toBe(true);
  });

  it("are serials of the scheme with their check characters, where there is a scheme", () => {
    const digits = schemeOf("11", { counter: "00001-90000" }, { check: "luhn-10" });
    for (const text of goodOf({ ...bare, pattern: "^11[0-9]{6}$", scheme: digits })) {
      const sum = [...text].reverse().reduce((total, digit, index) => {
        const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
        return total + (value > 9 ? value - 9 : value);
      }, 0);
      expect(sum % 10).toBe(0);
    }
  });

  it("are at least three where the regex has three texts, and all where it has fewer", () => {
    expect(goodOf({ ...bare, pattern: "^A1[0-9]{6}$" }).length).toBeGreaterThanOrEqual(3);
    expect(goodOf({ ...bare, pattern: "^A100000[12]$" })).toEqual(["A1000001", "A1000002"]);
  });
});
