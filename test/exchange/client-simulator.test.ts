import { createServer } from "node:http";
import express from "express";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type BodyEncoding,
  type Calibration,
  calibrate,
  createMemorySnsStore,
  createSnsHandler,
  createSnsReceiver,
  createSnsVerifier,
  type ExchangeRequest,
  exchangeToken,
  refreshToken,
  type SnsEvent,
  type Tokens,
} from "../../src/exchange/index.ts";
import { createSimulator, type Simulator } from "../../src/simulator/index.ts";
import { manualClock } from "./manual-clock.ts";
import { listen } from "./token-server.ts";

const ours = { clientId: "amzn1.application-oa2-client.ours", clientSecret: "our+secret" };
const theirs = "amzn1.application-oa2-client.theirs";
const device = { deviceModel: "BREW_1", dsn: "B+1_0-7" };
const encodings = ["json", "form"] as const;

let simulator: Simulator;
let endpoint: string;

beforeAll(async () => {
  simulator = createSimulator({
    models: [
      { deviceModel: "BREW_1", pattern: "^B\\+1_0-[0-9]$", asins: ["B0TEST0001"], lwaClientId: ours.clientId },
      { deviceModel: "OTHERS", pattern: "^O[0-9]$", asins: ["B0TEST0002"], lwaClientId: theirs },
    ],
    clients: [
      { lwaClientId: ours.clientId, secret: ours.clientSecret },
      { lwaClientId: theirs, secret: "their secret" },
    ],
    delivery: { attempts: 1, retryDelayMs: 1, timeoutMs: 30_000 },
  });
  endpoint = (await simulator.start()).tokenUrl;
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const ask = (encoding: BodyEncoding, more: Partial<ExchangeRequest> = {}) =>
  exchangeToken({ endpoint, credentials: ours, ...device, encoding, clock: manualClock(), ...more });

function sell(optedIn = true): void {
  simulator.checkout({ ...device, optedIn });
  simulator.scan({ ...device, asin: "B0TEST0001" });
}

test.each(encodings)("a device that was bought and scanned is exchanged, exactly once (%s)", async (encoding) => {
  sell();
  let tokens: Tokens | undefined;
  const outcome = await ask(encoding, {
    onTokens: (given) => {
      tokens = given;
    },
  });
  expect(outcome).toMatchObject({
    outcome: "exchanged",
    tokenShape: {
      tokenType: "bearer",
      expiresInSeconds: 3600,
      accessToken: { hasPrefix: true },
      refreshToken: { hasPrefix: true },
    },
    evidence: { attempts: 1, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  });
  expect(outcome.outcome === "exchanged" && outcome.tokenShape.accessToken.length).toBeGreaterThanOrEqual(350);
  expect(tokens?.accessToken.reveal()).toMatch(/^Atza\|/);
  expect(simulator.checkExchanges({ ...device, exactly: 1 })).toMatchObject({ ok: true });
});

test.each(encodings)(
  "a device is not exchangeable before purchase, before the scan, or when the customer skipped (%s)",
  async (encoding) => {
    const unclassified = {
      outcome: "rejected_400_unclassified",
      reason: "no-calibration",
      evidence: { attempts: 1, status: 400 },
    };
    expect(await ask(encoding)).toMatchObject(unclassified);
    simulator.checkout({ ...device, optedIn: true });
    expect(await ask(encoding)).toMatchObject(unclassified);
    simulator.reset();
    sell(false);
    expect(await ask(encoding)).toMatchObject(unclassified);
  },
);

test.each(encodings)(
  "the simulator words its 400s alike, so a calibration says that they cannot be told apart (%s)",
  async (encoding) => {
    const learnt = await calibrate({ endpoint, credentials: ours, encoding, probes });
    expect(learnt.findings.map(({ id }) => id)).toEqual(Array(3).fill("calibration-ambiguous"));
    expect(await ask(encoding, { calibration: learnt.calibration })).toMatchObject({
      outcome: "rejected_400_unclassified",
      reason: "fingerprint-ambiguous",
      possible: ["not_preregistered", "model_not_onboarded", "foreign_credentials"],
    });
  },
);

const probes = [
  { expected: "not_preregistered", deviceModel: "BREW_1", dsn: "B+1_0-9" },
  { expected: "model_not_onboarded", deviceModel: "NOBODYS", dsn: "B+1_0-9" },
  { expected: "foreign_credentials", deviceModel: "OTHERS", dsn: "O9" },
] as const;

/** Lets the simulator answer the next request in words of its own for that refusal. */
function word(refusal: (typeof probes)[number]["expected"], deviceModel: string): void {
  const body = { error_description: `${refusal} for ${deviceModel}`, error: "invalid_request" };
  simulator.enqueueResponse({
    kind: "answer",
    status: 400,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

test.each(encodings)("an endpoint with three wordings is told apart after a calibration (%s)", async (encoding) => {
  for (const { expected, deviceModel } of probes) word(expected, deviceModel);
  const learnt: Calibration = (await calibrate({ endpoint, credentials: ours, encoding, probes })).calibration;
  for (const { expected } of probes) {
    word(expected, device.deviceModel);
    expect(await ask(encoding, { calibration: learnt })).toMatchObject({
      outcome: expected,
      reason: "fingerprint",
      ...device,
    });
  }
});

test.each(encodings)(
  "a wrong secret and an unknown client are about the client, also for an exchangeable device (%s)",
  async (encoding) => {
    sell();
    for (const credentials of [
      { ...ours, clientSecret: "wrong" },
      { ...ours, clientId: "amzn1.application-oa2-client.nobody" },
    ]) {
      expect(await ask(encoding, { credentials })).toMatchObject({
        outcome: "client_auth",
        reason: "status-401",
        evidence: { attempts: 1 },
      });
    }
  },
);

test.each(encodings)(
  "trouble at the endpoint is throttled, unavailable or a violation, and heals (%s)",
  async (encoding) => {
    sell();
    const scripted = async (count: number, script: Parameters<Simulator["enqueueResponse"]>[0]) => {
      for (let time = 0; time < count; time += 1) simulator.enqueueResponse(script);
      return ask(encoding);
    };
    const { body } = { body: "<html>Service Unavailable</html>" };
    expect(await scripted(3, { kind: "answer", status: 429 })).toMatchObject({ outcome: "throttled" });
    expect(await scripted(3, { kind: "answer", status: 503, body })).toMatchObject({
      outcome: "unavailable",
      reason: "status-5xx",
    });
    expect(await scripted(3, { kind: "reset" })).toMatchObject({ outcome: "unavailable", reason: "connection-lost" });
    expect(await scripted(3, { kind: "truncate", body: '{"access_token":"Atza|x","more":"yyyyyyyyy"}' })).toMatchObject(
      { outcome: "unavailable", reason: "connection-lost" },
    );
    expect(await scripted(1, { kind: "answer", body })).toMatchObject({
      outcome: "protocol_violation",
      reason: "not-json",
    });
    expect(
      await scripted(1, { kind: "answer", status: 302, headers: { location: "https://evil.example/" } }),
    ).toMatchObject({ outcome: "protocol_violation", reason: "redirect" });
    expect(await scripted(2, { kind: "answer", status: 503, body })).toMatchObject({
      outcome: "exchanged",
      evidence: { attempts: 3 },
    });
  },
);

test.each(encodings)("a serial that cannot be one never reaches the endpoint (%s)", async (encoding) => {
  expect(await ask(encoding, { dsn: "B+1 0-7" })).toMatchObject({ outcome: "refused_locally", reason: "dsn" });
  expect(simulator.journal().entries).toEqual([]);
});

test("a refresh works until the device is deregistered", async () => {
  sell();
  let old = "";
  await ask("json", {
    onTokens: (tokens) => {
      old = tokens.refreshToken.reveal();
    },
  });
  const refresh = () => refreshToken({ endpoint, credentials: ours, ...device, refreshToken: old });
  expect(await refresh()).toMatchObject({ outcome: "refreshed", tokenShape: { accessToken: { hasPrefix: true } } });
  await simulator.deregister(device);
  expect(await refresh()).toMatchObject({ outcome: "refresh_rejected", reason: "invalid-grant" });
});

test.each(["1", "2"] as const)(
  "the shipping notification of signature version %s is verified and kept once",
  async (signatureVersion) => {
    const store = createMemorySnsStore({ retentionMs: 7_200_000, eventsMax: 100, now: () => simulator.now() });
    const verifier = createSnsVerifier({
      certSource: simulator.certSource,
      topicArns: [simulator.topicArn],
      now: () => simulator.now(),
    });
    const receiver = createSnsReceiver({ verifier, store, fetch: simulator.awsFetch, autoConfirm: true });
    const statuses: number[] = [];
    const app = express().use(
      "/sns",
      createSnsHandler(receiver, ({ status }) => void statuses.push(status)),
    );
    const server = createServer(app);
    const port = await listen(server);
    try {
      await simulator.subscribe({ endpoint: `http://127.0.0.1:${port}/sns`, signatureVersion });
      sell();
      await simulator.ship({ ...device, signatureVersion, copies: 2 });
    } finally {
      server.close();
      server.closeAllConnections();
    }
    expect(statuses).toEqual([200, 200, 200]);
    const events: readonly SnsEvent[] = store.events();
    expect(events).toMatchObject([
      { kind: "subscription-confirmation", state: "confirmed" },
      {
        kind: "notification",
        notification: {
          notificationType: "DeviceRegisteredNotification",
          serialNumber: device.dsn,
          modelId: device.deviceModel,
        },
      },
    ]);
  },
);
