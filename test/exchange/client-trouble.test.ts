import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { expect, test } from "vitest";
import { type ExchangeRequest, exchangeToken } from "../../src/exchange/index.ts";
import { manualClock } from "./manual-clock.ts";
import { createSigningCertificate } from "./signing-certificate.ts";
import { type Answer, credentials, json, listen, startTokenServer, text, tokenBody } from "./token-server.ts";

const device = { deviceModel: "BREW_1", dsn: "A1" };
const ask = (endpoint: string, more: Partial<ExchangeRequest> = {}) =>
  exchangeToken({ endpoint, credentials, ...device, random: { fraction: () => 0.5 }, ...more });

/** A server below HTTP: the test writes bytes. */
async function startTcp(onRequest: (socket: Socket, nth: number) => void) {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => onRequest(socket, ++count));
  });
  const port = await listen(server);
  return {
    endpoint: `http://127.0.0.1:${port}/auth/o2/token`,
    get count() {
      return count;
    },
    [Symbol.asyncDispose]: () => stop(server, sockets),
  };
}

async function stop(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}

test("429 and 5xx are asked again with a jittered wait, up to the limit", async () => {
  for (const [status, outcome] of [
    [429, "throttled"],
    [500, "unavailable"],
    [502, "unavailable"],
    [503, "unavailable"],
  ] as const) {
    await using server = await startTokenServer(text(status, "<html>later</html>", { "content-type": "text/html" }));
    const clock = manualClock();
    const result = await ask(server.endpoint, { clock, attemptsMax: 4 });
    expect(result).toMatchObject({ outcome, evidence: { attempts: 4, status } });
    expect(server.requests).toHaveLength(4);
    expect(clock.waitsMs).toEqual([100, 200, 400]);
    expect(result.evidence.history).toEqual([
      { status, waitedMs: 100 },
      { status, waitedMs: 200 },
      { status, waitedMs: 400 },
      { status },
    ]);
  }
});

test("a wait is between nothing and a ceiling that doubles", async () => {
  await using server = await startTokenServer(text(503, ""));
  const waits = async (fraction: number) => {
    const clock = manualClock();
    await ask(server.endpoint, { clock, attemptsMax: 5, deadlineMs: 600_000, random: { fraction: () => fraction } });
    return clock.waitsMs;
  };
  expect(await waits(0)).toEqual([0, 0, 0, 0]);
  expect(await waits(0.999)).toEqual([200, 400, 799, 1598]);
});

test("an answer that comes after trouble counts, and the trouble stays in the evidence", async () => {
  await using server = await startTokenServer(text(503, ""), text(429, ""), json(200, tokenBody));
  expect(await ask(server.endpoint, { clock: manualClock() })).toMatchObject({
    outcome: "exchanged",
    evidence: { attempts: 3, status: 200, history: [{ status: 503 }, { status: 429 }, { status: 200 }] },
  });
});

test("no 400 and no 401 is asked twice", async () => {
  for (const status of [400, 401]) {
    await using server = await startTokenServer(text(status, ""));
    await ask(server.endpoint, { clock: manualClock() });
    expect(server.requests).toHaveLength(1);
  }
});

test.each([
  ["seconds", { "retry-after": "3" }],
  [
    "an HTTP-date against the answer's own date",
    { "retry-after": "Mon, 05 Jan 2026 15:00:03 GMT", date: "Mon, 05 Jan 2026 15:00:00 GMT" },
  ],
] as const)("Retry-After in %s is waited for, with jitter on top", async (_what, headers) => {
  await using server = await startTokenServer(text(429, "", headers), json(200, tokenBody));
  const clock = manualClock();
  expect(await ask(server.endpoint, { clock })).toMatchObject({ outcome: "exchanged" });
  expect(clock.waitsMs).toEqual([3_100]);
});

test("a Retry-After beyond the deadline ends it at once and is told", async () => {
  await using server = await startTokenServer(text(429, "", { "retry-after": "60" }));
  const clock = manualClock();
  const outcome = await ask(server.endpoint, { clock, deadlineMs: 10_000 });
  expect(outcome).toMatchObject({ outcome: "throttled", retryAfterMs: 60_000, evidence: { attempts: 1 } });
  expect(outcome.message).toContain("60 s");
  expect(clock.waitsMs).toEqual([]);
});

test("a page over 64 KiB with a 503 is an outage, not a violation", async () => {
  await using server = await startTokenServer(text(503, "x".repeat(70_000)));
  expect(await ask(server.endpoint, { clock: manualClock() })).toMatchObject({
    outcome: "unavailable",
    reason: "status-5xx",
  });
});

