import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BoxproofError, defined } from "../../src/core/index.ts";
import { openSqliteDatabase } from "../../src/ledger/sqlite-database.ts";
import { createSqliteLedger } from "../../src/ledger/sqlite-ledger.ts";
import { startLineService } from "../../src/line/index.ts";
import { lineCatalog } from "./line-catalog.ts";
import {
  createFolder,
  type LineUnderTest,
  rawExchange,
  removeFolder,
  slowRequest,
  startLine,
} from "./line-under-test.ts";

let folder: string;
let line: LineUnderTest | undefined;
beforeEach(async () => {
  folder = await createFolder();
});
afterEach(async () => {
  await line?.stop();
  line = undefined;
  await removeFolder(folder);
});

async function start(change: Parameters<typeof startLine>[1] = {}): Promise<LineUnderTest> {
  line = await startLine(folder, change);
  return line;
}

const scanBody = (scanId: string) => JSON.stringify({ scanId, station: "line-1", text: "ON000001" });
const scanHeaders = (body: string) => ({ "content-type": "application/json", "content-length": body.length });

describe("starting", () => {
  const options = async () => {
    const { ledger } = await start();
    return { catalog: lineCatalog, ledger, imagesFolder: join(folder, "other.images"), port: 0 };
  };

  it.each(["0.0.0.0", "::", "192.0.2.1", "factory.example"])(
    "refuses %s unless told to expose itself",
    async (host) => {
      await expect(startLineService({ ...(await options()), host })).rejects.toMatchObject({
        code: "ERR_NOT_LOOPBACK",
      });
    },
  );

  it("listens for other machines when told to, under any name", async () => {
    const service = await startLineService({ ...(await options()), host: "0.0.0.0", expose: true });
    const { text } = await rawExchange(
      service.port,
      "GET /livez HTTP/1.1\r\nHost: line.factory\r\nConnection: close\r\n\r\n",
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    await service.stop();
  });

  it("refuses a port that is taken, an address that is not here, and a catalog without stations", async () => {
    const base = await options();
    const { port } = defined(line, "started");
    await expect(startLineService({ ...base, port })).rejects.toMatchObject({ code: "ERR_PORT_TAKEN" });
    const elsewhere = startLineService({ ...base, host: "192.0.2.1", expose: true });
    await expect(elsewhere).rejects.toMatchObject({ code: "ERR_USAGE" });
    const catalog = { ...lineCatalog, stations: [] };
    await expect(startLineService({ ...base, catalog })).rejects.toMatchObject({ code: "ERR_CATALOG" });
  });
});

describe("health", () => {
  it("says live and ready, and the disk's free bytes", async () => {
    const { call } = await start();
    expect(await call("/livez")).toMatchObject({ status: 200, body: { live: true } });
    expect(await call("/readyz")).toMatchObject({
      status: 200,
      body: { ready: true, catalogErrors: { count: 0, first: [] } },
    });
    expect((await call("/readyz")).body.diskFreeBytes).toBeGreaterThan(0);
    expect((await call("/livez", { method: "HEAD" })).status).toBe(200);
  });

  it("is live but not ready when the disk is nearly full", async () => {
    const { call } = await start({ limits: { diskFreeBytesMin: Number.MAX_SAFE_INTEGER } });
    expect((await call("/livez")).status).toBe(200);
    expect((await call("/readyz")).body).toMatchObject({ status: 503, code: "ERR_DISK" });
  });

  it("answers no scan, and is not ready, once the ledger's file was removed", async () => {
    const { call, failures, scan } = await start();
    expect((await scan(JSON.parse(scanBody("before")))).body.verdict).toBe("ok");
    await rm(join(folder, "line.db"));
    const answer = await scan({ scanId: "after", station: "line-1", text: "ON000002" });
    expect(answer.body).toMatchObject({ status: 503, code: "ERR_LEDGER" });
    expect(answer.body.verdict).toBeUndefined();
    expect((await call("/readyz")).body).toMatchObject({ status: 503, code: "ERR_LEDGER" });
    expect((await call("/v1/scans/after")).status).toBe(404);
    expect((await call("/livez")).status).toBe(200);
    expect(failures.map(({ code }) => code)).toEqual(["ERR_LEDGER", "ERR_LEDGER"]);
  });

  it("looks at the ledger once for many who ask at once", async () => {
    let probes = 0;
    const { call } = await start({
      wrap: (ledger) => ({
        ...ledger,
        probe: async () => {
          probes += 1;
          await new Promise((resolve) => setTimeout(resolve, 200));
          await ledger.probe();
        },
      }),
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => call("/readyz")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(probes).toBeLessThan(20);
  });
});

describe("a full disk", () => {
  it("gives ERR_DISK, no false answer and no readiness, and passes by itself", async () => {
    const file = join(folder, "line.db");
    const database = openSqliteDatabase(file, { at: "" });
    const { scan, call, failures } = await start({ ledger: createSqliteLedger(database, { file, now: Date.now }) });
    const scanNumber = (number: number) => {
      const digits = String(number).padStart(6, "0");
      return scan({
        scanId: `s${number}`,
        station: "line-1",
        symbols: [{ text: `ON${digits}` }, { text: "x".repeat(4_000) }],
      });
    };
    const pageCount = Number(database.pragma("page_count", { simple: true }));
    database.pragma(`max_page_count = ${pageCount + 8}`);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, number) => scanNumber(number)));
    const later: typeof answers = [];
    for (let number = 30; number < 40; number += 1) later.push(await scanNumber(number));

    const all = [...answers, ...later];
    expect(new Set(all.map(({ body }) => body.code ?? body.verdict))).toEqual(new Set(["ok", "ERR_DISK"]));
    expect(later.at(-1)?.body).toMatchObject({ status: 503, code: "ERR_DISK" });
    expect(later.at(-1)?.headers.get("retry-after")).toBe("1");
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(["ERR_DISK"]));
    for (const [number, answer] of all.entries()) {
      expect((await call(`/v1/scans/s${number}`)).status).toBe(answer.status === 200 ? 200 : 404);
    }

    database.pragma(`max_page_count = ${pageCount + 1_000}`);
    expect((await call("/readyz")).status).toBe(200);
    const again = await Promise.all(all.map((_, number) => scanNumber(number)));
    expect(new Set(again.map(({ body }) => body.verdict))).toEqual(new Set(["ok"]));
    for (const [number, answer] of all.entries())
      if (answer.status === 200) expect(again[number]?.text).toBe(answer.text);
  });
});

