import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import type { Catalog, DeviceModel } from "../../src/core/catalog/index.ts";
import { defined } from "../../src/core/index.ts";
import { exportManifest, type Manifest, manifestPdf } from "../../src/manifest/index.ts";
import { loadFonts } from "../../src/press/index.ts";

const run = promisify(execFile);
const issuedAt = "2026-01-02T03:04:05.678Z";
const catalog = await loadCatalog(demoCatalogFile());
const fonts = await loadFonts();
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-manifest-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The text of each page, as poppler reads it. */
async function pagesOf(manifest: Manifest): Promise<readonly string[]> {
  const file = join(folder, "m.pdf");
  await writeFile(file, await manifestPdf(manifest, { fonts }));
  const { stdout } = await run("pdftotext", ["-layout", file, "-"]);
  return stdout.split("\f").slice(0, -1);
}

function catalogWith(change: Partial<DeviceModel>, maker = catalog.maker): Catalog {
  const [first, ...rest] = catalog.models;
  return { ...catalog, maker, models: [{ ...defined(first, "the demo has models"), ...change }, ...rest] };
}

function demoSerial(pattern: string): DeviceModel["serial"] {
  return { pattern, patternGenerated: false, examples: { good: [], bad: [] } };
}

/** How much dark there is in the margins of each page, in pixels. */
async function inkInMargins(): Promise<readonly number[]> {
  await run("pdftoppm", ["-r", "50", "-gray", "-png", join(folder, "m.pdf"), join(folder, "page")]);
  const { stdout } = await run("ls", [folder]);
  const names = stdout.split("\n").filter((name) => name.startsWith("page"));
  return Promise.all(
    names.map(async (name) => {
      const { data, info } = await sharp(join(folder, name)).raw().toBuffer({ resolveWithObject: true });
      // The margins are 46 points wide; letters may reach a little over their width.
      const margin = Math.floor(((46 - 9) * 50) / 72);
      let count = 0;
      for (let index = 0; index < data.length; index += info.channels) {
        const x = (index / info.channels) % info.width;
        if ((x < margin || x >= info.width - margin) && (data[index] ?? 255) < 200) count += 1;
      }
      return count;
    }),
  );
}

