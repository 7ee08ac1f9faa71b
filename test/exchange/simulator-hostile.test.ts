import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { client, exchangeFields, formBody, type SimulatorUnderTest, startSimulator } from "./simulator-under-test.ts";

const form = "application/x-www-form-urlencoded";
const limit = 64 * 1024;

/** Time after which the server is taken to answer no more, in milliseconds. */
const waitMs = 20_000;

/** Sends bytes as they are and collects the answer until the server closes or the time is up. */
function rawExchange(under: SimulatorUnderTest, chunks: readonly (string | Buffer)[]): Promise<string> {
  const { port, hostname } = new URL(under.address.tokenUrl);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect({ port: Number(port), host: hostname });
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.setEncoding("latin1").on("data", (data: string) => {
      answer += data;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answer);
    });
    for (const chunk of chunks) socket.write(chunk);
  });
}

/** The simulator answers a good request as ever: nothing has crashed or stuck. */
async function expectAlive(under: SimulatorUnderTest): Promise<void> {
  under.preregister("SALIVE");
  expect((await under.post(JSON.stringify(exchangeFields("SALIVE")))).status).toBe(200);
}

const padded = (length: number) => {
  const empty = JSON.stringify(exchangeFields("S001", { padding: "" })).length;
  return JSON.stringify(exchangeFields("S001", { padding: "x".repeat(length - empty) }));
};

describe("hostile bodies", () => {
  it("are answered with 400, 413 or 415, and the next request as ever", async () => {
    const under = await startSimulator();
    const good = JSON.stringify(exchangeFields("S001"));
    const cases: readonly [string, string | Uint8Array, string, number, string][] = [
      ["bad JSON", "{", "application/json", 400, "body-not-json"],
      ["empty", "", "application/json", 400, "body-not-json"],
      ["an array", `[${good}]`, "application/json", 400, "body-not-object"],
      ["__proto__", `{"__proto__": ${good}}`, "application/json", 400, "parameter-missing"],
      ["__proto__ in a form", `__proto__[client_id]=${client.lwaClientId}`, form, 400, "parameter-missing"],
      ["a form key twice", `${formBody(exchangeFields("S001"))}&client_id=x`, form, 400, "form-key-twice"],
      ["NUL", formBody(exchangeFields("S001", { client_id: "a\0" })), form, 400, "control-character"],
      ["non-UTF-8", Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]), "application/json", 400, "body-not-utf8"],
      ["non-UTF-8 in a form", "client_id=%FF", form, 400, "form-escape"],
      ["a wrong content type", good, "text/plain", 415, "content-type"],
      ["another charset", good, "application/json; charset=utf-16", 415, "content-type"],
      ["one byte too many", padded(limit + 1), "application/json", 413, "body-too-large"],
      ["deep nesting", `{"scope_data":${"[".repeat(30_000)}`, "application/json", 400, "body-not-json"],
    ];
    for (const [name, body, contentType, status, reason] of cases) {
      const answer = await under.post(body, contentType);
      expect([name, answer.status, answer.headers.get("x-sim-reason")]).toEqual([name, status, reason]);
      expect(answer.body).toEqual({ error_description: expect.any(String), error: "invalid_request" });
    }
    await expectAlive(under);
    expect(under.simulator.journal().entries.filter(({ kind }) => kind === "token-request")).toHaveLength(
      cases.length + 1,
    );
  });

  it("may have exactly 64 KiB", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    expect((await under.post(padded(limit))).status).toBe(200);
  });

  it("are refused when compressed", async () => {
    const under = await startSimulator();
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    const answer = await fetch(under.address.tokenUrl, { method: "POST", headers, body: "{}" });
    expect([answer.status, answer.headers.get("x-sim-reason")]).toEqual([415, "content-encoding"]);
  });
});

describe("hostile connections", () => {
  const head = "POST /auth/o2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  it("without a length have an empty body", async () => {
    const under = await startSimulator();
    expect(await rawExchange(under, [`${head}Connection: close\r\n\r\n{}`])).toMatch(/^HTTP\/1\.1 400 /);
    await expectAlive(under);
  });

  it("of a page that calls this machine by its own name are refused", async () => {
    const under = await startSimulator();
    const foreign = head.replace("localhost", "evil.example:80");
    const answer = await rawExchange(under, [`${foreign}Connection: close\r\nContent-Length: 2\r\n\r\n{}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 421 [\s\S]*x-sim-reason: host/);
    await expectAlive(under);
  });

  it("may send in chunks", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const body = JSON.stringify(exchangeFields("S001"));
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const answer = await rawExchange(under, [`${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`, chunk]);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("that never end a body, or their headers, are cut", async () => {
    const under = await startSimulator({ timeouts: { headersTimeoutMs: 2_000, requestTimeoutMs: 3_000 } });
    const startMs = performance.now();
    const answers = await Promise.all([
      rawExchange(under, [`${head}Content-Length: 100\r\n\r\n{`]),
      rawExchange(under, ["POST /auth/o2/token HTTP/1.1\r\nHost: localhost\r\nX-Slow: "]),
      rawExchange(under, ["P"]),
    ]);
    // Cut by the server, not by this test.
    expect(performance.now() - startMs).toBeLessThan(waitMs);
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
    await expectAlive(under);
  });

  it("that leave within the body are written down and forgotten", async () => {
    const under = await startSimulator();
    const { port, hostname } = new URL(under.address.tokenUrl);
    await new Promise<void>((resolve) => {
      const socket = connect({ port: Number(port), host: hostname });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
      // The server says "continue" once it has read the head.
      socket.once("data", () => socket.resetAndDestroy());
      socket.write(`${head}Expect: 100-continue\r\nContent-Length: 100\r\n\r\n{`);
    });
    const reasons = () =>
      under.simulator
        .journal()
        .entries.filter(({ kind }) => kind === "token-request")
        .map((entry) => "reason" in entry && entry.reason);
    await expect.poll(reasons).toEqual(["body-incomplete"]);
    await expectAlive(under);
    expect(reasons()).toEqual(["body-incomplete", "exchanged"]);
  });

  it.each([
    ["garbage", "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"],
    ["a header of 32 KiB", `POST /auth/o2/token HTTP/1.1\r\nHost: localhost\r\nX-Big: ${"x".repeat(32_768)}\r\n\r\n`],
    ["two lengths", `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ["length and chunks", `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`],
  ])("with %s get a 4xx and are closed", async (_, bytes) => {
    const under = await startSimulator();
    expect(await rawExchange(under, [bytes])).toMatch(/^HTTP\/1\.1 4\d\d /);
    await expectAlive(under);
  });
});
