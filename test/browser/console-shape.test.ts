import { fileURLToPath } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import type { DeviceModel } from "../../src/core/catalog/index.ts";
import { exportManifest, manifestJson } from "../../src/manifest/index.ts";
import { openProver, testBrowser, testConsole } from "./console-under-test.ts";
import { sidewaysOverflow, weakContrasts } from "./page-audit.ts";

const demo = testConsole();
const long = testConsole(fileURLToPath(new URL("./long-names-catalog.yaml", import.meta.url)));
const browser = testBrowser();
const nested = "^AB(C(D(E(F(G[0-9]|H)[0-9]{2,4}|I)[A-F]|J)?|K){1,3}|L)[0-9]{6}$";

async function openPage(path: string, options: BrowserContextOptions & { readonly width: number }): Promise<Page> {
  const { width, ...context } = options;
  const { page } = await browser.open(long.url, { viewport: { width, height: 800 }, ...context });
  await page.goto(long.url + path);
  return page;
}

describe("names and patterns as long as they may be", () => {
  it.each([320, 768, 1280])("fit into a window of %d pixels, and no column starves", async (width) => {
    const paths = [
      "/",
      "/models/NESTED",
      "/models/WIDE",
      `/models/${"D".repeat(60)}`,
      "/manifest",
      `/${"x".repeat(190)}`,
    ];
    for (const path of paths) {
      const page = await openPage(path, { width });
      expect([path, await sidewaysOverflow(page)]).toEqual([path, 0]);
      const narrowest = await page
        .locator("td:has(> .pattern)")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
      expect(Math.min(1_000, ...narrowest)).toBeGreaterThan(185);
      await page.close();
    }
  });

  it("names a character that would turn what follows it", async () => {
    const page = await openPage("/models/WIDE", { width: 1280 });
    expect(await page.locator("h1 .unseen").textContent()).toBe("U+202E");
    await page.close();
  });
});

/** Texts of the shown drawings that reach over the edge of their box, or boxes of one drawing that touch each other. */
const drawingFaults = `[...document.querySelectorAll(".railroad svg")].filter((svg) => svg.getClientRects().length > 0).flatMap((svg) => {
  const boxes = [...svg.querySelectorAll("g")].map((group) => ({
    frame: group.querySelector("rect").getBBox(),
    texts: [...group.querySelectorAll("text")].map((text) => ({ name: text.textContent, box: text.getBBox() })),
  }));
  const inside = (a, b) => a.x >= b.x + 2 && a.x + a.width <= b.x + b.width - 2 && a.y >= b.y && a.y + a.height <= b.y + b.height;
  const apart = (a, b) => a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
  const over = boxes.flatMap(({ frame, texts }) => texts.filter(({ box }) => !inside(box, frame)).map(({ name }) => "over its box: " + name));
  const touching = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => !apart(one.frame, other.frame)).map(() => "boxes touch"));
  return boxes.length === 0 ? ["nothing is drawn"] : [...over, ...touching];
})`;

describe("a drawn pattern", () => {
  it.each([390, 768, 1440])("is drawn once for a window of %d pixels, each text inside its box", async (width) => {
    for (const path of ["/models/WIDE", "/models/NESTED"]) {
      const page = await openPage(path, { width });
      expect(await page.evaluate(drawingFaults)).toEqual([]);
      expect(await page.getByRole("img").count()).toBe(1);
      await page.close();
    }
  });

  it.each([390, 768, 1440])("needs no scrolling at %d pixels where nothing is nested", async (width) => {
    const { page } = await browser.open(demo.url, { viewport: { width, height: 800 } });
    await page.goto(`${demo.url}/models/BREWLINE_ONE`);
    const room = await page.locator(".railroad .scroll").evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(room).toBe(0);
    await page.close();
  });

  it("scrolls in its frame and leaves the page alone where it is nested deeply", async () => {
    const watched = await browser.open(demo.url, { viewport: { width: 390, height: 800 } });
    const page = await openProver(watched, demo.url, `regex=${encodeURIComponent(nested)}`);
    expect(await sidewaysOverflow(page)).toBe(0);
    const room = await page.locator(".railroad .scroll").evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(room).toBeGreaterThan(0);
    await page.close();
  });

  it("sets apart how often", async () => {
    const watched = await browser.open(demo.url, { viewport: { width: 1280, height: 800 } });
    const page = await openProver(watched, demo.url, "regex=^A[0-9]{6}[B-C]$");
    expect(await page.locator("#diagram .count").allTextContents()).toEqual(["× 6"]);
    expect(await page.locator("#diagram g text").allTextContents()).toEqual(["A", "0–9 × 6", "B, C"]);
    await page.close();
  });
});