describe("manifestPdf", () => {
  it("has a cover and pages for each model, each with revision, hash and page number", async () => {
    const manifest = exportManifest({ catalog, issuedAt });
    const pages = await pagesOf(manifest);
    expect(pages[0]).toContain("Serial pattern manifest");
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`revision 1, page ${index + 1} of ${pages.length}`);
      expect(page).toContain(`sha256 ${manifest.sha256}`);
    }
    const all = pages.join("\n");
    for (const row of manifest.rows) {
      expect(all).toContain(row.deviceModel);
      expect(all).toContain(row.asin);
      expect(all).toContain(`SHA-256 of the regex: ${row.regexSha256}`);
      for (const text of row.examplesGood) expect(all).toContain(text);
      // It may be broken into lines, never into words.
      expect(all.replaceAll("\n", "")).toContain(row.serialRegex);
    }
    // One block to sign, on the page that names every regex with its hash.
    expect(all.match(/Signature/g)?.length).toBe(2);
    for (const { regexSha256 } of manifest.rows) expect(pages[0]).toContain(`SHA-256 ${regexSha256}`);
    expect(all).not.toContain("DEMO,");
    expect(all).toContain("1,192,500,000");
    expect(await inkInMargins()).toEqual(pages.map(() => 0));
  });

  it("is the same for the same manifest, and in grey alone", async () => {
    const manifest = exportManifest({ catalog, issuedAt });
    const [a, b] = [await manifestPdf(manifest, { fonts }), await manifestPdf(manifest, { fonts })];
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
    const content = contentOf(a);
    expect(content).toMatch(/ c\n[\s\S]* TJ\n/);
    expect(content.match(/\b(?:rg|RG|k|K|sc|scn|SC|SCN|cs|CS)\n/g)).toBeNull();
  });

  it("draws the pattern: the words of its boxes stand on the page", async () => {
    const serial = demoSerial("^SN(RED[0-9]{6}|BLUE[0-9]{4,6}|X{12}(AB){2,3})?[A-F]{3}Z9$");
    const pages = await pagesOf(exportManifest({ catalog: catalogWith({ serial }), issuedAt, force: true }));
    const page = pages.find((text) => text.includes("BREWLINE_ONE") && text.includes("Serial pattern\n")) ?? "";
    for (const word of ["SN", "RED", "BLUE", "0–9 × 4 to 6", "2 to 3 times", "optional", "A–F × 3", "Z9"]) {
      expect(page).toContain(word);
    }
  });

  it("wraps long names, patterns and examples inside the margins, and goes on over pages", async () => {
    const alternatives = Array.from({ length: 40 }, (_, index) => `MODEL${String(index).padStart(3, "0")}[0-9A-F]{4}`);
    const change: Partial<DeviceModel> = {
      name: "Extraordinarily".repeat(6),
      deviceModel: "W".repeat(64),
      serial: {
        ...demoSerial(`^(${alternatives.join("|")})$`),
        examples: { good: [], bad: Array.from({ length: 100 }, (_, index) => `${index}`.padStart(250, "W")) },
      },
      listings: Array.from({ length: 60 }, (_, index) => ({ marketplace: "US", asin: `B0DEMO${2000 + index}` })),
    };
    const maker = { name: "W ".repeat(49), contact: { name: "W".repeat(100) } };
    const pages = await pagesOf(exportManifest({ catalog: catalogWith(change, maker), issuedAt, force: true }));
    expect(pages.length).toBeGreaterThan(8);
    expect(await inkInMargins()).toEqual(pages.map(() => 0));
    const all = pages.join("\n");
    expect(all).toContain("B0DEMO2059");
    expect(all).toContain("MODEL039");
  });

  it("has no page that holds only the lines to sign, and the maker's whole name above them", async () => {
    const name = "Brewline Manufacturing and Household Appliance Technology (Shenzhen) Company Limited";
    for (const modelCount of [1, 5, 9, 10, 11, 12, 13, 14, 40]) {
      const models = Array.from({ length: modelCount }, (_, index): DeviceModel => {
        const tag = String(index).padStart(3, "0");
        const listings = [{ marketplace: "US", asin: `B0DEMO1${tag}` }];
        return {
          ...defined(catalog.models[3], "a demo model"),
          deviceModel: `M${tag}`,
          listings,
          boxCodes: [],
          serial: demoSerial(`^M${tag}[0-9]{6}$`),
        };
      });
      const pages = await pagesOf(
        exportManifest({ catalog: { ...catalog, maker: { name }, models }, issuedAt, force: true }),
      );
      const signed = pages.filter((page) => page.includes("Signature"));
      expect(signed).toHaveLength(1);
      expect(signed[0]).toContain(`M${String(modelCount - 1).padStart(3, "0")}`);
      for (const word of name.split(" "))
        expect(signed[0]?.split("For Brewline")[1]).toContain(word.replace("Brewline", ""));
    }
  });

  it("says DEMO on every page of a manifest from the demo catalog", async () => {
    const pages = await pagesOf(exportManifest({ catalog, issuedAt, demo: true }));
    for (const page of pages) expect(page).toContain("DEMO, not for Amazon.");
    // Large letters: each of them is half as wide as an inch and more.
    const file = join(folder, "m.pdf");
    const { stdout } = await run("pdftotext", ["-bbox", file, "-"]);
    const heights = [...stdout.matchAll(/yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">D/g)];
    expect(heights.filter(([, top, bottom]) => Number(bottom) - Number(top) > 100)).toHaveLength(pages.length);
  });

  it("says on every page that it was exported by force, and which errors stood", async () => {
    const manifest = exportManifest({
      catalog: catalogWith({ serial: demoSerial("^[0-9]{12}$") }),
      issuedAt,
      force: true,
    });
    const pages = await pagesOf(manifest);
    for (const page of pages) expect(page).toContain("EXPORTED BY FORCE");
    expect(pages.join("\n")).toMatch(/L004\s+The pattern accepts/);
  });

  it("says why a pattern is not drawn, and names characters that its fonts have not", async () => {
    const serial = demoSerial("^(?=A)A[0-9]{8}$");
    const change = { serial, name: "Kaffee กาแฟ" };
    const all = (await pagesOf(exportManifest({ catalog: catalogWith(change), issuedAt, force: true }))).join("\n");
    expect(all).toContain("Not drawn: engines do not agree on what this pattern means.");
    expect(all.match(/not in the fonts of this PDF/g)?.length).toBe(1);
    expect(all).toContain("Kaffee [U+0E01 U+0E32 U+0E41 U+0E1F]");
  });
});

/** Every content stream of a PDF, inflated. */
function contentOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  return [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)]
    .map(([, stream = ""]) => {
      try {
        return inflateSync(Buffer.from(stream, "latin1")).toString("latin1");
      } catch {
        return "";
      }
    })
    .filter((stream) => stream.startsWith("1 0 0 -1"))
    .join("\n");
}
