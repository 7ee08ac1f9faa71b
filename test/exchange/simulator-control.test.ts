import { describe, expect, it } from "vitest";
import {
  asin,
  client,
  deviceModel,
  exchangeFields,
  type SimulatorUnderTest,
  startSimulator,
} from "./simulator-under-test.ts";

interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

async function control(
  { address }: SimulatorUnderTest,
  call: string,
  body?: unknown,
  authorization = `Bearer ${address.controlToken}`,
): Promise<Reply> {
  const [method = "", path = ""] = call.split(" ");
  const response = await fetch(address.controlUrl + path, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: (await response.json()) as Reply["body"],
  };
}

describe("the control plane", () => {
  it("plays a unit's whole way", async () => {
    const under = await startSimulator({ clock: () => 0, exchangeableAfterMs: 5_000 });
    const device = { deviceModel, dsn: "S+01" };
    expect((await control(under, "POST /purchases", { ...device, optedIn: true })).body).toMatchObject({
      state: "purchased-opted-in",
    });
    expect((await control(under, "POST /scans", { ...device, asin: "B0OTHER001" })).body).toMatchObject({
      accepted: false,
      failed: ["asin"],
    });
    expect((await control(under, "POST /scans", { ...device, asin })).body).toMatchObject({
      accepted: true,
      failed: [],
      device: { state: "scanned" },
    });
    expect((await control(under, "POST /shipments", device)).body).toMatchObject({
      notification: { message: { Type: "Notification" } },
    });
    expect((await under.post(JSON.stringify(exchangeFields("S+01")))).status).toBe(400);
    expect((await control(under, "POST /clock", { advanceMs: 5_000 })).body).toEqual({
      now: "1970-01-01T00:00:05.000Z",
    });
    expect((await under.post(JSON.stringify(exchangeFields("S+01")))).status).toBe(200);
    expect((await control(under, "POST /journal/checks", { ...device, exactly: 1 })).body).toMatchObject({
      ok: true,
      found: 1,
    });
    expect((await control(under, "POST /deregistrations", device)).status).toBe(200);
    expect((await control(under, "GET /devices")).body["devices"]).toContainEqual(
      expect.objectContaining({ ...device, state: "deregistered" }),
    );
    const journal = await control(under, "GET /journal?from=2");
    expect(journal.body).toMatchObject({ dropped: 0, left: 0 });
    expect((journal.body["entries"] as { kind: string }[]).map(({ kind }) => kind)).toEqual([
      "scan",
      "ship",
      "token-request",
      "token-request",
      "deregister",
    ]);
    expect(JSON.stringify(journal.body)).not.toMatch(/planted|Atz[ar]\|/);
  });

  it("onboards models, scripts faults, resets", async () => {
    const under = await startSimulator();
    const model = { deviceModel: "NEW", pattern: "N[0-9]", asins: [], lwaClientId: client.lwaClientId };
    expect((await control(under, "PUT /models", model)).status).toBe(200);
    expect((await control(under, "GET /models")).body["models"]).toContainEqual(model);
    expect((await control(under, "PUT /models", { ...model, pattern: "(" })).body).toMatchObject({
      status: 400,
      code: "ERR_PATTERN",
    });
    await control(under, "POST /faults", { kind: "answer", status: 500, body: "" });
    await control(under, "POST /faults", { kind: "answer", status: 501, body: "" });
    expect((await fetch(under.address.tokenUrl, { method: "POST" })).status).toBe(500);
    await control(under, "DELETE /faults");
    expect((await fetch(under.address.tokenUrl, { method: "POST" })).status).toBe(415);
    under.preregister("S001");
    under.simulator.advanceClock(1_000_000);
    expect((await control(under, "POST /reset", {})).status).toBe(200);
    expect(under.simulator.device({ deviceModel, dsn: "S001" }).state).toBe("unknown");
    expect(under.simulator.journal()).toEqual({ entries: [], dropped: 0 });
    expect(under.simulator.models().map(({ deviceModel: name }) => name)).not.toContain("NEW");
    expect(Math.abs(under.simulator.now() - Date.now())).toBeLessThan(60_000);
  });

  it("offers AWS's addresses and the topic to receivers in other processes", async () => {
    const under = await startSimulator();
    const published = await control(under, "POST /notifications", { message: "x", signatureVersion: "2" });
    const message = published.body["message"] as { SigningCertURL: string };
    const certificate = await control(under, "POST /aws", { url: message.SigningCertURL });
    expect(certificate.body).toMatchObject({ status: 200, body: expect.stringContaining("BEGIN CERTIFICATE") });
    expect((await control(under, "POST /aws", { url: "https://example.com/" })).body).toMatchObject({
      status: 502,
      code: "ERR_NETWORK",
    });
    expect((await control(under, "POST /subscriptions", { endpoint: "http://example.com/" })).body).toMatchObject({
      status: 400,
      code: "ERR_NOT_LOOPBACK",
    });
    expect((await control(under, "GET /subscriptions")).body).toEqual({ subscriptions: [] });
  });

  it("tells its state", async () => {
    const under = await startSimulator({ strict: true, clock: () => 0 });
    expect((await control(under, "GET /status")).body).toEqual({
      tokenUrl: under.address.tokenUrl,
      topicArn: under.simulator.topicArn,
      strict: true,
      now: "1970-01-01T00:00:00.000Z",
      devices: 1,
    });
  });

  it("wants its token", async () => {
    const under = await startSimulator();
    for (const authorization of [
      "",
      "Bearer",
      "Bearer x",
      `Basic ${under.address.controlToken}`,
      `bearer ${under.address.controlToken}`,
    ]) {
      const reply = await control(under, "GET /journal", undefined, authorization);
      expect(reply).toMatchObject({
        status: 401,
        type: "application/problem+json",
        body: { code: "ERR_CONTROL_TOKEN" },
      });
    }
    expect((await control(under, "POST /reset", {}, "")).status).toBe(401);
    expect((await control(under, "GET /nowhere", undefined, "")).status).toBe(401);
  });

  it.each([
    ["GET /nowhere", undefined, 404, "ERR_CONTROL_ROUTE"],
    ["DELETE /journal", undefined, 404, "ERR_CONTROL_ROUTE"],
    ["POST /purchases", "{", 400, "ERR_REQUEST_BODY"],
    ["POST /purchases", [], 400, "ERR_REQUEST_BODY"],
    ["POST /purchases", { deviceModel, dsn: "S1" }, 400, "ERR_REQUEST_BODY"],
    ["POST /purchases", { deviceModel, dsn: "S1", optedIn: true, more: 1 }, 400, "ERR_REQUEST_BODY"],
    ["POST /purchases", { deviceModel, dsn: "S 1", optedIn: true }, 400, "ERR_DSN"],
    ["POST /purchases", { deviceModel: "NONE", dsn: "S1", optedIn: true }, 404, "ERR_MODEL_UNKNOWN"],
    ["POST /shipments", { deviceModel, dsn: "S1" }, 409, "ERR_SIMULATOR_STATE"],
    ["POST /clock", { advanceMs: 1.5 }, 400, "ERR_REQUEST_BODY"],
    ["POST /clock", { advanceMs: 1e15 }, 400, "ERR_USAGE"],
    ["POST /faults", { kind: "answer", status: 99 }, 400, "ERR_REQUEST_BODY"],
    ["GET /journal?from=-1", undefined, 400, "ERR_REQUEST_BODY"],
    ["POST /faults", `{"kind":"truncate","body":"${"x".repeat(5_000_000)}"}`, 413, "ERR_REQUEST_BODY"],
  ])("answers %s %j with %d %s", async (call, body, status, code) => {
    const under = await startSimulator();
    const reply = await control(under, call, body);
    expect(reply).toMatchObject({
      status,
      type: "application/problem+json",
      body: { status, code, detail: expect.any(String) },
    });
  });

  it("names the fields that are wrong", async () => {
    const under = await startSimulator();
    const reply = await control(under, "POST /scans", { deviceModel, dsn: 7 });
    expect((reply.body["faults"] as { path: string }[]).map(({ path }) => path)).toEqual(["dsn", "asin"]);
  });

  it("is on another port than the tokens, and gives none", async () => {
    const under = await startSimulator();
    expect(new URL(under.address.controlUrl).port).not.toBe(new URL(under.address.tokenUrl).port);
    const { status } = await fetch(new URL("/auth/o2/token", under.address.controlUrl), { method: "POST" });
    expect(status).toBe(401);
  });
});
