import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import { credentials, json, startTokenServer, text, tokenBody } from "../exchange/token-server.ts";

let folder: string;
let secretFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exchange-"));
  secretFile = join(folder, "secret");
  await writeFile(secretFile, `${credentials.clientSecret}\n`);
  await chmod(secretFile, 0o600);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], env: Io["env"] = { BOXPROOF_LWA_SECRET_FILE_MAIN: secretFile }) {
  let out = "";
  let err = "";
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: Readable.from([]),
    env,
    cwd: folder,
    outIsTerminal: false,
    errIsTerminal: false,
    stop: new AbortController().signal,
  };
  const status = await main(["exchange", ...args], io);
  return { status, out, err };
}

const one = "BL12614A000457U";
const two = "BL12401A0000011";
const call = (endpoint: string, ...more: string[]) => [
  "--endpoint",
  endpoint,
  "--demo",
  "--model",
  "BREWLINE_ONE",
  ...more,
];

test("exchanged serials end with status 0 and say what the tokens look like", async () => {
  await using server = await startTokenServer(json(200, tokenBody, { "x-amzn-RequestId": "8f14e45f" }));
  const { status, out, err } = await run(call(server.endpoint, "--dsn", one));
  expect(status).toBe(0);
  expect(out).toContain(`${one}: exchanged\n`);
  expect(out).toMatch(/Means: .*skip the product selection/);
  expect(out).toMatch(/Seen: status 200, request id 8f14e45f, 1 attempt in \d+ ms/);
  expect(out).toMatch(/Tokens: access of \d+ bytes, valid for 3600 s; refresh of \d+ bytes/);
  expect(err).toContain("demo catalog");
  expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({
    client_id: "amzn1.application-oa2-client.0000000000000000000000000000demo",
    client_secret: credentials.clientSecret,
  });
});

test("with --json there is one line per serial, in their order", async () => {
  await using server = await startTokenServer(
    json(200, tokenBody),
    json(400, { error: "invalid_grant", error_description: "x" }),
  );
  const { status, out } = await run(call(server.endpoint, "--dsn", one, two, "--json"));
  expect(status).toBe(1);
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { dsn: one, deviceModel: "BREWLINE_ONE", outcome: "exchanged", encoding: "json", evidence: { status: 200 } },
    { dsn: two, outcome: "rejected_400_unclassified", reason: "no-calibration", evidence: { error: "invalid_grant" } },
  ]);
});

test("--encoding form sends a form", async () => {
  await using server = await startTokenServer(json(200, tokenBody));
  expect((await run(call(server.endpoint, "--dsn", one, "--encoding", "form"))).status).toBe(0);
  expect(server.requests[0]?.contentType).toBe("application/x-www-form-urlencoded");
});

test("a wrong secret is told from a serial that is not pre-registered, and stops the rest", async () => {
  await using server = await startTokenServer(json(401, { error: "invalid_client" }));
  const { status, out } = await run(call(server.endpoint, "--dsn", one, two));
  expect(status).toBe(1);
  expect(server.requests).toHaveLength(1);
  expect(out).toContain(`${one}: client_auth`);
  expect(out).toContain('takes this for "not pre-registered"');
  expect(out).toContain(`${two}: refused_locally`);
  expect(out).toContain("1 client_auth, 1 refused_locally\n");
});

test("only trouble at the endpoint is status 3, trouble beside a refusal is 1", async () => {
  const limits = ["--deadline", "400"];
  await using down = await startTokenServer(text(503, ""));
  expect((await run(call(down.endpoint, "--dsn", one, ...limits))).status).toBe(3);
  await using busy = await startTokenServer(text(429, "", { "retry-after": "9" }));
  expect((await run(call(busy.endpoint, "--dsn", one, ...limits))).status).toBe(3);
  await using partly = await startTokenServer(json(200, tokenBody), text(503, ""));
  expect((await run(call(partly.endpoint, "--dsn", one, two, ...limits))).status).toBe(3);
  await using mixed = await startTokenServer(json(400, {}), text(503, ""));
  expect((await run(call(mixed.endpoint, "--dsn", one, two, ...limits))).status).toBe(1);
});

test("a serial that the pattern refuses is not sent and ends with status 1", async () => {
  await using server = await startTokenServer(json(200, tokenBody));
  const { status, out } = await run(call(server.endpoint, "--dsn", "BL12614D000457U"));
  expect(status).toBe(1);
  expect(out).toContain("refused_locally");
  expect(out).toContain("character 8");
  expect(server.requests).toEqual([]);
});

test("an endpoint without a path means the documented path", async () => {
  await using server = await startTokenServer(json(200, tokenBody));
  expect((await run(call(new URL(server.endpoint).origin, "--dsn", one))).status).toBe(0);
  expect(server.requests[0]?.path).toBe("/auth/o2/token");
});

