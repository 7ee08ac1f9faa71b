import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import {
  type ExchangeRequest,
  exchangeMany,
  exchangeToken,
  type Outcome,
  refreshToken,
  type Tokens,
} from "../../src/exchange/index.ts";
import { runProcess } from "../tools/run-process.ts";
import { manualClock } from "./manual-clock.ts";
import { type Answer, credentials, json, plantedTokens, startTokenServer, text, tokenBody } from "./token-server.ts";

const { clientSecret } = credentials;
const device = { deviceModel: "BREW_1", dsn: "A1" };

const marks = [
  clientSecret,
  "PLANTEDACCESS",
  "PLANTEDREFRESH",
  plantedTokens.access_token.slice(-16),
  "Atza|",
  "Atzr|",
];

/** Which planted values an output holds: as they are, escaped once or twice, in base64, or with NULs between. */
function leaks(output: string): readonly string[] {
  const text = output.replaceAll("\0", "").replaceAll("\\u0000", "").replaceAll("\\x00", "");
  const readings = [text, unescaped(text), unescaped(unescaped(text)), ...base64Runs(text)].join("\n");
  return marks.filter((mark) => readings.includes(mark));
}

/** Percent and backslash escapes undone wherever they stand. */
function unescaped(text: string): string {
  const bytes = text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
  );
  return bytes
    .replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(["\\/])/g, "$1");
}

function base64Runs(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []).flatMap((run) => {
    const decoded = [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), "base64").toString("utf8"));
    return [...decoded, ...decoded.map(unescaped)];
  });
}

/** Everything that a logger, a debugger or a report could make of a value. */
function everyPrint(value: unknown): string {
  const prints = [
    inspect(value, { depth: 20, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null }),
    JSON.stringify(value) ?? "",
    String(value),
  ];
  if (value instanceof Error) prints.push(value.stack ?? "", everyPrint(value.cause));
  return prints.join("\n");
}

/** Servers that do their best to get a secret or token into the client's outcome. */
const hostile: Readonly<Record<string, Answer>> = {
  "answers well": json(200, tokenBody, { "x-amzn-RequestId": plantedTokens.access_token }),
  "echoes the request in a 400": (response, { body }) => void response.writeHead(400).end(body),
  "echoes the request in a 503": (response, { body }) => void response.writeHead(503).end(body),
  "echoes the request in a 404": (response, { body }) => void response.writeHead(404).end(body),
  "echoes the request in base64": (response, { body }) =>
    void response.writeHead(400).end(Buffer.from(`xy${body}`).toString("base64")),
  "echoes the request with NULs": (response, { body }) => void response.writeHead(400).end([...body].join("\0")),
  "quotes the secret in an OAuth error": json(400, {
    error: clientSecret,
    error_description: `bad secret ${clientSecret}`,
  }),
  "quotes the secret in a 401": json(401, {
    error: "invalid_client",
    error_description: encodeURIComponent(clientSecret),
  }),
  "sends tokens in a 400": json(400, { error: "x", error_description: JSON.stringify(tokenBody) }),
  "sends tokens with a 201": json(201, tokenBody),
  "sends tokens of another look with a 201": json(201, { ...tokenBody, access_token: "PLANTEDACCESS-opaque" }),
  "sends tokens and then breaks off": (response) =>
    void response
      .writeHead(200, { "content-length": "9999" })
      .write(JSON.stringify(tokenBody), () => response.destroy()),
  "sends cut tokens": text(200, JSON.stringify(tokenBody).slice(0, -3)),
  "sends tokens of a wrong type": json(200, {
    ...tokenBody,
    access_token: [plantedTokens.access_token],
    expires_in: plantedTokens.refresh_token,
  }),
  "sends tokens as the token type": json(200, { ...tokenBody, token_type: plantedTokens.access_token }),
  "redirects to the secret": text(302, "", {
    location: `https://x.example/${encodeURIComponent(clientSecret)}?t=${encodeURIComponent(plantedTokens.access_token)}`,
  }),
  "names a content type of tokens": json(400, {}, { "content-type": plantedTokens.access_token }),
};

test("the search finds what is planted, and nothing else", () => {
  for (const value of [clientSecret, plantedTokens.access_token, plantedTokens.refresh_token]) {
    const prints = [
      everyPrint({ deep: { value } }),
      everyPrint(new Error("x", { cause: new Error(value) })),
      JSON.stringify(JSON.stringify({ value })),
      `a=${encodeURIComponent(value)}`,
      Buffer.from(`x${value}`).toString("base64"),
      [...value].join("\0"),
    ];
    for (const print of prints) expect([print, leaks(print).length]).not.toEqual([print, 0]);
  }
  expect(leaks(everyPrint({ dsn: "A1", tokenShape: { length: 434, fingerprint: "0123456789ab" } }))).toEqual([]);
});

