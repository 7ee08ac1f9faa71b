import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAlgorithms } from "../core/dsn/index.ts";
import { symbologies } from "../core/symbol/index.ts";
import { writeXlsx } from "../sheet/index.ts";
import { type Manifest, type ManifestRow, regexSemantics, rowStatuses, schemaVersion } from "./manifest.ts";
import { manifestCsv } from "./manifest-csv.ts";
import { manifestJson, withHash } from "./manifest-hash.ts";
import { manifestColumns, manifestRecords } from "./manifest-record.ts";
import { manifestXlsx } from "./manifest-xlsx.ts";
import { parseManifestCsv } from "./parse-manifest-csv.ts";
import { parseManifestTable } from "./parse-manifest-table.ts";
import { parseManifestJson, readManifest } from "./read-manifest.ts";

const row: ManifestRow = {
  deviceModel: "ACME_1",
  productName: "Acme One",
  lwaClientId: "amzn1.application-oa2-client.0000",
  marketplace: "US",
  asin: "B0DEMO0001",
  gtin: "00412345678903",
  status: "new",
  effectiveFrom: "2026-01-02",
  serialRegex: "^A1[0-9]{6}$",
  regexSha256: "0".repeat(64),
  lengthMin: 8,
  lengthMax: 8,
  alphabet: "0123456789A",
  capacity: "1000000",
  checkSchemes: [],
  examplesGood: ["A1000000"],
  examplesBad: [{ text: "412345678903", is: "GTIN of this model" }],
  proofSummary: { portable: true, linear: true, foreign: [], overlaps: [] },
};
const fields: Omit<Manifest, "sha256"> = {
  schemaVersion,
  manifestId: "acme-00000000",
  revision: 1,
  issuedAt: "2026-01-02T03:04:05.678Z",
  effectiveFrom: "2026-01-02",
  maker: { name: "Acme" },
  regexSemantics,
  rows: [row],
};
const manifest = withHash(fields);
const csv = manifestCsv(manifest);

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }).filter((text) => text.isWellFormed()),
  fc.constantFrom("=1+1", "+A", "-B", "@C", "'D", "''", '"', ",", "＝1", 'a"b,c', "'=1", "_x000D_", "a\nb", " x "),
);
const codes = fc.stringMatching(/^[0-9A-Za-z^[{(][\x20-\x7e]{0,20}$/);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const days = fc.constantFrom("2026-01-02", "2027-12-31", "2028-02-29");
const level = fc.constantFrom("error", "warn") satisfies fc.Arbitrary<"error" | "warn">;
const proofs = fc.record(
  {
    portable: fc.boolean(),
    linear: fc.boolean(),
    foreign: fc.array(
      fc.record(
        { code: codes, level, semantics: fc.constantFrom("full", "search", "prefix"), witness: words },
        { requiredKeys: ["level"] },
      ),
      { maxLength: 2 },
    ),
    overlaps: fc.array(fc.record({ deviceModel: codes, witness: words }), { maxLength: 2 }),
    covered: fc.boolean(),
  },
  { requiredKeys: ["portable", "linear", "foreign", "overlaps"] },
);
const optionalOfRow = ["gtin", "symbology", "lengthMin", "lengthMax", "schemeCapacity"] as const;
const rows = fc.record(
  {
    deviceModel: codes,
    productName: words,
    lwaClientId: codes,
    marketplace: fc.constantFrom("US", "DE", "JP"),
    asin: fc.stringMatching(/^B0[0-9A-Z]{8}$/),
    gtin: fc.constantFrom("00412345678903", "9521234000013", "12345670"),
    status: fc.constantFrom(...rowStatuses),
    effectiveFrom: days,
    serialRegex: codes,
    regexSha256: hash,
    symbology: fc.constantFrom(...symbologies),
    lengthMin: fc.nat(999),
    lengthMax: fc.nat(999),
    alphabet: fc.constantFrom("", "0123456789", "A-", "0=+"),
    capacity: fc.oneof(fc.constantFrom("infinite", "unknown"), fc.bigInt({ min: 0n }).map(String)),
    schemeCapacity: fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
    checkSchemes: fc.array(fc.constantFrom(...checkAlgorithms), { maxLength: 2 }),
    examplesGood: fc.array(words, { maxLength: 3 }),
    examplesBad: fc.array(fc.record({ text: fc.oneof(words, fc.constant("")), is: words }), { maxLength: 3 }),
    proofSummary: proofs,
  },
  { requiredKeys: Object.keys(row).filter((key) => !optionalOfRow.some((one) => one === key)) as never },
);
const contact = fc.record({ name: words, email: codes, role: words }, { requiredKeys: ["name"] });
const manifests = fc
  .record(
    {
      schemaVersion: fc.constant(schemaVersion),
      manifestId: codes,
      revision: fc.integer({ min: 1, max: 999_999_999 }),
      previousRevisionSha256: hash,
      issuedAt: fc.constant(fields.issuedAt),
      effectiveFrom: days,
      maker: fc.record({ name: words, vendorCode: codes }, { requiredKeys: ["name"] }),
      contact,
      amazonContact: words,
      regexSemantics: fc.constant(regexSemantics),
      demo: fc.constant(true as const),
      forced: fc.array(fc.record({ deviceModel: codes, id: codes, message: words }), { minLength: 1, maxLength: 2 }),
      rows: fc.array(rows, { minLength: 1, maxLength: 4 }),
    },
    {
      requiredKeys: [
        "schemaVersion",
        "manifestId",
        "revision",
        "issuedAt",
        "effectiveFrom",
        "maker",
        "regexSemantics",
        "rows",
      ],
    },
  )
  .map((made) => withHash(made as Omit<Manifest, "sha256">));

describe("the manifest as CSV", () => {
  it("has a byte order mark, CRLF and every field in quotes", () => {
    expect(csv.startsWith('\uFEFF"schemaVersion","manifestId","revision",')).toBe(true);
    const lines = csv.slice(1).split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe("");
    for (const line of lines.slice(0, 2)) expect(line).toMatch(/^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/);
  });

  it("reads any manifest back to the same, byte for byte as JSON", () => {
    fc.assert(
      fc.property(manifests, (made) => {
        const read = parseManifestCsv(manifestCsv(made));
        expect(read).toEqual(made);
        expect(manifestJson(read)).toBe(manifestJson(made));
        expect(parseManifestJson(manifestJson(made))).toEqual(made);
      }),
      { numRuns: 500 },
    );
  });

  it("never lets a spreadsheet see a formula: names get an apostrophe, all else is refused", () => {
    const named = withHash({ ...fields, maker: { name: "@Acme" }, rows: [{ ...row, productName: "=1+1" }] });
    expect(manifestCsv(named)).toContain(`"'=1+1"`);
    expect(manifestCsv(named)).toContain(`"'@Acme"`);
    for (const deviceModel of ["+ACME", "-ACME"]) {
      const signed = withHash({ ...fields, rows: [{ ...row, deviceModel }] });
      expect(() => manifestCsv(signed)).toThrow(expect.objectContaining({ code: "ERR_OUTPUT_FORMAT" }));
    }
  });

  it.each([
    ["a field that somebody changed", csv.replace("A1[0-9]{6}", "A1[0-9]{7}")],
    ["a GTIN that lost its zeros", csv.replace('"00412345678903",', '"412345678903",')],
    ["another header", csv.replace('"deviceModel"', '"DeviceModel"')],
    ["columns in another order", csv.replace('"asin","gtin"', '"gtin","asin"')],
    ["a missing field", csv.replace('"8","8",', '"8",')],
    ["a number with a sign", csv.replace('"8","8",', '"+8","8",')],
    [
      "a row of another manifest",
      csv.replace(/\r\n$/, `\r\n${csv.split("\r\n")[1]?.replace('"Acme"', '"Other"')}\r\n`),
    ],
    ["no row", `${csv.split("\r\n")[0]}\r\n`],
    ["an empty text", ""],
    ["a quote that is never closed", `${csv}"`],
    ["examples that are no JSON", csv.replace('"[""A1', '"[A1')],
    ["a key that stands twice in a field", csv.replace('""portable"":', '""portable"":false,""portable"":')],
    ["blanks in a field's JSON", csv.replace('""portable"":', '""portable"": ')],
    ["a demo that is none", csv.replace(`"${regexSemantics}",""`, `"${regexSemantics}","false"`)],
    ["another form", csv.replace("boxproof-manifest/1", "boxproof-manifest/9")],
    ["a time that is none", csv.replace(fields.issuedAt, "yesterday")],
    ["a day that is none", csv.replace('"new","2026-01-02"', '"new","2026-02-30"')],
  ])("refuses %s", (_, text) => {
    expect(text).not.toBe(csv);
    expect(() => parseManifestCsv(text)).toThrow(expect.objectContaining({ code: "ERR_MANIFEST_FILE" }));
  });

  it("refuses a field without a column, which nobody would see", () => {
    const [record = []] = manifestRecords(manifest);
    const table = (extra: readonly string[]) => ({ header: manifestColumns, rows: [[...record, ...extra]] });
    expect(parseManifestTable(table([]))).toEqual(manifest);
    expect(() => parseManifestTable(table([""]))).toThrow(expect.objectContaining({ code: "ERR_MANIFEST_FILE" }));
  });

  it("takes LF and a missing byte order mark, as programs rewrite them", () => {
    expect(parseManifestCsv(csv.slice(1).replaceAll("\r\n", "\n"))).toEqual(manifest);
  });
});

describe("what is no manifest as CSV", () => {
  const header = manifestColumns.join();

  it.each([
    ["one line without an end", "A".repeat(1_000_000)],
    ["another table", 'dsn,mac\nBL1,"never closed'],
    ["a column of another name", `${header.replace("asin", "ASIN")}\n"never closed`],
    ["more columns", `${header},more\n"never closed`],
  ])("is told by its first line, and nothing behind it is taken apart: %s", (_what, csv) => {
    expect(() => parseManifestCsv(csv)).toThrow(/as CSV its columns are not schemaVersion, /);
    expect(() => parseManifestCsv(`${header}\n"never closed`)).toThrow(/Quote Not Closed/);
  });

  it("is refused for a row of more than 16 Mi characters, before the rest is read", () => {
    expect(() => parseManifestCsv(`${header}\n${"A".repeat(17 * 1024 * 1024)}\n"never closed`)).toThrow(
      /Max Record Size/,
    );
  });
});

describe("the manifest as workbook", () => {
  it("reads any manifest back to the same, told by its bytes", async () => {
    await fc.assert(
      fc.asyncProperty(manifests, async (made) => {
        const { form, manifest: read } = await readManifest(await manifestXlsx(made), "m.xlsx");
        expect(form).toBe("xlsx");
        expect(manifestJson(read)).toBe(manifestJson(made));
      }),
      { numRuns: 40 },
    );
  });

  it("refuses one with a second sheet, behind which the first could be hidden", async () => {
    const sheet = { name: "manifest", columns: manifestColumns, rows: manifestRecords(manifest) };
    const one = await writeXlsx({ sheets: [sheet] });
    expect((await readManifest(one, "m.xlsx")).manifest).toEqual(manifest);
    const two = await writeXlsx({ sheets: [sheet, { ...sheet, name: "other" }] });
    await expect(readManifest(two, "m.xlsx")).rejects.toThrow(expect.objectContaining({ code: "ERR_MANIFEST_FILE" }));
  });

  it("refuses what no cell can hold", async () => {
    const examplesGood = Array.from({ length: 100 }, (_, index) => `${index}`.padStart(400, "A"));
    const long = withHash({ ...fields, rows: [{ ...row, examplesGood }] });
    await expect(manifestXlsx(long)).rejects.toThrow(expect.objectContaining({ code: "ERR_OUTPUT_FORMAT" }));
  });
});

describe("readManifest", () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);

  it("says of a PDF that it cannot be read back, and what can", async () => {
    const pdf = readManifest(new TextEncoder().encode("%PDF-1.7\n%\u00e2"), "m.pdf");
    await expect(pdf).rejects.toMatchObject({
      code: "ERR_MANIFEST_FILE",
      remedy: expect.stringContaining("JSON, CSV"),
    });
    await expect(pdf).rejects.toThrow(/A PDF is for people/);
  });

  it("tells the form by the content", async () => {
    expect(await readManifest(bytesOf(manifestJson(manifest)), "m")).toMatchObject({ form: "json", manifest });
    expect(await readManifest(bytesOf(csv), "m")).toEqual({ form: "csv", manifest });
  });

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["half a JSON", bytesOf('{"revision":1')],
    ["JSON of something else", bytesOf('{"rows":[]}')],
    ["an unknown field", bytesOf(manifestJson(manifest).replace('"revision"', '"extra":1,"revision"'))],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])],
    ["half a workbook", Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00])],
  ])("refuses %s", async (_, bytes) => {
    await expect(readManifest(bytes, "m")).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^ERR_(MANIFEST_FILE|TABLE)$/) }),
    );
  });
});
