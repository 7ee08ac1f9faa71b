import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { catalogJsonSchema, demoCatalogFile, loadCatalog, loadTemplate } from "../../src/config/index.ts";
import { checkCatalog, findModel } from "../../src/core/catalog/index.ts";
import { judgeBox } from "../../src/core/verdict/index.ts";

const catalog = await loadCatalog(demoCatalogFile());
const fileOf = (name: string) => fileURLToPath(new URL(`../../fixtures/demo/${name}`, import.meta.url));

describe("the demo catalog", () => {
  it("has a model for each of the four symbologies, and Amazon's test device", () => {
    expect(catalog.models.map(({ label }) => label?.symbology)).toEqual([
      "code128",
      "code39",
      "datamatrix",
      "qr",
      undefined,
    ]);
    expect(findModel(catalog, "DRS_Test_Device")).toMatchObject({ securityProfile: "amazon-test", listings: [] });
  });

  it("has notes at most", () => {
    const { models, overlaps } = checkCatalog(catalog);
    const levels = models.flatMap(({ findings }) => findings.map(({ level }) => level));
    expect(new Set(levels)).toEqual(new Set(["info"]));
    expect(overlaps).toEqual([]);
  });

  it("has a template for every label, and a station for every model that is packed", async () => {
    for (const { label } of catalog.models) if (label !== undefined) await loadTemplate(label.template);
    const packed = catalog.models.filter(({ label }) => label !== undefined).map(({ deviceModel }) => deviceModel);
    expect(catalog.stations.map(({ model }) => model)).toEqual(packed);
    expect(catalog.stations.some(({ requireDeviceSerial }) => requireDeviceSerial)).toBe(true);
  });

  it("has on every box a GTIN, a MAC address, an FNSKU and a set-up address in a QR code", () => {
    for (const { label, boxCodes } of catalog.models) {
      if (label === undefined) continue;
      expect(boxCodes.map(({ kind }) => kind).sort()).toEqual(["fnsku", "gtin", "mac", "url"]);
      expect(boxCodes.find(({ kind }) => kind === "url")?.symbology).toBe("qr");
      expect(boxCodes.find(({ kind }) => kind === "mac")?.column).toBe("mac");
    }
  });

  it.each([
    ["serials-one.csv", "BREWLINE_ONE"],
    ["serials-ink.csv", "BREWLINE_INK"],
    ["serials-pure.csv", "BREWLINE_PURE"],
    ["serials-wash.csv", "BREWLINE_WASH"],
  ])("has in %s good serials of %s, each with a MAC address of its own", (file, expectedModel) => {
    const [header, ...rows] = readFileSync(fileOf(file), "utf8").trimEnd().split("\n");
    expect(header).toBe("dsn,mac");
    expect(rows.length).toBeGreaterThanOrEqual(3);
    const units = rows.map((row) => row.split(","));
    expect(new Set(units.flat()).size).toBe(2 * rows.length);
    for (const texts of units) {
      const symbols = texts.map((text) => ({ text }));
      expect(judgeBox({ catalog, expectedModel, symbols, fullPass: true })).toMatchObject({
        verdict: "ok",
        dsn: texts[0],
      });
    }
  });

  it("has its JSON Schema beside it, where the first line of the file says", () => {
    const text = `${JSON.stringify(catalogJsonSchema(), undefined, 2)}\n`;
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(fileOf("catalog.schema.json"), text);
    expect(readFileSync(fileOf("catalog.schema.json"), "utf8")).toBe(text);
    expect(readFileSync(fileOf("catalog.yaml"), "utf8")).toMatch(
      /^# yaml-language-server: \$schema=\.\/catalog\.schema\.json\n/,
    );
  });
});
