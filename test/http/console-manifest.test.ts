import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { demoCatalogFile, loadCatalog } from "../../src/config/index.ts";
import { BoxproofError } from "../../src/core/index.ts";
import {
  exportManifest,
  lastSent,
  manifestJson,
  parseManifestCsv,
  parseManifestJson,
  readSent,
  recordSent,
} from "../../src/manifest/index.ts";
import type { ConsoleOptions } from "../../src/web/index.ts";
import { hostileCatalog, openConsole, sharedConsole } from "./console-under-test.ts";

const demo = sharedConsole();
const hostile = sharedConsole(hostileCatalog);

describe("the manifest to download", () => {
  it.each([
    ["json", "application/json; charset=utf-8"],
    ["csv", "text/csv; charset=utf-8"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["pdf", "application/pdf"],
  ])("comes as %s under its own name", async (extension, type) => {
    const { status, headers, text } = await demo.get(`/manifest/manifest.${extension}`);
    expect([status, headers.get("content-type")]).toEqual([200, type]);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="manifest.${extension}"`);
    expect(text.length).toBeGreaterThan(1_000);
  });

  it("says that it is a demo where the console shows the demo catalog", async () => {
    const { service, get } = await openConsole(undefined, { isDemo: true });
    expect(JSON.parse((await get("/manifest/manifest.json")).text).demo).toBe(true);
    expect(JSON.parse((await demo.get("/manifest/manifest.json")).text)).not.toHaveProperty("demo");
    await service.stop();
  });

  it("is the same in JSON and in CSV, but for its time", async () => {
    const json = JSON.parse((await demo.get("/manifest/manifest.json")).text);
    const csv = parseManifestCsv((await demo.get("/manifest/manifest.csv")).text);
    expect(csv.rows).toEqual(json.rows);
  });

  it("is refused while an error stands, and its page says which", async () => {
    const { status, text } = await hostile.get("/manifest/manifest.json");
    expect([status, JSON.parse(text).code]).toEqual([422, "ERR_MANIFEST_BLOCKED"]);
    const page = (await hostile.get("/manifest")).text;
    expect(page).toMatch(/Blocked.*href="\/models\/ONE"/s);
    expect(page).not.toContain("Download JSON");
  });
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const post = (body: unknown, type = "application/json") =>
  demo.call("/v1/manifest/diff", {
    method: "POST",
    headers: { "content-type": type, accept: "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
/** The manifest of the demo catalog after a change of its first model's pattern, as a file. */
async function manifestWith(change: (pattern: string) => string) {
  const catalog = await loadCatalog(demoCatalogFile());
  const [first, ...others] = catalog.models;
  if (first === undefined) throw new Error("the demo has models");
  const pattern = change(first.serial.pattern);
  const { scheme: _, ...serial } = { ...first.serial, pattern, examples: { good: [], bad: [] } };
  const changed = { ...catalog, models: [{ ...first, serial }, ...others] };
  return {
    name: "r.json",
    base64: base64(manifestJson(exportManifest({ catalog: changed, issuedAt: "2026-01-31T00:00:00.000Z" }))),
  };
}

describe("a manifest that was handed over before", () => {
  it("is named, counted on from, and compared with when no file is chosen", async () => {
    const folder = await mkdtemp(join(tmpdir(), "boxproof-sent-"));
    const place = { folder, name: "boxproof" };
    const sent = await manifestWith((pattern) => pattern.replace("[A-C]", "[AB]"));
    const manifest = parseManifestJson(Buffer.from(sent.base64, "base64").toString());
    await recordSent(place, {
      manifest,
      to: "Amazon <onboarding>",
      on: "2026-01-31",
      recordedAt: "2026-01-31T00:00:00.000Z",
    });
    const lastSentNow = async () => lastSent(place, await readSent(place));
    const { service, get, call } = await openConsole(undefined, { lastSent: lastSentNow });
    expect((await get("/manifest")).text).toContain("revision 1, sent to Amazon &#60;onboarding&#62; on 2026-01-31");
    const next = JSON.parse((await get("/manifest/manifest.json")).text);
    expect(next).toMatchObject({ revision: 2, previousRevisionSha256: manifest.sha256 });
    const headers = { "content-type": "application/json" };
    const answer = await call("/v1/manifest/diff", { method: "POST", headers, body: "{}" });
    expect(JSON.parse(answer.text)).toMatchObject({
      after: "this catalog",
      models: [{ change: "widened" }, {}, {}, {}],
    });
    await rm(join(folder, "boxproof-sent"), { recursive: true });
    const broken = await get("/manifest");
    expect([broken.status, broken.text]).toEqual([200, expect.stringMatching(/role="alert".*cannot be used/s)]);
    await service.stop();
    await rm(folder, { recursive: true });
  });

  it("must be chosen where none is recorded", async () => {
    const { status, text } = await post({});
    expect([status, JSON.parse(text).code]).toEqual([400, "ERR_SENT_RECORD"]);
  });
});

describe("a catalog that refuses serials of the manifest handed over", () => {
  const record = { revision: 3, to: "Amazon", on: "2026-01-31" };
  type Ask = NonNullable<ConsoleOptions["askLedger"]>;

  async function openAfterLoss(askLedger?: Ask) {
    const { base64: sent } = await manifestWith((pattern) => pattern.replace("[A-C]", "[A-D]"));
    const manifest = parseManifestJson(Buffer.from(sent, "base64").toString());
    const lastSentNow = async () => ({ record, manifest });
    return openConsole(undefined, { lastSent: lastSentNow, ...(askLedger === undefined ? {} : { askLedger }) });
  }
  const answer = (refused: readonly string[]): Ask => {
    const serials = { knownCount: 9, refusedCount: refused.length, refused };
    return async () => ({ known: new Map([["BREWLINE_ONE", serials]]), location: "/factory/boxproof.db" });
  };

  it("is blocked while no ledger was asked: models, model, manifest page and download say so", async () => {
    const { service, get } = await openAfterLoss();
    for (const path of ["/", "/models/BREWLINE_ONE", "/manifest"]) {
      expect((await get(path)).text).toMatch(/L008.*No ledger was asked/s);
    }
    expect((await get("/manifest")).text).not.toContain("Download JSON");
    const { status, text } = await get("/manifest/manifest.json", { accept: "application/json" });
    expect([status, JSON.parse(text).code]).toEqual([422, "ERR_MANIFEST_BLOCKED"]);
    await service.stop();
  });

  it("names a serial that the ledger knows, and the ledger", async () => {
    const { service, get } = await openAfterLoss(answer(["BL12614D000457U"]));
    const page = (await get("/manifest")).text;
    expect(page).toMatch(/Blocked.*BREWLINE_ONE/s);
    expect(page).toContain("BL12614D000457U");
    expect(page).toContain("Asked the ledger /factory/boxproof.db.");
    await service.stop();
  });

  it("is blocked before any was handed over, where the ledger knows a serial that is refused", async () => {
    const { service, get } = await openConsole(undefined, { askLedger: answer(["BL12614D000457U"]) });
    for (const path of ["/", "/models/BREWLINE_ONE", "/manifest"]) {
      expect((await get(path)).text).toMatch(/L008.*1 of 9 serials in the ledger.*BL12614D000457U/s);
    }
    const page = (await get("/manifest")).text;
    expect(page).toContain("For the first hand-over:");
    expect(page).not.toContain("Download JSON");
    expect((await get("/manifest/manifest.json", { accept: "application/json" })).status).toBe(422);
    await service.stop();
  });

  it("may be handed over with a warning where the ledger knows none of them", async () => {
    const { service, get } = await openAfterLoss(answer([]));
    expect((await get("/")).text).toContain("Fewer serials are accepted");
    expect((await get("/manifest")).text).toContain("Download JSON");
    await service.stop();
  });

  it("says why a ledger was not asked", async () => {
    const fault = new BoxproofError("ERR_LEDGER", "boxproof.db is no ledger.");
    const { service, get } = await openAfterLoss(async () => ({ fault }));
    expect((await get("/manifest")).text).toContain("The ledger was not asked: boxproof.db is no ledger.");
    await service.stop();
  });
});

describe("two manifests compared", () => {
  it("tells by language what changed, with a witness and a count each way", async () => {
    const before = await manifestWith((pattern) => pattern);
    const after = await manifestWith((pattern) => pattern.replace("[A-C]", "[A-B]"));
    const { status, text } = await post({ before, after });
    expect(status).toBe(200);
    const { models } = JSON.parse(text);
    expect(models[0]).toMatchObject({
      deviceModel: "BREWLINE_ONE",
      change: "narrowed",
      // 10^4 week codes, 1 line, 10^6 counters, 36 check characters.
      lost: { count: "360000000000", witness: expect.stringMatching(/^BL1[0-9]{4}C[0-9]{6}[0-9A-Z]$/) },
    });
    expect(models[0].gained).toBeUndefined();
    expect(models.slice(1).map((model: { readonly change: string }) => model.change)).toEqual(["same", "same", "same"]);
  });

  it("compares with this catalog where no second file is given", async () => {
    const { status, text } = await post({ before: await manifestWith((pattern) => pattern.replace("[A-C]", "[A-B]")) });
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { after: "this catalog", models: [{ change: "widened" }, {}, {}, {}] },
    ]);
  });

  it.each([
    ["no JSON", "{", 400, "ERR_REQUEST_BODY"],
    ["another shape", { before: "text" }, 400, "ERR_REQUEST_BODY"],
    ["a key too many", { before: { name: "a", base64: "" }, evil: 1 }, 400, "ERR_REQUEST_BODY"],
    ["bytes that are no base64", { before: { name: "a", base64: "%%%" } }, 400, "ERR_REQUEST_BODY"],
    ["an empty file", { before: { name: "a.json", base64: "" } }, 400, "ERR_MANIFEST_FILE"],
    ["a JSON that is no manifest", { before: { name: "a.json", base64: base64("{}") } }, 400, "ERR_MANIFEST_FILE"],
    ["a picture", { before: { name: "a.png", base64: base64("\u0089PNG\r\n") } }, 400, "ERR_MANIFEST_FILE"],
    [
      "JSON nested without end",
      { before: { name: "a", base64: base64(`{"a":${"[".repeat(200_000)}`) } },
      400,
      "ERR_MANIFEST_FILE",
    ],
  ])("refuses %s", async (_what, body, status, code) => {
    const answer = await post(body);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
    expect(demo.failures).toEqual([]);
  });

  it("refuses what is larger than two manifests may be, and what is no JSON by its type", async () => {
    const large = await post(JSON.stringify({ before: { name: "a", base64: "A".repeat(25 * 1024 * 1024) } }));
    expect([large.status, JSON.parse(large.text).code]).toEqual([413, "ERR_BODY_TOO_LARGE"]);
    const form = await post("before=a", "application/x-www-form-urlencoded");
    expect([form.status, JSON.parse(form.text).code]).toEqual([415, "ERR_MEDIA_TYPE"]);
  });
});
