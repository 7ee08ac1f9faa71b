import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as camera from "../../src/core/camera/index.ts";
import * as catalog from "../../src/core/catalog/index.ts";
import * as dsn from "../../src/core/dsn/index.ts";
import * as core from "../../src/core/index.ts";
import * as layout from "../../src/core/layout/index.ts";
import * as pattern from "../../src/core/pattern/index.ts";
import * as raster from "../../src/core/raster/index.ts";
import * as symbol from "../../src/core/symbol/index.ts";
import * as verdict from "../../src/core/verdict/index.ts";
import { readManifest } from "../package/installed-package.ts";
import { chromiumFlags, findChromium } from "../tools/chromium.ts";
import { probes, type Rooms } from "./probes.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";

const roomsInNode: Rooms = {
  ".": core,
  "./pattern": pattern,
  "./dsn": dsn,
  "./symbol": symbol,
  "./raster": raster,
  "./layout": layout,
  "./catalog": catalog,
  "./verdict": verdict,
  "./camera": camera,
};

const targets: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(readManifest().exports).flatMap(([subpath, target]) =>
    typeof target === "string" ? [] : [[subpath, target.default.replace("./dist", "")]],
  ),
);

let server: StaticServer;
let browser: Browser;
beforeAll(async () => {
  server = await serveFolder(fileURLToPath(new URL("../../dist", import.meta.url)));
  browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Imports every subpath in a fresh page and runs code there; gives its answer and everything that went wrong. */
async function inPage(code: string) {
  const page = await browser.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => troubles.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.origin)) troubles.push(`left the machine: ${request.url()}`);
  });
  await page.goto(server.origin);
  const answer = await page.evaluate(`(async () => {
    const rooms = {};
    for (const [subpath, url] of Object.entries(${JSON.stringify(targets)})) rooms[subpath] = await import(url);
    return JSON.stringify(await (${code})(rooms));
  })()`);
  await page.close();
  return { answer: JSON.parse(String(answer)) as unknown, troubles };
}

it("asks every subpath of the package something", () => {
  expect(Object.keys(probes)).toEqual(Object.keys(targets));
});

it("imports every subpath in the page with all of its names", async () => {
  const names = (rooms: Readonly<Record<string, object>>) =>
    Object.entries(rooms).map(([subpath, room]) => [subpath, Object.keys(room).toSorted()]);
  const { answer, troubles } = await inPage(names.toString());
  expect(answer).toEqual(names(roomsInNode as never));
  expect(troubles).toEqual([]);
});

it.each(Object.entries(probes))("gets the same answer from %s in Chromium as in Node", async (_subpath, probe) => {
  const { answer, troubles } = await inPage(probe.toString());
  expect(answer).toEqual(JSON.parse(JSON.stringify(probe(roomsInNode))));
  expect(troubles).toEqual([]);
});

it("notices what goes wrong in the page", async () => {
  const { troubles } = await inPage(`() => {
    console.error("planted");
    new Image().src = "/nowhere.png";
    return new Promise((done) => setTimeout(done, 200, {}));
  }`);
  expect(troubles).toContain("console error: planted");
  expect(troubles.join("\n")).toContain("404");
});