describe("too much at once", () => {
  it("is refused with 503 and when to come again", async () => {
    const { scan } = await start({
      wrap: (ledger) => ({
        ...ledger,
        recordScan: () => Promise.reject(new BoxproofError("ERR_OVERLOADED", "Too many wait.")),
      }),
    });
    const { body, headers } = await scan({ scanId: "s1", station: "line-1", symbols: [] });
    expect(body).toMatchObject({ status: 503, code: "ERR_OVERLOADED" });
    expect(headers.get("retry-after")).toBe("1");
  });

  it("does not show a defect's inside to the caller, only to the log", async () => {
    const { scan, failures } = await start({
      wrap: (ledger) => ({ ...ledger, recordScan: () => Promise.reject(new Error("inside")) }),
    });
    const { body, text } = await scan({ scanId: "s1", station: "line-1", symbols: [] });
    expect(body).toMatchObject({ status: 500, code: "ERR_INTERNAL" });
    expect(text).not.toContain("inside");
    expect(failures).toMatchObject([{ code: "ERR_INTERNAL", cause: { message: "inside" } }]);
  });

  it("in connections is hung up on, and those that are there go on", async () => {
    const { port, call } = await start({ limits: { connectionsMax: 4 } });
    const sockets = await Promise.all(Array.from({ length: 4 }, () => open(port)));
    expect((await rawExchange(port, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")).text).toBe("");
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        call("/livez").then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  });
});

describe("slow callers", () => {
  // Long enough for a busy machine to take in a whole request, and far below what the service runs with.
  const limits = { headersTimeoutMs: 3_000, requestTimeoutMs: 4_000, keepAliveTimeoutMs: 3_000, checkIntervalMs: 50 };
  /** Node closes them after a minute and more, were our limits not in force. */
  const boundMs = 40_000;

  it("lose their connections in bounded time, while others are answered", async () => {
    const { port, scan } = await start({ limits });
    const heads = Array.from({ length: 100 }, () =>
      rawExchange(port, "POST /v1/scans HTTP/1.1\r\nHost: localhost\r\nX-A: "),
    );
    const bodies = Array.from({ length: 100 }, () =>
      rawExchange(
        port,
        "POST /v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
      ),
    );
    for (let number = 0; number < 20; number += 1) {
      expect((await scan({ scanId: `s${number}`, station: "line-1", symbols: [] })).status).toBe(200);
    }
    for (const { text, ms } of await Promise.all([...heads, ...bodies])) {
      expect(ms).toBeLessThan(boundMs);
      expect(text).toMatch(/^HTTP\/1\.1 408 [\s\S]*ERR_REQUEST_TIMEOUT|^$/);
    }
  });

  it("that send nothing any more are hung up on", async () => {
    const { port } = await start({ limits });
    const { text, ms } = await rawExchange(port, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(ms).toBeLessThan(boundMs);
  });
});

describe("stopping", () => {
  /** A service whose commits wait until `release` is called; `entered` resolves when a scan waits for its commit. */
  async function startHeld() {
    const entered = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const running = await start({
      wrap: (ledger) => ({
        ...ledger,
        recordScan: async (scan) => {
          entered.resolve();
          await released.promise;
          return ledger.recordScan(scan);
        },
      }),
    });
    return { running, entered: entered.promise, release: released.resolve };
  }

  it("answers what is in flight, and frees the port", async () => {
    const { running, entered, release } = await startHeld();
    const waiting = slowRequest(running.port, "/v1/scans", scanHeaders(scanBody("waiting")));
    waiting.request.end(scanBody("waiting"));
    // The service says "continue" once it has the head, so this request is in flight too.
    const sending = slowRequest(running.port, "/v1/scans", {
      ...scanHeaders(scanBody("sending")),
      expect: "100-continue",
    });
    sending.request.flushHeaders();
    await Promise.all([entered, once(sending.request, "continue")]);
    const stopped = running.service.stop();
    await expect(open(running.port)).rejects.toThrow(/ECONNREFUSED/);
    sending.request.end(scanBody("sending"));
    release();
    const answers = await Promise.all([waiting.answer, sending.answer]);
    expect(answers.map(({ status, text }) => [status, JSON.parse(text).verdict])).toEqual([
      [200, "ok"],
      [200, "duplicate"],
    ]);
    await stopped;
    expect(await running.ledger.findScan("sending")).toBeDefined();
  });

  it.each(["POST /v1/scans", "GET /readyz"])(
    "refuses %s on a connection that still waits for an answer",
    async (later) => {
      const { running, entered, release } = await startHeld();
      const socket = await open(running.port);
      const answered = readAll(socket);
      const body = scanBody("early");
      const head = "POST /v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
      socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
      await entered;
      const stopped = running.service.stop();
      socket.write(`${later} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n`);
      await new Promise((resolve) => setTimeout(resolve, 500));
      release();
      expect(await answered).toMatch(
        /^HTTP\/1\.1 200 [\s\S]*"verdict":"ok"[\s\S]*HTTP\/1\.1 503 [\s\S]*ERR_SHUTTING_DOWN/,
      );
      await stopped;
    },
  );

  it("is not held up by connections that ask nothing", async () => {
    // With nothing else to close them, they would hold it up beyond this test's own limit.
    const running = await start({ limits: { stopTimeoutMs: 600_000, keepAliveTimeoutMs: 600_000 } });
    const silent = await open(running.port);
    await running.call("/livez");
    await Promise.all([running.service.stop(), readAll(silent)]);
  });

  it("ends in bounded time though a caller never does", async () => {
    const running = await start({ limits: { stopTimeoutMs: 200 } });
    const hanging = slowRequest(running.port, "/v1/scans", scanHeaders(scanBody("hanging")));
    hanging.request.write("{");
    await new Promise((resolve) => setTimeout(resolve, 100));
    // The caller would wait for ever.
    await Promise.all([running.service.stop(), expect(hanging.answer).rejects.toThrow()]);
  });
});

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => resolve(socket)).once("error", reject);
  });
}

function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("close", () => resolve(text));
    socket.on("error", () => resolve(text));
  });
}