test("nobody listening is a refused connection", async () => {
  const server = createTcpServer();
  const port = await listen(server);
  await stop(server, new Set());
  const outcome = await ask(`http://127.0.0.1:${port}/x`, { clock: manualClock() });
  expect(outcome).toMatchObject({ outcome: "unavailable", reason: "connection-refused", evidence: { attempts: 3 } });
  expect(outcome.evidence.history[0]).toMatchObject({ failure: "connection-refused", failureCode: "ECONNREFUSED" });
});

test.each([
  ["before any byte", ""],
  ["in the headers", "HTTP/1.1 200 OK\r\ncontent-le"],
  ["in the body", 'HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{"access'],
  ["in a chunk", 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{"acc'],
])("a connection reset %s is lost, and asked again", async (_what, bytes) => {
  await using server = await startTcp((socket) => {
    socket.write(bytes);
    setTimeout(() => socket.resetAndDestroy(), 20);
  });
  const outcome = await ask(server.endpoint, { clock: manualClock() });
  expect(outcome).toMatchObject({ outcome: "unavailable", reason: "connection-lost", evidence: { attempts: 3 } });
  expect(server.count).toBe(3);
});

test("a refusal after a lost answer says that the exchange may have happened", async () => {
  const lost: Answer = (response) => void response.socket?.destroy();
  await using server = await startTokenServer(lost, json(400, { error: "invalid_grant" }));
  const outcome = await ask(server.endpoint, { clock: manualClock() });
  expect(outcome.outcome).toBe("rejected_400_unclassified");
  expect(outcome.message).toContain("may have happened");
});

test("what speaks no HTTP is named so, and not asked again", async () => {
  await using server = await startTcp((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  expect(await ask(server.endpoint)).toMatchObject({
    outcome: "unavailable",
    reason: "not-http",
    evidence: { attempts: 1 },
  });
});

test.each([
  ["nobody vouches for", 86_400_000],
  ["has expired", -3_600_000],
])("a certificate that %s is a TLS failure, and not asked again", async (_what, leftMs) => {
  const { pem, privateKey } = createSigningCertificate({
    from: new Date(Date.now() - 86_400_000),
    to: new Date(Date.now() + leftMs),
  });
  let requests = 0;
  const server = createTlsServer(
    { cert: pem, key: privateKey.export({ type: "pkcs8", format: "pem" }) },
    (_request, response) => {
      requests += 1;
      response.end();
    },
  );
  server.on("tlsClientError", () => undefined);
  const port = await listen(server);
  try {
    expect(await ask(`https://127.0.0.1:${port}/x`)).toMatchObject({
      outcome: "unavailable",
      reason: "tls",
      evidence: { attempts: 1 },
    });
    expect(requests).toBe(0);
  } finally {
    await stop(server, new Set());
  }
});

test.each([
  ["ENOTFOUND", "name-not-found"],
  ["EAI_AGAIN", "name-not-found"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
  ["CERT_HAS_EXPIRED", "tls"],
  ["SOMETHING_NEW", "network"],
  ["a whole sentence with the body in it", "network"],
])("the system's %s is called %s", async (code, reason) => {
  const fetch = () => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) }));
  const outcome = await ask("http://127.0.0.1:9/x", { fetch, clock: manualClock() });
  expect(outcome).toMatchObject({ outcome: "unavailable", reason });
  expect(JSON.stringify(outcome)).not.toContain("sentence");
});

const neverEnding: Readonly<Record<string, Answer>> = {
  "says nothing": () => undefined,
  "stalls after the headers": (response) => void response.writeHead(200, { "content-length": "900" }).flushHeaders(),
  "stalls in the body": (response) =>
    void response.writeHead(200, { "content-length": "900" }).write('{"access_token":'),
  drips: (response) => {
    response.writeHead(200, { "content-length": "900" });
    const drip = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(drip));
  },
};

test.each(Object.entries(neverEnding))("the deadline covers a server that %s", async (_what, answer) => {
  await using server = await startTokenServer(answer);
  const startMs = performance.now();
  const outcome = await ask(server.endpoint, { deadlineMs: 250 });
  expect(outcome).toMatchObject({ outcome: "unavailable", reason: "deadline", evidence: { attempts: 1 } });
  // Not before its time; without a deadline it would never end.
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(245);
});

test("the deadline covers all attempts together", async () => {
  // Each attempt gets its answer well within the deadline; all five together would take 2 s and more.
  await using server = await startTokenServer((response) => void setTimeout(() => response.writeHead(503).end(), 400));
  const outcome = await ask(server.endpoint, { deadlineMs: 1_000, attemptsMax: 5 });
  expect(outcome.outcome).toBe("unavailable");
  expect(outcome.evidence.attempts).toBeLessThan(5);
});

test("a fetch that ignores its signal cannot hold the deadline up", async () => {
  const outcome = await ask("http://127.0.0.1:9/x", { fetch: () => new Promise(() => undefined), deadlineMs: 50 });
  expect(outcome).toMatchObject({ outcome: "unavailable", reason: "deadline" });
});
