import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import { exportManifest, manifestJson } from "../../src/manifest/index.ts";
import { testBrowser, testConsole } from "./console-under-test.ts";
import { namelessControls, sidewaysOverflow, weakContrasts } from "./page-audit.ts";

const demo = testConsole();
const hostile = testConsole(fileURLToPath(new URL("../http/console-catalog.yaml", import.meta.url)));
const browser = testBrowser();

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  it.each(["/", "/models/ONE", "/models/THREE", "/manifest", "/nowhere"])(
    "%s can be read and used by everybody, at 320 and at 1600 pixels, hostile names and all",
    async (path) => {
      for (const width of [320, 1600]) {
        const { page, troubles } = await browser.open(hostile.url, { viewport: { width, height: 800 }, colorScheme });
        await page.goto(hostile.url + path);
        expect(await sidewaysOverflow(page)).toBe(0);
        expect(await weakContrasts(page)).toEqual([]);
        expect(await namelessControls(page)).toEqual([]);
        expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
        // The browser itself tells of a page that is not found.
        expect(troubles.filter((trouble) => !/404/.test(trouble))).toEqual([]);
        await page.close();
      }
    },
  );
});

it("keeps the words of every column whole beside a long pattern", async () => {
  const { page } = await browser.open(hostile.url, { viewport: { width: 1280, height: 800 } });
  await page.goto(hostile.url);
  const heights = await page.locator("thead th").evaluateAll((all) => {
    return all.map((one) => [one.textContent, Math.round(one.getBoundingClientRect().height / 20)]);
  });
  await page
    .locator("td .pattern")
    .first()
    .evaluate((code) => {
      code.textContent = "[0-9A-F]{4}|".repeat(80);
    });
  const after = await page.locator("thead th").evaluateAll((all) => {
    return all.map((one) => [one.textContent, Math.round(one.getBoundingClientRect().height / 20)]);
  });
  expect(after).toEqual(heights);
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.close();
});

it("leads from the list to a model and from there into the prover, with its state", async () => {
  const { page, troubles } = await browser.open(demo.url);
  await page.goto(demo.url);
  expect(await page.getByRole("table", { name: "Models with their state" }).getByRole("row").count()).toBe(6);
  await page.getByRole("link", { name: "Brewline One" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Brewline One" }).waitFor();
  expect(await page.getByRole("img").first().getAttribute("aria-label")).toMatch(/^BL1, then 0–9 × 4/);
  await page.getByRole("link", { name: "Open in the prover" }).click();
  await page.locator("#verdict .badge").waitFor();
  expect(await page.inputValue("#regex")).toBe("^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$");
  expect(await page.inputValue("#symbology")).toBe("code128");
  expect(troubles).toEqual([]);
  await page.close();
});

it("compares an uploaded manifest with the catalog, and says in a sentence what is no manifest", async () => {
  const { page, troubles } = await browser.open(demo.url);
  await page.goto(`${demo.url}/manifest`);
  const catalog = await loadCatalog(demoCatalogFile());
  const json = manifestJson(exportManifest({ catalog, issuedAt: "2026-01-31T00:00:00.000Z" }));
  const upload = (text: string) =>
    page
      .getByLabel("Handed over before")
      .setInputFiles({ name: "r1.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await upload(json);
  await page.getByRole("button", { name: "Compare" }).click();
  await expect
    .poll(() => page.textContent("#difference"))
    .toMatch(/r1\.json.*this catalog.*nothing changed, 4 models unchanged/s);
  expect(troubles).toEqual([]);
  await upload("<script>alert(1)</script>");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect.poll(() => page.textContent("#difference")).toMatch(/Not compared.*r1\.json/s);
  expect(troubles.filter((trouble) => !/400/.test(trouble))).toEqual([]);
  await page.close();
});

it("downloads the manifest", async () => {
  const { page } = await browser.open(demo.url);
  await page.goto(`${demo.url}/manifest`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("manifest.csv");
  await page.close();
});