test.each(Object.entries(hostile))(
  "the control arm: a client that kept what it got is caught when the server %s",
  async (_what, answer) => {
    await using server = await startTokenServer(answer);
    const body = JSON.stringify({ client_secret: clientSecret });
    const response = await fetch(server.endpoint, { method: "POST", body, redirect: "manual" });
    const kept = [...response.headers].map((header) => header.join(": "));
    try {
      for await (const chunk of response.body ?? []) kept.push(Buffer.from(chunk).toString("utf8"));
    } catch {
      // The server broke off; what came before is kept.
    }
    expect(leaks(kept.join("\n"))).not.toEqual([]);
  },
);

test.each(Object.entries(hostile))("no outcome holds a secret or token when the server %s", async (_what, answer) => {
  await using server = await startTokenServer(answer);
  const shared = { endpoint: server.endpoint, credentials, clock: manualClock() };
  const tokens: Tokens[] = [];
  const outcomes: unknown[] = [];
  for (const encoding of ["json", "form"] as const) {
    outcomes.push(
      await exchangeToken({ ...shared, ...device, encoding, onTokens: (given) => void tokens.push(given) }),
    );
  }
  outcomes.push(await exchangeMany({ ...shared, devices: [device, { ...device, dsn: "A2" }] }));
  outcomes.push(await refreshToken({ ...shared, ...device, refreshToken: plantedTokens.refresh_token }));
  expect(server.requests.length).toBeGreaterThan(3);
  expect(leaks(everyPrint(outcomes) + everyPrint(tokens))).toEqual([]);
});

test("errors of the network carry no request", async () => {
  const errors = [
    new TypeError(`fetch failed with ${clientSecret}`, {
      cause: Object.assign(new Error(plantedTokens.access_token), { code: "ECONNRESET" }),
    }),
    Object.assign(new Error("x"), { code: clientSecret }),
    new DOMException(clientSecret, "AbortError"),
  ];
  for (const error of errors) {
    const request: ExchangeRequest = {
      endpoint: "http://127.0.0.1:9/x",
      credentials,
      ...device,
      clock: manualClock(),
      fetch: () => Promise.reject(error),
    };
    const outcome: Outcome = await exchangeToken(request);
    expect(outcome.outcome).toBe("unavailable");
    expect(leaks(everyPrint(outcome))).toEqual([]);
  }
});

test("an endpoint that nothing may be sent to is refused without its password", async () => {
  const request = { endpoint: `https://u:${encodeURIComponent(clientSecret)}@host/x`, credentials, ...device };
  const error: unknown = await exchangeToken(request).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "ERR_ENDPOINT" });
  expect(leaks(everyPrint(error))).toEqual([]);
});

let folder: string;
let secretFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "secrets-"));
  secretFile = join(folder, "secret");
  await writeFile(secretFile, `${clientSecret}\n`, { mode: 0o600 });
  await chmod(secretFile, 0o600);
});
afterAll(() => rm(folder, { recursive: true }));

const commandLine = (endpoint: string, ...more: string[]) => [
  "exchange",
  ...["--endpoint", endpoint, "--demo", "--model", "BREWLINE_ONE", "--dsn", "BL12614A000457U"],
  // Long enough for a request to arrive on a busy machine; a server that says nothing costs as much.
  ...["--deadline", "3000", "--debug", ...more],
];

test.each(Object.entries(hostile))(
  "the command line shows no secret or token when the server %s",
  async (_what, answer) => {
    await using server = await startTokenServer(answer);
    let shown = "";
    const show = (text: string) => {
      shown += text;
    };
    const env = { BOXPROOF_LWA_SECRET_FILE_MAIN: secretFile };
    const io: Io = {
      out: show,
      err: show,
      stdin: Readable.from([]),
      env,
      cwd: folder,
      outIsTerminal: false,
      errIsTerminal: false,
      stop: AbortSignal.any([]),
    };
    await main(commandLine(server.endpoint), io);
    await main(commandLine(server.endpoint, "--json"), io);
    await main(commandLine(server.endpoint, "--encoding", "form"), io);
    expect(server.requests.length).toBeGreaterThanOrEqual(3);
    expect(shown.match(/BL12614A000457U/g)?.length).toBeGreaterThanOrEqual(3);
    expect(leaks(shown)).toEqual([]);
  },
);

test("the process itself shows no secret or token on its streams", async () => {
  await using server = await startTokenServer(json(200, tokenBody));
  const env = { ...process.env, BOXPROOF_LWA_SECRET_FILE_MAIN: secretFile };
  const args = ["src/cli/bin.ts", ...commandLine(server.endpoint, "--deadline", "60000")];
  const { status, out, err } = await runProcess(process.execPath, args, {
    cwd: process.cwd(),
    env,
    timeoutMs: 100_000,
  });
  expect([status, err]).toEqual([0, expect.stringContaining("demo catalog")]);
  expect(out).toContain("BL12614A000457U: exchanged");
  expect(leaks(out + err)).toEqual([]);
});
