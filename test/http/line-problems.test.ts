import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Answer,
  createFolder,
  type LineUnderTest,
  rawExchange,
  removeFolder,
  startLine,
} from "./line-under-test.ts";

let folder: string;
let line: LineUnderTest;
beforeAll(async () => {
  folder = await createFolder();
  line = await startLine(folder);
});
afterAll(async () => {
  await line.stop();
  await removeFolder(folder);
});

const json = { "content-type": "application/json" };
const post = (body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = json) =>
  line.call("/v1/scans", { method: "POST", headers, body });
const goodBody = (scanId: string) => JSON.stringify({ scanId, station: "line-1", symbols: [] });

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({ type: "about:blank", status, code });
  expect(answer.status).toBe(status);
  expect([typeof answer.body.title, typeof answer.body.detail]).toEqual(["string", "string"]);
}

describe("a problem", () => {
  it.each([
    ["GET", "/", 404, "ERR_ROUTE_UNKNOWN"],
    ["GET", "/v1", 404, "ERR_ROUTE_UNKNOWN"],
    ["GET", "/V1/scans/a", 404, "ERR_ROUTE_UNKNOWN"],
    ["GET", "/v1/scans/a/", 404, "ERR_ROUTE_UNKNOWN"],
    ["POST", "/v1/scans/a/b/c", 404, "ERR_ROUTE_UNKNOWN"],
    ["GET", "/v1/scans/%E0%A4%A", 404, "ERR_ROUTE_UNKNOWN"],
    ["GET", "/v1/scans/a", 404, "ERR_SCAN_UNKNOWN"],
  ])("says that there is nothing at %s %s", async (method, path, status, code) => {
    expectProblem(await line.call(path, { method }), status, code);
  });

  it.each([
    ["GET", "/v1/scans", "POST"],
    ["PUT", "/v1/scans", "POST"],
    ["OPTIONS", "/v1/scans", "POST"],
    ["DELETE", "/v1/scans/a", "GET, HEAD"],
    ["POST", "/v1/scans/a/image", "PUT"],
    ["GET", "/v1/scans/a/image", "PUT"],
    ["POST", "/livez", "GET, HEAD"],
    ["DELETE", "/readyz", "GET, HEAD"],
  ])("says which methods there are instead of %s %s", async (method, path, allow) => {
    const answer = await line.call(path, { method });
    expectProblem(answer, 405, "ERR_METHOD");
    expect(answer.headers.get("allow")).toBe(allow);
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["JSON of something else", "[]"],
    ["a key twice", '{"scanId":"s1","station":"line-1","text":"ON000001","text":"ON000002"}'],
    ["a key twice in a symbol", '{"scanId":"s1","station":"line-1","symbols":[{"text":"ON000001","text":"ON000002"}]}'],
    ["a scan without a station", '{"scanId":"a","symbols":[]}'],
    ["two documents", `${goodBody("a")}${goodBody("a")}`],
    ["32,000 open brackets", "[".repeat(32_000)],
    [
      "text that is not UTF-8",
      Buffer.concat([Buffer.from('{"scanId":"a","station":"line-1","text":"'), Buffer.of(0xff), Buffer.from('"}')]),
    ],
  ])("says that %s is no scan", async (_what, body) => {
    expectProblem(await post(body), 400, "ERR_REQUEST_BODY");
  });

  it("takes 64 KiB and not one byte more", async () => {
    const padded = (length: number) => goodBody(`size-${length}`).padEnd(length);
    expect((await post(padded(65_536))).status).toBe(200);
    expectProblem(await post(padded(65_537)), 413, "ERR_BODY_TOO_LARGE");
    expectProblem(await post("[".repeat(10_000_000)), 413, "ERR_BODY_TOO_LARGE");
  });

  it.each([
    ["none", {}],
    ["text", { "content-type": "text/plain" }],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }],
    ["JSON in another encoding", { "content-type": "application/json; charset=utf-16" }],
    ["what a web page of another origin may send", { "content-type": "text/plain;charset=application/json" }],
  ])("refuses a body of a type that is %s", async (_what, headers) => {
    expectProblem(await post(Buffer.from(goodBody("type")), headers), 415, "ERR_MEDIA_TYPE");
  });

  it("takes JSON with its charset, and refuses a compressed body", async () => {
    expect((await post(goodBody("charset"), { "content-type": 'Application/JSON; charset="UTF-8"' })).status).toBe(200);
    const zipped = await post(gzipSync(goodBody("zip")), { ...json, "content-encoding": "gzip" });
    expectProblem(zipped, 415, "ERR_MEDIA_TYPE");
  });

  it("refuses a name of this machine that somebody else made up", async () => {
    const ask = (host: string) =>
      rawExchange(line.port, `GET /livez HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect((await ask("evil.example")).text).toMatch(/^HTTP\/1\.1 421 [\s\S]*ERR_HOST/);
    expect((await ask("localhost.evil.example:80")).text).toMatch(/^HTTP\/1\.1 421 /);
    for (const host of ["localhost", "127.0.0.1:1", "[::1]:8480"])
      expect((await ask(host)).text).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    ["no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n", "400", "ERR_REQUEST_HTTP"],
    [
      "two lengths",
      "POST /v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      "400",
      "ERR_REQUEST_HTTP",
    ],
    [
      "a length and chunks",
      "POST /v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "400",
      "ERR_REQUEST_HTTP",
    ],
    [
      "huge headers",
      `GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(20_000)}\r\n\r\n`,
      "431",
      "ERR_HEADERS_TOO_LARGE",
    ],
  ])("answers %s in the same form and hangs up", async (_what, bytes, status, code) => {
    const { text } = await rawExchange(line.port, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text).toContain("application/problem+json");
    expect(text).toContain(code);
  });
});

describe("hostile bodies", () => {
  it("of any JSON, in any field, never fail the service and never pass a box", async () => {
    const field = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("line-1", "ON000001", [], "\r"),
    );
    const body = fc.record(
      {
        scanId: fc.oneof(field, fc.uuid()),
        station: field,
        model: field,
        deviceSerial: field,
        symbols: field,
        text: field,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, fc.jsonValue()), async (value) => {
        const answer = await post(JSON.stringify(value));
        expect([200, 400, 409, 422]).toContain(answer.status);
        if (answer.status !== 200) expect(answer.body.code).toMatch(/^ERR_/);
      }),
      { numRuns: 300 },
    );
    expect(line.failures).toEqual([]);
  });

  it("of any bytes never fail the service", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expectProblem(await post(Buffer.from(bytes)), 400, "ERR_REQUEST_BODY");
      }),
      { numRuns: 100 },
    );
    const cut = Buffer.from(goodBody("cut"));
    for (let length = 0; length < cut.length; length += 1) {
      expectProblem(await post(cut.subarray(0, length)), 400, "ERR_REQUEST_BODY");
    }
    expect(line.failures).toEqual([]);
  });

  it("of any bytes in place of HTTP never fail the service", async () => {
    const heads = fc.constantFrom("", "POST /v1/scans HTTP/1.1\r\nHost: localhost\r\n", "GET ");
    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ minLength: 1, maxLength: 200 }), async (head, bytes) => {
        const tail = Buffer.from("\r\nContent-Length: x\r\n\r\n");
        const { text } = await rawExchange(line.port, Buffer.concat([Buffer.from(head), bytes, tail]));
        expect(text).toMatch(/^HTTP\/1\.1 4[0-9]{2} |^$/);
      }),
      { numRuns: 100 },
    );
    expect((await line.call("/livez")).status).toBe(200);
    expect(line.failures).toEqual([]);
  });

  it("that stop half way leave no trace and no failure", async () => {
    const body = goodBody("half");
    const controller = new AbortController();
    const stream = new ReadableStream({
      start: (sink) => sink.enqueue(Buffer.from(body.slice(0, 10))),
    });
    const sent = line.call("/v1/scans", {
      method: "POST",
      headers: json,
      body: stream,
      duplex: "half",
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    await expect(sent).rejects.toThrow();
    expect((await line.call("/v1/scans/half")).status).toBe(404);
    expect(line.failures).toEqual([]);
  });
});
