import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseDsn } from "../../src/core/dsn/index.ts";
import { createRandom, defined } from "../../src/core/index.ts";
import { lineCatalog } from "./line-catalog.ts";
import { createFolder, type LineUnderTest, removeFolder, startLine } from "./line-under-test.ts";

let folder: string;
let line: LineUnderTest;
beforeEach(async () => {
  folder = await createFolder();
  line = await startLine(folder);
});
afterEach(async () => {
  await line.stop();
  await removeFolder(folder);
});

let scanCount = 0;
const newId = () => {
  scanCount += 1;
  return `scan-${scanCount}`;
};
const scan = (change: object) => line.scan({ scanId: newId(), station: "line-1", ...change });
const symbols = (...texts: readonly string[]) => texts.map((text) => ({ text }));
const unit = (deviceModel: string, dsn: string) => ({ deviceModel, dsn: defined(parseDsn(dsn), "a DSN") });

describe("POST /v1/scans", () => {
  it("answers a good box with ok, and has it stored by then", async () => {
    const symbol = { text: "ON000001", symbology: "code128", aim: "]C0" };
    const { status, headers, body } = await scan({ scanId: "line-1:7", symbols: [symbol, { text: "412345678903" }] });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    const { reasons, at, ...rest } = body;
    expect(rest).toEqual({ scanId: "line-1:7", verdict: "ok", dsn: "ON000001", deviceModel: "ONE", seq: 1 });
    expect(Array.isArray(reasons)).toBe(true);
    expect(Math.abs(Date.parse(at ?? "") - Date.now())).toBeLessThan(60_000);
    expect(await line.ledger.findUnit(unit("ONE", "ON000001"))).toMatchObject({
      state: "Commissioned",
      events: [{ who: "station line-1", why: "scan line-1:7", at }],
    });
  });

  it.each([
    ["no-read", { symbols: [] }],
    ["no-read", { text: "\r\n" }],
    ["no-match", { symbols: symbols("412345678903") }],
    ["no-match", { symbols: symbols("on000001") }],
    ["no-match", { symbols: symbols("ON000001 ") }],
    ["ambiguous", { symbols: symbols("ON000001", "ON000002") }],
    ["wrong-model", { symbols: symbols("TW000001") }],
    ["wrong-model", { station: "mixed", model: "TWO", symbols: symbols("ON000001") }],
    ["mismatch", { symbols: symbols("ON000001"), deviceSerial: "ON000002" }],
    ["blocked", { station: "mixed", symbols: symbols("RA000001") }],
    ["ok", { station: "mixed", symbols: symbols("TW000001") }],
    ["ok", { model: "ONE", symbols: symbols("ON000001"), deviceSerial: "ON000001" }],
  ])("answers %s to %j", async (verdict, change) => {
    const { status, body } = await scan(change);
    expect([status, body.verdict]).toEqual([200, verdict]);
    expect(body.reasons?.length).toBeGreaterThan(0);
  });

  it("lets a DSN pass once, and says duplicate ever after", async () => {
    expect((await scan({ symbols: symbols("ON000001") })).body.verdict).toBe("ok");
    const { body } = await scan({ symbols: symbols("ON000001") });
    expect(body).toMatchObject({ verdict: "duplicate", dsn: "ON000001", deviceModel: "ONE", seq: 2 });
    await line.stop();
    line = await startLine(folder);
    expect((await scan({ symbols: symbols("ON000001") })).body).toMatchObject({ verdict: "duplicate", seq: 3 });
  });

  it("does not use a DSN up with a box that did not pass", async () => {
    expect((await scan({ symbols: symbols("ON000001"), deviceSerial: "ON000009" })).body.verdict).toBe("mismatch");
    expect((await scan({ symbols: symbols("ON000001") })).body.verdict).toBe("ok");
  });

  it("blocks a unit that was set aside, and passes one that was allocated where that is demanded", async () => {
    await line.ledger.markUnit({ unit: unit("ONE", "ON000001"), state: "Quarantined", who: "Ida", why: "dented" });
    expect((await scan({ symbols: symbols("ON000001") })).body.verdict).toBe("blocked");
    await line.ledger.markUnit({ unit: unit("RATIONED", "RA000001"), state: "Allocated", who: "Ida", why: "run 7" });
    expect((await scan({ station: "mixed", symbols: symbols("RA000001") })).body.verdict).toBe("ok");
  });

  it("takes one terminator of the reader off text and says so; any other control character is judged", async () => {
    const { body } = await scan({ text: "ON000001\r\n" });
    expect(body).toMatchObject({ verdict: "ok", terminator: "CRLF" });
    expect((await scan({ text: "ON000002\r\r" })).body).toMatchObject({ verdict: "no-match", terminator: "CR" });
    expect((await scan({ text: "ON000003\u0000" })).body.verdict).toBe("no-match");
    expect((await scan({ symbols: symbols("ON000004\r") })).body.verdict).toBe("no-match");
  });

  it.each([
    ["ERR_STATION_UNKNOWN", 422, { station: "line-9", symbols: symbols("ON000001") }],
    ["ERR_MODEL_UNKNOWN", 422, { model: "THREE", symbols: symbols("ON000001") }],
    ["ERR_REQUEST_BODY", 400, { model: "TWO", symbols: symbols("TW000001") }],
    ["ERR_REQUEST_BODY", 400, { station: "strict", symbols: symbols("ON000001") }],
  ])("refuses with %s what the catalog does not allow, and stores nothing", async (code, status, change) => {
    const { body, headers } = await scan({ scanId: "refused", ...change });
    expect(body).toMatchObject({ code, status, detail: expect.any(String), remedy: expect.any(String) });
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(await line.ledger.findScan("refused")).toBeUndefined();
    // The scanId is still free, and so is the DSN.
    const corrected = { scanId: "refused", symbols: symbols("ON000001") };
    expect((await scan(corrected)).body).toMatchObject({ verdict: "ok", seq: 1 });
  });

  it("names the field that breaks its station's rule", async () => {
    const { body } = await scan({ station: "strict", symbols: symbols("ON000001") });
    expect(body.details?.faults).toEqual([{ path: "deviceSerial", message: expect.stringContaining("strict") }]);
  });
});