test.each([
  ["no endpoint", ["--demo", "--model", "BREWLINE_ONE", "--dsn", one], "ERR_USAGE", "--endpoint"],
  ["no model", ["--endpoint", "http://127.0.0.1:9/x", "--demo", "--dsn", one], "ERR_USAGE", "--model"],
  ["no serial", ["--endpoint", "http://127.0.0.1:9/x", "--demo", "--model", "BREWLINE_ONE"], "ERR_USAGE", "--dsn"],
  [
    "a model that the catalog lacks",
    ["--endpoint", "http://127.0.0.1:9/x", "--demo", "--model", "BREWLINE_TWO", "--dsn", one],
    "ERR_MODEL_UNKNOWN",
    "BREWLINE_ONE",
  ],
  [
    "a live endpoint without leave",
    call("https://api.amazon.com/auth/o2/token", "--dsn", one),
    "ERR_LIVE_GUARD",
    "--live",
  ],
  [
    "a live endpoint without a list",
    call("https://api.amazon.com/auth/o2/token", "--live", "--dsn", one),
    "ERR_LIVE_GUARD",
    "--test-purchases",
  ],
  [
    "plain http to another machine",
    call("http://api.amazon.com/auth/o2/token", "--live", "--dsn", one),
    "ERR_ENDPOINT",
    "plain http",
  ],
  ["a query in the endpoint", call("http://127.0.0.1:9/x?client_secret=1", "--dsn", one), "ERR_ENDPOINT", "query"],
  [
    "no catalog",
    ["--endpoint", "http://127.0.0.1:9/x", "--model", "BREWLINE_ONE", "--dsn", one],
    "ERR_CATALOG_MISSING",
    "catalog.yaml",
  ],
  ["an encoding that is none", call("http://127.0.0.1:9/x", "--dsn", one, "--encoding", "xml"), "ERR_USAGE", "json"],
  ["a deadline that is none", call("http://127.0.0.1:9/x", "--dsn", one, "--deadline", "0"), "ERR_USAGE", "600000"],
])("%s is status 2", async (_what, args, code, part) => {
  const { status, out, err } = await run(args);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(`error ${code}: `);
  expect(err).toContain(part);
});

test("nothing is sent while Node would give the secret to a proxy", async () => {
  await using server = await startTokenServer(json(200, tokenBody));
  const env = { BOXPROOF_LWA_SECRET_FILE_MAIN: secretFile, NODE_USE_ENV_PROXY: "1", HTTP_PROXY: "http://127.0.0.1:9" };
  const { status, err } = await run(call(server.endpoint, "--dsn", one), env);
  expect(status).toBe(2);
  expect(err).toContain("error ERR_LIVE_GUARD: NODE_USE_ENV_PROXY");
  expect(server.requests).toEqual([]);
});

test("--released says that it is not built yet, whatever else is given", async () => {
  const { status, err } = await run(["--released"]);
  expect(status).toBe(2);
  expect(err).toContain("error ERR_COMMAND_ABSENT: boxproof exchange --released is planned but not built yet.");
});

test("a serial that is not on the list of test purchases is not sent", async () => {
  const file = join(folder, "bought.csv");
  await writeFile(file, `model,dsn\nBREWLINE_ONE,${one}\n`);
  await using server = await startTokenServer(json(200, tokenBody));
  const { status, out } = await run(
    call(server.endpoint, "--dsn", one, two, "--live", "--test-purchases", "bought.csv", "--json"),
  );
  expect(status).toBe(1);
  expect(
    out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ outcome: "exchanged" }, { reason: "not-a-test-purchase" }]);
  expect(server.requests).toHaveLength(1);
});

test("without a secret, or with one that others may read, nothing is sent", async () => {
  await using server = await startTokenServer(json(200, tokenBody));
  const args = call(server.endpoint, "--dsn", one);
  const missing = await run(args, {});
  expect([missing.status, missing.err]).toEqual([2, expect.stringContaining("BOXPROOF_LWA_SECRET_FILE_MAIN")]);
  const open = join(folder, "open");
  await writeFile(open, credentials.clientSecret);
  await chmod(open, 0o644);
  const readable = await run(args, { BOXPROOF_LWA_SECRET_FILE_MAIN: open });
  expect([readable.status, readable.err]).toEqual([2, expect.stringContaining(`chmod 600 ${open}`)]);
  expect(server.requests).toEqual([]);
});

test("the secret is no option", async () => {
  const { status, err } = await run([...call("http://127.0.0.1:9/x", "--dsn", one), "--client-secret", "x"]);
  expect(status).toBe(2);
  expect(err).toContain("unknown option '--client-secret'");
});
