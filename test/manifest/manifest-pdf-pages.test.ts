import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import { parseScheme } from "../../src/core/dsn/index.ts";
import { defined } from "../../src/core/index.ts";
import { exportManifest, type Manifest, manifestPdf } from "../../src/manifest/index.ts";
import { loadFonts } from "../../src/press/index.ts";

const run = promisify(execFile);
const catalog = await loadCatalog(demoCatalogFile());
const first = defined(catalog.models[0], "the demo has models");
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-manifest-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function pdfOf(change: Partial<typeof first>) {
  const models = [{ ...first, ...change }];
  const manifest = exportManifest({
    catalog: { ...catalog, models },
    issuedAt: "2026-01-02T03:04:05.678Z",
    force: true,
  });
  return pagesOf(manifest);
}

async function pagesOf(manifest: Manifest) {
  const bytes = await manifestPdf(manifest, { fonts: await loadFonts() });
  const file = join(folder, "m.pdf");
  await writeFile(file, bytes);
  const { stdout } = await run("pdftotext", ["-layout", file, "-"]);
  return { bytes, pages: stdout.split("\f").slice(0, -1) };
}

it("draws a pattern that is higher than a page over several, every box once", async () => {
  const names = Array.from({ length: 70 }, (_, index) => `SN${String(index + 100)}`);
  const pattern = `^(${names.map((name) => `${name}[0-9]{4}`).join("|")})$`;
  const serial = { pattern, patternGenerated: false, examples: { good: [], bad: [] } };
  const { pages } = await pdfOf({ serial });
  const all = pages.join("\n");
  expect(all).not.toContain("Not drawn");
  expect(all).toMatch(/The drawing goes on: part 2 of \d/);
  // On a line of its own, before its class: the pattern itself has it right before a bracket.
  for (const name of names) expect([name, all.match(new RegExp(`${name}\\s+0–9`, "g"))?.length]).toEqual([name, 1]);
});

it("leads by bookmarks to every model and to the lines to sign, in any script", async () => {
  const { bytes } = await pdfOf({ name: "咖啡机" });
  const text = Buffer.from(bytes).toString("latin1");
  expect(text).toContain("/PageMode /UseOutlines");
  // Titles beyond Latin 1 are UTF-16 with the larger byte first.
  const title = Buffer.from("\ufeff咖啡机 (BREWLINE_ONE)", "utf16le").swap16().toString("latin1");
  expect(text.replaceAll(/\\([()\\])/g, "$1")).toContain(title);
  expect(text).toContain("(Lines to sign)");
});

it("writes Chinese names with the font of a package that is installed", async () => {
  expect(import.meta.resolve("@fontsource/noto-sans-sc/package.json")).toContain("noto-sans-sc");
  const { pages } = await pdfOf({ name: "咖啡机 Кофе One" });
  for (const page of pages.slice(0, 2)) expect(page).toContain("咖啡机 Кофе One");
  expect(pages.join("\n")).not.toContain("U+");
});

it("writes names in Latin, Greek and Cyrillic letters, and says which it cannot", async () => {
  const name = "Škoda ąő Ơ Кофеварка Καφετιέρα";
  const { pages } = await pdfOf({ name });
  expect(pages[0]).toContain(name);
  expect(pages[1]).toContain(name);
  expect(pages.join("\n")).not.toContain("U+");
  const { pages: mixed } = await pdfOf({ name: "Кофе กาแฟ" });
  expect(mixed[0]).toContain("Кофе [U+0E01 U+0E32 U+0E41 U+0E1F]");
  expect(mixed[0]).toMatch(/not in the fonts of this PDF.*bookmarks/s);
});

describe("what the PDF says is proved", () => {
  const bare = { patternGenerated: false, examples: { good: [], bad: [] } };
  const parsed = parseScheme(["ZK", { counter: "0001-9000" }]);
  const scheme = defined(parsed.ok ? parsed.scheme : undefined, "the parts are a scheme");
  const labels = {
    portable: "Every engine reads it alike",
    linear: "No engine takes long over it",
    covered: "It accepts what the factory composes",
    overlaps: "Models that share a serial",
    foreign: "Other codes taken for a serial",
  };
  const saidOf = async (serial: typeof first.serial) => {
    const all = (await pdfOf({ serial })).pages.join("\n");
    const values = Object.entries(labels).map(([key, label]) => {
      return [key, all.match(new RegExp(`${label} +(.*)`))?.[1]?.trim()] as const;
    });
    return Object.fromEntries(values);
  };
  const unproved = { overlaps: "not proved", foreign: "not proved", linear: "not proved" };

  it("is not, of a regex that engines do not agree on", async () => {
    const said = await saidOf({ ...bare, pattern: "^(?=Z)ZK[0-9]{4}$", scheme });
    expect(said).toEqual({ ...unproved, portable: "NO", covered: "not proved" });
  });

  it("is not, where a limit cut the proofs", async () => {
    const said = await saidOf({ ...bare, pattern: "^[02]{2,10}[12]?(0{2,3}|[0-2]{3,8})X$" });
    const foreign = expect.stringMatching(/^gs1 .*; others not proved$/);
    expect(said).toEqual({ ...unproved, foreign, portable: "yes", covered: "no scheme to prove it by" });
  });

  it("is the contrary, where a witness shows it", async () => {
    const said = await saidOf({ ...bare, pattern: "^ZK[0-4][0-9]{3}$", scheme });
    expect(said).toEqual({ portable: "yes", linear: "yes", covered: "NO", overlaps: "none", foreign: "none" });
    expect(await saidOf({ ...bare, pattern: "^([0-9]{1,9}){1,9}X$" })).toMatchObject({ linear: "NO" });
  });

  it("is of pairs not, beside a model that engines do not agree on", async () => {
    const [other, third] = ["^(?=Z)ZL[0-9]{4}$", "^ZK[0-9]{4}$"].map((pattern, index) => {
      const listings = [{ marketplace: "US", asin: `B0DEMO100${index}` }];
      return { ...first, deviceModel: `M${index}`, listings, boxCodes: [], serial: { ...bare, pattern } };
    });
    const catalogOfTwo = { ...catalog, models: [defined(other, "a model"), defined(third, "a model")] };
    const manifest = exportManifest({ catalog: catalogOfTwo, issuedAt: "2026-01-02T03:04:05.678Z", force: true });
    const all = (await pagesOf(manifest)).pages.join("\n");
    expect([...all.matchAll(/Models that share a serial +(.*)/g)].map(([, said]) => said)).toEqual(
      Array(2).fill("not proved"),
    );
  });

  it("is all, where it is", async () => {
    const said = await saidOf({ ...bare, pattern: "^ZK[0-9]{4}$", scheme });
    expect(said).toEqual({ portable: "yes", linear: "yes", covered: "yes", overlaps: "none", foreign: "none" });
  });
});

it("says how many serials there are as people read it: about so many, of more than 24 digits", async () => {
  const serial = { pattern: "^A1[0-9]{30}$", patternGenerated: false, examples: { good: [], bad: [] } };
  const all = (await pdfOf({ serial })).pages.join("\n");
  expect(all).toMatch(/Serials that it accepts +about 1\.00 × 10\^30/);
});
