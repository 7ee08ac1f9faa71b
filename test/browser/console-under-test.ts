import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { demoCatalogFile } from "../../src/config/demo-catalog.ts";
import { loadCatalog } from "../../src/config/index.ts";
import { type HttpService, startConsole } from "../../src/web/index.ts";
import { chromiumFlags, findChromium } from "../tools/chromium.ts";

/** A page with everything that went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console messages, errors, failed requests, dialogs, and requests that left `origin`; empty when all is well. */
  readonly troubles: readonly string[];
  /** Every URL that the page asked for. */
  readonly asked: readonly string[];
}

/** A Chromium for the tests of a file, ended behind them. */
export function testBrowser(): { open(origin: string, options?: BrowserContextOptions): Promise<WatchedPage> } {
  let browser: Browser;
  // One context for all pages of one kind, so that each finds the modules in the cache, as a person's second page does.
  const contexts = new Map<string, Promise<BrowserContext>>();
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
  });
  afterAll(() => browser?.close());
  return {
    async open(origin, options = {}) {
      const key = JSON.stringify(options);
      const context = contexts.get(key) ?? browser.newContext({ reducedMotion: "reduce", ...options });
      contexts.set(key, context);
      return watch(await (await context).newPage(), origin);
    },
  };
}

function watch(page: Page, origin: string): WatchedPage {
  const troubles: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => troubles.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()}`));
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    asked.push(`${url} ${request.postData() ?? ""}`);
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) troubles.push(`left the origin: ${url}`);
  });
  return { page, troubles, asked };
}

/** The console over a catalog, the demo's when none is named; stopped behind the tests of a file. */
export function testConsole(file: string = demoCatalogFile()): { readonly url: string } {
  let service: HttpService | undefined;
  beforeAll(async () => {
    const load = () => loadCatalog(file, { patterns: "any" });
    const catalog = await load();
    service = await startConsole({ catalog, file, load, isDemo: true, version: "0.0.0", port: 0 });
  });
  afterAll(() => service?.stop());
  return {
    get url() {
      return service?.url ?? "";
    },
  };
}

/** Opens the prover with a state in its address and waits for the first answer. */
export async function openProver(watched: WatchedPage, url: string, hash = ""): Promise<Page> {
  const { page } = watched;
  await page.goto(`${url}/prover${hash === "" ? "" : `#${hash}`}`);
  await page.locator("#verdict .badge").waitFor();
  return page;
}

/** Types a pattern in the place of what is there, and waits until the answer to it is shown. */
export async function typePattern(page: Page, regex: string): Promise<void> {
  await page.locator("#regex").fill(regex);
  await proved(page, regex);
}

/** Waits until the page shows the proof of `regex`: its marks hold the same text. */
export async function proved(page: Page, regex: string): Promise<void> {
  const isShown = `document.querySelector("#results").dataset.regex === ${JSON.stringify(regex)} &&
    document.querySelector("#regex-marks").textContent === ${JSON.stringify(regex)} &&
    document.querySelector("#results").getAttribute("aria-busy") !== "true"`;
  await expect.poll(() => page.evaluate(isShown), { timeout: 20_000 }).toBe(true);
}

/** The ids of the rules that the page shows, notes included. */
export async function shownRules(page: Page): Promise<readonly string[]> {
  return page.locator("#findings .rule").allTextContents();
}
