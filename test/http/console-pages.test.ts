import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { demoCatalogFile } from "../../src/config/index.ts";
import { hostileCatalog, openConsole, rawGet, sharedConsole } from "./console-under-test.ts";

const demo = sharedConsole();
const hostile = sharedConsole(hostileCatalog);

describe("the pages", () => {
  it.each(["/", "/models/BREWLINE_ONE", "/prover", "/manifest"])(
    "%s is HTML that may run nothing from elsewhere",
    async (path) => {
      const { status, headers, text } = await demo.get(path);
      expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
      // Nothing inline, and every address is one of this service.
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/);
      for (const [, url = ""] of text.matchAll(/\s(?:src|href|action)="([^"]*)"/g))
        expect(url).toMatch(/^(\/|#|data:image)/);
      for (const [, attributes = "", code] of text.matchAll(/<script([^>]*)>([^<]*)/g)) {
        expect([attributes, code]).toEqual([expect.stringMatching(/ src="\/modules\//), ""]);
      }
    },
  );

  it("lists every model with its state, its pattern and what was found", async () => {
    const { text } = await demo.get("/");
    for (const name of ["Brewline One", "Brewline Ink", "Brewline Pure", "Brewline Wash", "Amazon test device"]) {
      expect(text).toContain(name);
    }
    expect(text).toContain("^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$");
    expect(text).toMatch(/Proved for 10 pairs of models: none shares a serial/);
  });

  it("shows overlaps with a serial of both, errors with witness and remedy, and patterns that are not portable", async () => {
    const list = (await hostile.get("/")).text;
    expect(list).toMatch(
      /Overlap<\/span>\s*<a href="\/models\/ONE">ONE<\/a> and\s*<a href="\/models\/TWO">TWO<\/a> both accept\s*<code class="specimen">BL1[0-9]{4}</,
    );
    expect(list).toMatch(/<u class="error">\\d<\/u>/);
    const model = (await hostile.get("/models/THREE")).text;
    expect(model).toMatch(/D001.*\[0-9\]/s);
    expect(model).toMatch(/Fix<\/span>/);
  });

  it.each(["/", "/models/ONE", "/models/TWO", "/models/THREE", "/prover", "/manifest"])(
    "%s shows hostile names as text",
    async (path) => {
      const { text } = await hostile.get(path);
      expect(text).not.toMatch(/<script>|<img|<b>|<\/code><script/);
      expect(text.match(/<script/g)?.length ?? 0).toBeLessThanOrEqual(1);
    },
  );

  it("narrows the list down by name and state, and takes a hostile filter as text", async () => {
    const { text } = await hostile.get("/?text=quoted&state=fail");
    expect(text).toContain("/models/TWO");
    expect(text).not.toContain('href="/models/ONE">&#60;img');
    const odd = await demo.get("/?text=%22%3E%3Cscript%3E&state=none");
    expect([odd.status, odd.text.includes("<script>")]).toEqual([200, false]);
    expect(odd.text).toContain("No model fits");
  });
});

describe("what is not there", () => {
  it.each([
    ["/nowhere", 404, "ERR_ROUTE_UNKNOWN"],
    ["/models/NOBODY", 404, "ERR_MODEL_UNKNOWN"],
    ["/models/%3Cscript%3E", 404, "ERR_MODEL_UNKNOWN"],
    ["/models/%E0%A4%A", 404, "ERR_ROUTE_UNKNOWN"],
    ["/modules/x/core/index.js", 404, "ERR_ROUTE_UNKNOWN"],
    ["/Prover", 404, "ERR_ROUTE_UNKNOWN"],
  ])("%s is answered with %d and %s", async (path, status, code) => {
    const problem = await demo.get(path, { accept: "application/json" });
    expect([problem.status, problem.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    expect(JSON.parse(problem.text)).toMatchObject({ type: "about:blank", status, code });
    const page = await demo.get(path, { accept: "text/html" });
    expect([page.status, page.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(page.text).toContain(code);
    expect(page.text).not.toContain("<script>");
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is refused where only GET is possible", async (method) => {
    const { status, text } = await demo.call("/", { method });
    expect([status, JSON.parse(text).code]).toEqual([405, "ERR_METHOD"]);
  });

  it("serves modules of core/ and web/ and no other file, whatever the path", async () => {
    const { text } = await demo.get("/prover");
    const [, module = ""] = /src="(\/modules\/[^"]+)"/.exec(text) ?? [];
    const served = await demo.get(module);
    expect([served.status, served.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    expect(served.headers.get("cache-control")).toContain("immutable");
    const base = module.replace(/web\/browser\/.*/, "");
    const { port } = demo.service;
    expect((await rawGet(port, `${base}core/pattern/index.js`)).status).toBe(200);
    for (const path of [
      "cli/bin.js",
      "web/index.js",
      "../package.json",
      "core/../cli/bin.js",
      "..%2fcli/bin.js",
      "core/index.d.ts",
    ]) {
      expect([path, (await rawGet(port, base + path)).status]).toEqual([path, 404]);
    }
  });
});

describe("who may call", () => {
  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.168.1.7"])(
    "not a page that calls this machine %s",
    async (host) => {
      const { status, text } = await rawGet(demo.service.port, "/", host);
      expect([status, JSON.parse(text).code]).toEqual([421, "ERR_HOST"]);
      expect(text).not.toContain("Brewline");
    },
  );

  it("every address of this machine, where it is told to listen to all", async () => {
    const { service } = await openConsole(demoCatalogFile(), { host: "0.0.0.0" });
    expect((await rawGet(service.port, "/", "192.168.1.7:8481")).status).toBe(200);
    expect((await rawGet(service.port, "/", "evil.example")).status).toBe(421);
    await service.stop();
  });

  it("ends at once though a connection is kept open", async () => {
    // With nothing else to close it, the connection would hold it up beyond this test's own limit.
    const { service, get } = await openConsole(demoCatalogFile(), {
      limits: { stopTimeoutMs: 600_000, keepAliveTimeoutMs: 600_000 },
    });
    await get("/livez");
    await service.stop();
  });
});

describe("a catalog that changes under the console", () => {
  it("is shown as it stands at the first request, though it was read before", async () => {
    const folder = await mkdtemp(join(tmpdir(), "boxproof-console-"));
    const file = join(folder, "catalog.yaml");
    await copyFile(demoCatalogFile(), file);
    const { service, get } = await openConsole(file);
    await writeFile(file, (await readFile(file, "utf8")).replace("name: Brewline One", "name: Brewline Uno"));
    expect((await get("/")).text).toContain("Brewline Uno");
    expect((await get("/manifest/manifest.json")).text).toContain("Brewline Uno");
    await service.stop();
    await rm(folder, { recursive: true });
  });

  it("is read again; while it has faults the last good one stays, with the faults above it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "boxproof-console-"));
    const file = join(folder, "catalog.yaml");
    await copyFile(demoCatalogFile(), file);
    const { service, get } = await openConsole(file);
    const text = await readFile(file, "utf8");
    expect((await get("/")).text).toContain("Brewline One");
    await writeFile(file, text.replace("name: Brewline One", "name: Brewline Uno"));
    expect((await get("/")).text).toContain("Brewline Uno");
    await writeFile(file, text.replace("models:", "model:"));
    const faulty = (await get("/")).text;
    expect(faulty).toMatch(/role="alert".*faults/s);
    expect(faulty).toContain("Brewline Uno");
    await writeFile(file, text);
    expect((await get("/")).text).not.toContain('role="alert"');
    await rm(file);
    expect((await get("/")).text).toMatch(/role="alert".*There is no catalog/s);
    await service.stop();
    await rm(folder, { recursive: true });
  });
});
