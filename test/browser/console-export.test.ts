import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { staticProver } from "../../src/web/index.ts";
import { proved, shownRules, testBrowser, typePattern, type WatchedPage } from "./console-under-test.ts";
import { sidewaysOverflow, weakContrasts } from "./page-audit.ts";

const browser = testBrowser();
let folder: string;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "boxproof-prover-"));
  const file = join(folder, "prover.html");
  await writeFile(file, await staticProver({ version: "0.0.0" }));
  url = pathToFileURL(file).href;
});
afterAll(() => rm(folder, { recursive: true }));

/** The page from the disk, in a browser without a network. */
async function openFile(hash = ""): Promise<WatchedPage> {
  const watched = await browser.open(url);
  await watched.page.context().setOffline(true);
  await watched.page.goto(url + hash);
  await watched.page.locator("#verdict .badge").waitFor();
  return watched;
}

it("proves a pattern as one types, from a file, without a network, asking for nothing but itself", async () => {
  const { page, troubles, asked } = await openFile();
  await typePattern(page, "SN\\d{4}");
  expect(await shownRules(page)).toEqual(expect.arrayContaining(["A001", "A002", "D001"]));
  await page.getByRole("button", { name: "Apply all fixes" }).click();
  await proved(page, "^SN[0-9]{4}$");
  await page.fill("#serials", "SN12X4");
  await expect.poll(() => page.textContent("#tried")).toContain('Character 5 is "X"');
  expect(await page.locator("#diagram svg").getAttribute("aria-label")).toBe("SN, then 0–9 × 4");
  expect(troubles).toEqual([]);
  expect(asked.filter((one) => !/^(file|blob|data):/.test(one))).toEqual([]);
  await page.close();
});

it("keeps its state behind # as the console does", async () => {
  const { page, troubles } = await openFile("#regex=%5EAB%5B0-9%5D%7B4%7D%24&symbology=code39&serial=AB1234");
  expect(await page.inputValue("#regex")).toBe("^AB[0-9]{4}$");
  await typePattern(page, "^XY[0-9]{4}$");
  await expect.poll(() => page.evaluate("location.hash")).toContain("XY");
  await page.reload();
  await proved(page, "^XY[0-9]{4}$");
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(await weakContrasts(page)).toEqual([]);
  expect(troubles).toEqual([]);
  await page.close();
});

it("can send nothing, even if its code tried to", async () => {
  const { page } = await openFile();
  await page.context().setOffline(false);
  const tried = await page.evaluate(`Promise.allSettled([
    fetch("http://127.0.0.1:9/x"),
    new Promise((ok, no) => { const image = new Image(); image.onload = ok; image.onerror = no; image.src = "http://127.0.0.1:9/x.png"; }),
  ]).then((results) => results.map(({ status }) => status))`);
  expect(tried).toEqual(["rejected", "rejected"]);
  const policy = await page.locator("meta[http-equiv]").getAttribute("content");
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+' blob:; worker-src blob:/);
  await page.close();
});
