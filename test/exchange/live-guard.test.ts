import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  calibrate,
  exchangeMany,
  exchangeToken,
  readTestPurchases,
  refreshToken,
  TestPurchases,
} from "../../src/exchange/index.ts";
import { credentials, tokenBody } from "./token-server.ts";

const live = "https://api.amazon.com/auth/o2/token";
const device = { deviceModel: "BREW_1", dsn: "A1" };
const bought = { testPurchases: new TestPurchases([device]) };

/** Stands in for the network: nothing here may ever reach a live endpoint. */
function recorder() {
  const urls: string[] = [];
  const fetch = async (url: string) => {
    urls.push(url);
    return Response.json(tokenBody);
  };
  return { urls, fetch };
}

test("without leave nothing is sent to a live endpoint, by no call", async () => {
  const { urls, fetch } = recorder();
  const shared = { endpoint: live, credentials, fetch };
  const refused = { outcome: "refused_locally", reason: "live-not-allowed", evidence: { attempts: 0 } };
  expect(await exchangeToken({ ...shared, ...device })).toMatchObject(refused);
  expect(await exchangeMany({ ...shared, devices: [device] })).toMatchObject([refused]);
  expect(await refreshToken({ ...shared, ...device, refreshToken: "Atzr|x" })).toMatchObject(refused);
  const { probes, calibration } = await calibrate({
    ...shared,
    probes: [{ ...device, expected: "not_preregistered" }],
  });
  expect(probes[0]?.outcome).toMatchObject(refused);
  expect(calibration.fingerprints).toEqual([]);
  expect(urls).toEqual([]);
});

test("without a fetch of its own no call is sent through a proxy or past a certificate", async () => {
  const local = { endpoint: "http://127.0.0.1:9", credentials };
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  await expect(exchangeToken({ ...local, ...device })).rejects.toMatchObject({ code: "ERR_LIVE_GUARD" });
  await expect(exchangeMany({ ...local, devices: [device] })).rejects.toMatchObject({ code: "ERR_LIVE_GUARD" });
  const refresh = { ...local, ...device, refreshToken: "Atzr|x" };
  await expect(refreshToken(refresh)).rejects.toMatchObject({ code: "ERR_LIVE_GUARD" });
  vi.stubEnv("NODE_USE_ENV_PROXY", undefined);
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  const tls = { ...local, ...device, endpoint: "https://127.0.0.1:9" };
  await expect(exchangeToken(tls)).rejects.toMatchObject({ code: "ERR_LIVE_GUARD" });
  vi.unstubAllEnvs();
});

test("a list of test purchases that is a folder or a device is refused", async () => {
  for (const file of [tmpdir(), "/dev/zero"]) {
    await expect(readTestPurchases(file)).rejects.toMatchObject({ code: "ERR_FILE_READ" });
  }
});

test("with leave only test purchases are sent", async () => {
  const { urls, fetch } = recorder();
  const shared = { endpoint: live, credentials, fetch, live: bought };
  const devices = [{ ...device, dsn: "A2" }, device, { ...device, deviceModel: "BREW_2" }, { ...device, dsn: "a1" }];
  const outcomes = await exchangeMany({ ...shared, devices });
  expect(outcomes.map((outcome) => ("reason" in outcome ? outcome.reason : outcome.outcome))).toEqual([
    "not-a-test-purchase",
    "exchanged",
    "not-a-test-purchase",
    "not-a-test-purchase",
  ]);
  expect(urls).toEqual([live]);
});

test("plain http to another machine is never spoken, not even with leave", async () => {
  const { urls, fetch } = recorder();
  const request = { endpoint: "http://api.amazon.com/auth/o2/token", credentials, fetch, live: bought };
  await expect(exchangeToken({ ...request, ...device })).rejects.toMatchObject({ code: "ERR_ENDPOINT" });
  await expect(refreshToken({ ...request, ...device, refreshToken: "x" })).rejects.toMatchObject({
    code: "ERR_ENDPOINT",
  });
  expect(urls).toEqual([]);
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "live-guard-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("the list is read from a file of at most 1 MiB", async () => {
  const file = join(folder, "bought.csv");
  await writeFile(file, "model,dsn\nBREW_1,A1\n");
  const list = await readTestPurchases(file);
  expect([list.size, list.has("BREW_1", "A1")]).toEqual([1, true]);
  await truncate(file, 1_048_577);
  await expect(readTestPurchases(file)).rejects.toMatchObject({ code: "ERR_FILE_TOO_LARGE" });
  await expect(readTestPurchases(join(folder, "none.csv"))).rejects.toMatchObject({ code: "ERR_FILE_READ" });
});