describe("the prover without what it needs", () => {
  it("shows no dead fields without JavaScript, but says what does the same", async () => {
    const page = await openPage("/prover", { width: 1280, javaScriptEnabled: false });
    expect(await page.locator("#regex").isVisible()).toBe(false);
    expect(await page.locator("noscript").textContent()).toContain("boxproof pattern");
    await page.goto(`${long.url}/manifest`);
    expect(await page.locator("#before").isVisible()).toBe(false);
    await page.close();
  });

  it("names what the field cannot show, and claims no length that it does not know", async () => {
    const watched = await browser.open(demo.url, { viewport: { width: 1280, height: 800 } });
    const page = await openProver(watched, demo.url, `regex=${encodeURIComponent("^é\u202eAB \t{2}$")}`);
    expect(await page.locator("#as-is .unseen").allTextContents()).toEqual(["U+202E", "space", "TAB"]);
    expect(await page.locator("#facts dd").allTextContents()).toEqual(["unknown", "unknown"]);
    await page.close();
  });
});

/** The demo catalog as a manifest with other models. */
async function manifestOf(models: readonly (readonly [deviceModel: string, name: string, pattern: string])[]) {
  const catalog = await loadCatalog(demoCatalogFile());
  const [first] = catalog.models;
  if (first === undefined) throw new Error("the demo has models");
  const { scheme: _, ...serial } = { ...first.serial, examples: { good: [], bad: [] } };
  const changed = models.map(
    ([deviceModel, name, pattern], index): DeviceModel => ({
      ...first,
      deviceModel,
      name,
      listings: [{ marketplace: "US", asin: `B0DEMO300${index}` }],
      serial: { ...serial, pattern },
    }),
  );
  return manifestJson(
    exportManifest({ catalog: { ...catalog, models: changed }, issuedAt: "2026-01-31T00:00:00.000Z", force: true }),
  );
}

describe("the difference of two manifests", () => {
  it.each([320, 1440])("with everything long and hostile in it can be read at %d pixels", async (width) => {
    const { page, troubles } = await browser.open(long.url, { viewport: { width, height: 800 }, colorScheme: "dark" });
    await page.goto(`${long.url}/manifest`);
    const name = "L".repeat(60);
    const texts = [
      await manifestOf([
        ["A", "<b>One</b>", "^A[0-9]{4}$"],
        [name, "Long", `^F${"(ABC|DEF)?".repeat(30)}[0-9]{4}$`],
        ["GONE", "G", "^G[0-9]$"],
      ]),
      await manifestOf([
        ["A", "One\u202e ماكينة", "^A[0-8]{4}$"],
        [name, "x".repeat(150), `^F${"(ABC|DEF)?".repeat(31)}[0-9]{4}$`],
        ["NEW", "N", "^N[0-9]$"],
      ]),
    ];
    for (const [index, label] of ["Handed over before", "To be handed over"].entries()) {
      const file = {
        name: `${"r".repeat(90)}.json`,
        mimeType: "application/json",
        buffer: Buffer.from(texts[index] ?? ""),
      };
      await page.getByLabel(label).setInputFiles(file);
    }
    await page.getByRole("button", { name: "Compare" }).click();
    await expect.poll(() => page.locator("#difference .finding").count()).toBe(4);
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await weakContrasts(page)).toEqual([]);
    expect(await page.locator("#difference .unseen").allTextContents()).toEqual(["U+202E"]);
    expect(await page.textContent("#difference")).toMatch(/New.*NEW.*Regex.*\^N\[0-9\]\$/s);
    expect(troubles).toEqual([]);
    await page.close();
  });
});

describe("on paper", () => {
  it("keeps signs without their colour, unfolds notes and leaves out what only a screen can do", async () => {
    const { page } = await browser.open(demo.url, { viewport: { width: 703, height: 1_000 } });
    await page.goto(`${demo.url}/models/BREWLINE_ONE`);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("link", { name: "Open in the prover" }).count()).toBe(0);
    const sign = page.locator(".badge b").first();
    const looks = await sign.evaluate((one) => {
      const style = one.computedStyleMap();
      return [
        String(style.get("background-color")),
        String(style.get("color")) === String(style.get("border-top-color")),
      ];
    });
    expect(looks).toEqual(["rgba(0, 0, 0, 0)", true]);
    expect(
      await page
        .locator("details .finding")
        .first()
        .evaluate((one) => one.getBoundingClientRect().height),
    ).toBeGreaterThan(30);
    await page.goto(demo.url);
    expect(await page.locator("table thead").isVisible()).toBe(true);
    expect(await sidewaysOverflow(page)).toBe(0);
    await page.close();
  });
});