describe("a repeat", () => {
  it("gets the same bytes, whatever the order of its fields, also after a restart with another catalog", async () => {
    const first = await line.scan({ scanId: "s1", station: "line-1", symbols: symbols("ON000001") });
    const turned = await line.scan({ symbols: symbols("ON000001"), station: "line-1", scanId: "s1" });
    expect([turned.status, turned.text]).toEqual([200, first.text]);
    await line.stop();
    line = await startLine(folder, { catalog: { ...lineCatalog, stations: lineCatalog.stations.slice(1) } });
    const later = await line.scan({ scanId: "s1", station: "line-1", symbols: symbols("ON000001") });
    expect([later.status, later.text]).toEqual([200, first.text]);
  });

  it.each([
    ["another symbol", { symbols: symbols("ON000002") }],
    ["one symbol more", { symbols: symbols("ON000001", "X") }],
    ["a device serial", { symbols: symbols("ON000001"), deviceSerial: "ON000001" }],
    ["the model", { symbols: symbols("ON000001"), model: "ONE" }],
    ["another station", { symbols: symbols("ON000001"), station: "mixed" }],
    ["text instead of symbols", { text: "ON000001" }],
  ])("with %s is a conflict, and the first answer stands", async (_what, change) => {
    const first = await line.scan({ scanId: "s1", station: "line-1", symbols: symbols("ON000001") });
    const other = await line.scan({ scanId: "s1", station: "line-1", ...change });
    expect(other.body).toMatchObject({ status: 409, code: "ERR_SCAN_CONFLICT", title: "Conflict" });
    expect((await line.scan({ scanId: "s1", station: "line-1", symbols: symbols("ON000001") })).text).toBe(first.text);
  });
});

describe("many callers at once", () => {
  it("let exactly one of N scans of one DSN pass, for any N and any number of DSNs", async () => {
    let round = 0;
    const posts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(posts, async (dsnNumbers) => {
        round += 1;
        const dsns = dsnNumbers.map((number) => `ON${String(round * 10 + number).padStart(6, "0")}`);
        const answers = await Promise.all(dsns.map((dsn) => scan({ symbols: symbols(dsn) })));
        for (const dsn of new Set(dsns)) {
          const verdicts = answers.filter(({ body }) => body.dsn === dsn).map(({ body }) => body.verdict);
          expect(verdicts.toSorted()).toEqual([...Array(verdicts.length - 1).fill("duplicate"), "ok"]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("retrying every request 1 to 5 times in any order leave one scan each and get byte-equal answers", async () => {
    const random = createRandom("retry storm");
    const requests = Array.from({ length: 150 }, (_, index) => ({
      scanId: `storm-${index}`,
      station: "line-1",
      symbols: symbols(`ON${String(index % 100).padStart(6, "0")}`),
    }));
    const sends = requests.flatMap((request) => Array.from({ length: random.integer(1, 5) }, () => request));
    const shuffled = sends
      .map((request) => ({ request, place: random.fraction() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ request }) => request);
    const answers = await Promise.all(shuffled.map(async (request) => ({ request, answer: await line.scan(request) })));

    const seqs: number[] = [];
    for (const { scanId } of requests) {
      const own = answers.filter(({ request }) => request.scanId === scanId).map(({ answer }) => answer);
      expect(new Set(own.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      seqs.push(defined(own[0]?.body.seq, "every request was answered"));
    }
    // One row each: the places are 1 to 150 without a gap or a repeat.
    expect(seqs.toSorted((a, b) => a - b)).toEqual(requests.map((_, index) => index + 1));
    const passed = answers.filter(({ answer }) => answer.body.verdict === "ok").map(({ answer }) => answer.body);
    expect(new Set(passed.map(({ dsn }) => dsn)).size).toBe(100);
    expect(new Set(passed.map(({ seq }) => seq)).size).toBe(100);
  });
});

describe("GET /v1/scans/{scanId}", () => {
  it("gives the answer and the request as they were, and the image once there is one", async () => {
    const request = { scanId: "s1", station: "line-1", text: "ON000001\r" };
    const { body: answer } = await line.scan(request);
    expect((await line.call("/v1/scans/s1")).body).toEqual({ answer, request });
    const png = Buffer.from("89504e470d0a1a0a0000000d", "hex");
    const put = { method: "PUT", headers: { "content-type": "image/png" }, body: png };
    const { body: stored } = await line.call("/v1/scans/s1/image", put);
    const { scanId: _, ...image } = stored;
    expect((await line.call("/v1/scans/s1")).body).toEqual({ answer, request, image });
  });

  it.each(["/v1/scans/s1", "/v1/scans/a%2Fb", "/v1/scans/%00", `/v1/scans/${"a".repeat(300)}`])(
    "knows no scan at %s",
    async (path) => {
      expect((await line.call(path)).body).toMatchObject({ status: 404, code: "ERR_SCAN_UNKNOWN" });
    },
  );
});
