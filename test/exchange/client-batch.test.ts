import { expect, test } from "vitest";
import { exchangeMany, exchangeToken, type Outcome } from "../../src/exchange/index.ts";
import { manualClock } from "./manual-clock.ts";
import { type Answer, credentials, json, plantedTokens, startTokenServer, text, tokenBody } from "./token-server.ts";

const devicesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ deviceModel: "M", dsn: `D${index}` }));
const namesOf = (outcomes: readonly Outcome[]) => outcomes.map(({ dsn, outcome }) => `${dsn} ${outcome}`);
const slowly =
  (answer: Answer): Answer =>
  (response, request) =>
    void setTimeout(() => answer(response, request), 30);

test("two calls for one device at the same time are one request, and both get the tokens", async () => {
  await using server = await startTokenServer(slowly(json(200, tokenBody)));
  const revealed: string[] = [];
  const call = () =>
    exchangeToken({
      endpoint: server.endpoint,
      credentials,
      deviceModel: "M",
      dsn: "D",
      onTokens: (tokens) => void revealed.push(tokens.accessToken.reveal()),
    });
  const outcomes = await Promise.all([call(), call(), call()]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["exchanged", "exchanged", "exchanged"]);
  expect(server.requests).toHaveLength(1);
  expect(revealed).toEqual(Array(3).fill(plantedTokens.access_token));
  await call();
  expect(server.requests).toHaveLength(2);
});

test("other devices, models, clients and secrets do not share a request", async () => {
  await using server = await startTokenServer(slowly(json(200, tokenBody)));
  const base = { endpoint: server.endpoint, credentials, deviceModel: "M", dsn: "D" };
  await Promise.all([
    exchangeToken(base),
    exchangeToken({ ...base, dsn: "d" }),
    exchangeToken({ ...base, deviceModel: "m" }),
    exchangeToken({ ...base, credentials: { ...credentials, clientId: "other" } }),
    exchangeToken({ ...base, credentials: { ...credentials, clientSecret: "wrong" } }),
  ]);
  expect(server.requests).toHaveLength(5);
});

test("a batch keeps the order, asks twice-named devices once, and holds its concurrency", async () => {
  await using server = await startTokenServer(slowly(json(200, tokenBody)));
  const devices = [...devicesOf(12), { deviceModel: "M", dsn: "D3" }];
  const told: string[] = [];
  const outcomes = await exchangeMany({
    endpoint: server.endpoint,
    credentials,
    devices,
    concurrency: 3,
    onOutcome: (outcome) => void told.push(outcome.dsn),
  });
  expect(outcomes.map(({ dsn }) => dsn)).toEqual(devices.map(({ dsn }) => dsn));
  expect(told).toEqual(devices.map(({ dsn }) => dsn));
  expect(server.requests).toHaveLength(12);
  expect(server.openMax).toBe(3);
});

test("outcomes are told in order although they come in another", async () => {
  const waitMs = (body: string) => (body.includes('"D1"') ? 120 : 5);
  await using server = await startTokenServer((response, request) => {
    setTimeout(() => json(200, tokenBody)(response, request), waitMs(request.body));
  });
  const told: string[] = [];
  await exchangeMany({
    endpoint: server.endpoint,
    credentials,
    devices: devicesOf(5),
    onOutcome: ({ dsn }) => void told.push(dsn),
  });
  expect(told).toEqual(["D0", "D1", "D2", "D3", "D4"]);
});

test("a wrong secret is shown to the endpoint once, then the batch stops", async () => {
  await using server = await startTokenServer(slowly(json(401, { error: "invalid_client" })));
  const outcomes = await exchangeMany({
    endpoint: server.endpoint,
    credentials,
    devices: devicesOf(50),
    concurrency: 4,
  });
  expect(server.requests).toHaveLength(1);
  expect(outcomes[0]).toMatchObject({ outcome: "client_auth" });
  for (const outcome of outcomes.slice(1))
    expect(outcome).toMatchObject({ outcome: "refused_locally", reason: "batch-stopped" });
  expect(outcomes[49]?.message).toContain("D0 came to client_auth");
});

test("a 401 amid a batch stops what was not sent yet", async () => {
  const answers = [json(200, tokenBody), json(200, tokenBody), json(401, {}), json(200, tokenBody)];
  await using server = await startTokenServer(...answers.map(slowly));
  const outcomes = await exchangeMany({
    endpoint: server.endpoint,
    credentials,
    devices: devicesOf(50),
    concurrency: 2,
  });
  expect(server.requests.length).toBeLessThanOrEqual(5);
  expect(outcomes.filter(({ outcome }) => outcome === "client_auth")).toHaveLength(1);
  expect(outcomes.filter(({ outcome }) => outcome === "refused_locally").length).toBe(50 - server.requests.length);
});

test("a refused kind of request stops the batch too, a refused device does not", async () => {
  await using wrongKind = await startTokenServer(json(400, { error: "unsupported_grant_type" }));
  await exchangeMany({ endpoint: wrongKind.endpoint, credentials, devices: devicesOf(9) });
  expect(wrongKind.requests).toHaveLength(1);
  await using wrongDevice = await startTokenServer(json(400, { error: "invalid_grant" }));
  await exchangeMany({ endpoint: wrongDevice.endpoint, credentials, devices: devicesOf(9) });
  expect(wrongDevice.requests).toHaveLength(9);
});

test("an outage of one device leaves the others alone", async () => {
  await using server = await startTokenServer((response, request) => {
    const answer = request.body.includes('"D1"') ? text(503, "") : json(200, tokenBody);
    answer(response, request);
  });
  const outcomes = await exchangeMany({
    endpoint: server.endpoint,
    credentials,
    devices: devicesOf(3),
    clock: manualClock(),
  });
  expect(namesOf(outcomes)).toEqual(["D0 exchanged", "D1 unavailable", "D2 exchanged"]);
});

test("a serial that is refused locally does not stand in for the first answer", async () => {
  await using server = await startTokenServer(json(401, {}));
  const devices = [{ deviceModel: "M", dsn: "not a serial" }, ...devicesOf(9)];
  const outcomes = await exchangeMany({ endpoint: server.endpoint, credentials, devices });
  expect(server.requests).toHaveLength(1);
  expect(namesOf(outcomes).slice(0, 3)).toEqual([
    "not a serial refused_locally",
    "D0 client_auth",
    "D1 refused_locally",
  ]);
});

test("a store for tokens that fails ends the batch with its own error", async () => {
  await using server = await startTokenServer(slowly(json(200, tokenBody)));
  const failing = exchangeMany({
    endpoint: server.endpoint,
    credentials,
    devices: devicesOf(40),
    onTokens: ({ dsn }) => (dsn === "D2" ? Promise.reject(new Error("vault is full")) : undefined),
  });
  await expect(failing).rejects.toThrow("vault is full");
  expect(server.requests.length).toBeLessThan(12);
});

test("an empty batch is an empty list", async () => {
  expect(await exchangeMany({ endpoint: "http://127.0.0.1:9/x", credentials, devices: [] })).toEqual([]);
});
