import { describe, expect, it } from "vitest";
import type { TokenEvent } from "../../src/simulator/index.ts";
import {
  asin,
  client,
  deviceModel,
  exchangeFields,
  foreignClient,
  formBody,
  type SimulatorUnderTest,
  startSimulator,
  testClient,
} from "./simulator-under-test.ts";

const form = "application/x-www-form-urlencoded";

function lastEvent({ simulator }: SimulatorUnderTest): TokenEvent {
  const event = simulator.journal().entries.findLast((entry) => entry.kind === "token-request");
  if (event?.kind !== "token-request") throw new Error("no request in the journal");
  return event;
}

describe("a successful exchange", () => {
  it.each(["json", "form"] as const)("answers %s with tokens of the documented shape", async (encoding) => {
    const under = await startSimulator();
    under.preregister("S001");
    const fields = exchangeFields("S001");
    const { status, body, headers } =
      encoding === "json" ? await under.post(JSON.stringify(fields)) : await under.post(formBody(fields), form);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^Atza\|[\w-]{345,2043}$/),
      refresh_token: expect.stringMatching(/^Atzr\|[\w-]{345,2043}$/),
      token_type: "bearer",
      expires_in: 3600,
    });
    expect(headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(lastEvent(under)).toMatchObject({
      encoding,
      dsn: "S001",
      deviceModel,
      nesting: "product_instance_attributes",
      status: 200,
      reason: "exchanged",
      requestId: headers.get("x-amzn-requestid"),
      notes: [],
    });
  });

  it("answers at both spellings of the path and at no other", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const { origin } = new URL(under.address.tokenUrl);
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(exchangeFields("S001")),
    };
    const paths = ["/auth/o2/token", "/auth/O2/token", "/AUTH/o2/token", "/auth/o2/token/", "/", "/v1/status"];
    const statuses = await Promise.all(paths.map(async (path) => (await fetch(origin + path, init)).status));
    expect(statuses).toEqual([200, 200, 404, 404, 404, 404]);
    expect((await fetch(under.address.tokenUrl)).status).toBe(405);
  });

  it("gets a plus through both encodings, and notes one that arrived as a blank", async () => {
    const under = await startSimulator();
    under.preregister("SA+B_1-2");
    const fields = exchangeFields("SA+B_1-2");
    expect((await under.post(JSON.stringify(fields))).status).toBe(200);
    expect((await under.post(formBody(fields), form)).status).toBe(200);
    const careless = formBody(fields).replaceAll("%2B", "+");
    expect((await under.post(careless, form)).status).toBe(400);
    expect(lastEvent(under)).toMatchObject({ dsn: "SA B_1-2", reason: "not-preregistered" });
    expect(lastEvent(under).notes.join()).toContain("not escaped");
  });

  it("takes the other nesting with a note, and only the document's when strict", async () => {
    const direct = exchangeFields("S001", { scope_data: { device_serial_number: "S001", device_model: deviceModel } });
    for (const strict of [false, true]) {
      const under = await startSimulator({ strict });
      under.preregister("S001");
      expect((await under.post(JSON.stringify(exchangeFields("S001")))).status).toBe(200);
      expect(lastEvent(under).notes).toEqual([]);
      expect((await under.post(JSON.stringify(direct))).status).toBe(strict ? 400 : 200);
      if (strict) expect(lastEvent(under).reason).toBe("scope-data");
      else expect(lastEvent(under).notes).toHaveLength(1);
    }
  });

  it("gives the same tokens for the same seed, others for another", async () => {
    const tokens = [];
    for (const seed of ["7", "7", "8"]) {
      const under = await startSimulator({ seed });
      under.preregister("S001");
      tokens.push((await under.post(JSON.stringify(exchangeFields("S001")))).body["access_token"]);
    }
    expect(tokens[0]).toBe(tokens[1]);
    expect(tokens[0]).not.toBe(tokens[2]);
  });
});

describe("the documented refusals", () => {
  const condition = {
    error_description: "The request has an invalid grant parameter : scope_data",
    error: "invalid_grant",
  };

  it("answers a DSN that is not preregistered with 400, whatever is missing", async () => {
    const under = await startSimulator({ exchangeableAfterMs: 1_000, clock: () => 0 });
    const { simulator } = under;
    const ask = async () => {
      const { status, body, headers } = await under.post(JSON.stringify(exchangeFields("S001")));
      if (status !== 200) expect(body).toEqual(condition);
      expect(headers.get("x-sim-reason")).toBe(status === 200 ? "exchanged" : "not-preregistered");
      return `${status} ${simulator.device({ deviceModel, dsn: "S001" }).state}`;
    };
    expect(await ask()).toBe("400 unknown");
    simulator.checkout({ deviceModel, dsn: "S001", optedIn: true });
    expect(await ask()).toBe("400 purchased-opted-in");
    expect(simulator.scan({ deviceModel, dsn: "S001", asin: "B0OTHER001" }).accepted).toBe(false);
    expect(await ask()).toBe("400 purchased-opted-in");
    expect(simulator.scan({ deviceModel, dsn: "S001", asin }).accepted).toBe(true);
    expect(await ask()).toBe("400 scanned");
    simulator.advanceClock(999);
    expect(await ask()).toBe("400 scanned");
    simulator.advanceClock(1);
    expect(simulator.device({ deviceModel, dsn: "S001" }).state).toBe("exchangeable");
    expect(await ask()).toBe("200 exchanged");
    await simulator.deregister({ deviceModel, dsn: "S001" });
    expect(await ask()).toBe("400 deregistered");
  });

  it("answers a customer who skipped with the same 400", async () => {
    const under = await startSimulator();
    under.simulator.checkout({ deviceModel, dsn: "S001", optedIn: false });
    under.simulator.scan({ deviceModel, dsn: "S001", asin });
    expect(await under.post(JSON.stringify(exchangeFields("S001")))).toMatchObject({ status: 400, body: condition });
    expect(lastEvent(under)).toMatchObject({
      reason: "not-preregistered",
      because: expect.stringContaining("skipped"),
    });
  });

  it("answers a model that is not onboarded, and one of other credentials, with the same 400", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const unknown = { product_instance_attributes: { device_serial_number: "S001", device_model: "brew_one" } };
    const foreign = { client_id: foreignClient.lwaClientId, client_secret: foreignClient.secret };
    const answers = [
      await under.post(JSON.stringify(exchangeFields("S001", { scope_data: unknown }))),
      await under.post(JSON.stringify(exchangeFields("S001", foreign))),
    ];
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 400, body: condition });
    expect(answers.map(({ headers }) => headers.get("x-sim-reason"))).toEqual([
      "model-not-onboarded",
      "foreign-credentials",
    ]);
  });

  it("answers wrong credentials with 401, before it looks at anything else", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    for (const changes of [
      { client_secret: "wrong-planted-secret" },
      { client_id: "amzn1.application-oa2-client.nobody" },
      { client_secret: "wrong-planted-secret", grant_type: "x", scope: "x", scope_data: "x" },
    ]) {
      const { status, body } = await under.post(JSON.stringify(exchangeFields("S001", changes)));
      expect({ status, body }).toEqual({
        status: 401,
        body: { error_description: "Client authentication failed", error: "invalid_client" },
      });
      expect(lastEvent(under).passed).toEqual(["well-formed"]);
    }
  });

  it.each([
    [{ grant_type: "password", scope: "x" }, "grant-type", "unsupported_grant_type"],
    [{ scope: "profile", scope_data: "x" }, "scope", "invalid_scope"],
    [{ scope: undefined }, "scope", "invalid_scope"],
    [{ scope_data: undefined }, "scope-data", "invalid_request"],
    [{ scope_data: "{}" }, "scope-data", "invalid_request"],
    [{ grant_type: undefined, client_secret: "wrong" }, "parameter-missing", "invalid_request"],
    [{ client_secret: "" }, "parameter-missing", "invalid_request"],
    [{ client_id: 7 }, "parameter-type", "invalid_request"],
    [{ client_id: "a\0b" }, "control-character", "invalid_request"],
  ])("answers %j with 400 for %s", async (changes, reason, error) => {
    const under = await startSimulator();
    under.preregister("S001");
    const { status, body, headers } = await under.post(JSON.stringify(exchangeFields("S001", changes)));
    expect([status, body["error"], headers.get("x-sim-reason")]).toEqual([400, error, reason]);
  });
});

describe("Amazon's allow-listed device", () => {
  const scopeData = {
    product_instance_attributes: { device_serial_number: "TestAmazonPreReg001", device_model: "DRS_Test_Device" },
  };

  it("is exchangeable from the start with the test credentials only", async () => {
    const under = await startSimulator();
    const own = await under.post(JSON.stringify(exchangeFields("", { scope_data: scopeData })));
    expect([own.status, own.headers.get("x-sim-reason")]).toEqual([400, "foreign-credentials"]);
    const credentials = { client_id: testClient.lwaClientId, client_secret: testClient.secret };
    const test = await under.post(JSON.stringify(exchangeFields("", { scope_data: scopeData, ...credentials })));
    expect(test.status).toBe(200);
  });

  it("belongs to someone else where the caller does not name it", async () => {
    const under = await startSimulator({
      models: [{ deviceModel, pattern: "S", asins: [], lwaClientId: client.lwaClientId }],
      clients: [client],
    });
    const { headers } = await under.post(JSON.stringify(exchangeFields("", { scope_data: scopeData })));
    expect(headers.get("x-sim-reason")).toBe("foreign-credentials");
  });
});

describe("refresh", () => {
  const credentials = { client_id: client.lwaClientId, client_secret: client.secret };
  const refresh = (under: SimulatorUnderTest, fields: Readonly<Record<string, unknown>>) =>
    under.post(formBody({ grant_type: "refresh_token", ...credentials, ...fields }), form);
  const invalidGrant = {
    status: 400,
    body: { error_description: "The request has an invalid grant parameter : refresh_token", error: "invalid_grant" },
  };

  it("gives a new access token until the device is deregistered", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const { body } = await under.post(JSON.stringify(exchangeFields("S001")));
    const refreshed = await refresh(under, { refresh_token: body["refresh_token"] });
    expect(refreshed.status).toBe(200);
    expect(refreshed.body).toMatchObject({
      refresh_token: body["refresh_token"],
      token_type: "bearer",
      expires_in: 3600,
    });
    expect(refreshed.body["access_token"]).toMatch(/^Atza\|/);
    expect(refreshed.body["access_token"]).not.toBe(body["access_token"]);
    await under.simulator.deregister({ deviceModel, dsn: "S001" });
    expect(await refresh(under, { refresh_token: body["refresh_token"] })).toMatchObject(invalidGrant);
  });

  it("refuses a token of another client, one that was never given out, and none", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const { body } = await under.post(JSON.stringify(exchangeFields("S001")));
    const foreign = { client_id: foreignClient.lwaClientId, client_secret: foreignClient.secret };
    expect(await refresh(under, { refresh_token: body["refresh_token"], ...foreign })).toMatchObject(invalidGrant);
    expect(await refresh(under, { refresh_token: "Atzr|made-up" })).toMatchObject(invalidGrant);
    expect(await refresh(under, {})).toMatchObject(invalidGrant);
  });

  it("keeps old tokens void when the unit is sold again, and gives others", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const first = await under.post(JSON.stringify(exchangeFields("S001")));
    await under.simulator.deregister({ deviceModel, dsn: "S001" });
    under.preregister("S001");
    const second = await under.post(JSON.stringify(exchangeFields("S001")));
    expect(second.status).toBe(200);
    expect(second.body["refresh_token"]).not.toBe(first.body["refresh_token"]);
    expect(await refresh(under, { refresh_token: first.body["refresh_token"] })).toMatchObject(invalidGrant);
  });
});

describe("a second exchange", () => {
  it.each([
    ["rotate", 200, false],
    ["same", 200, true],
    ["reject", 400, false],
  ] as const)("under %s answers %d", async (repeatExchange, status, isSame) => {
    const under = await startSimulator({ repeatExchange });
    under.preregister("S001");
    const first = await under.post(JSON.stringify(exchangeFields("S001")));
    const second = await under.post(JSON.stringify(exchangeFields("S001")));
    expect([first.status, second.status]).toEqual([200, status]);
    expect(second.body["refresh_token"] === first.body["refresh_token"]).toBe(isSame);
  });
});

describe("the journal", () => {
  it("counts exchanges per serial and shows what nearly was one", async () => {
    const under = await startSimulator({ journalMax: 10 });
    const { simulator } = under;
    under.preregister("SA+B");
    await under.post(formBody(exchangeFields("SA+B")).replaceAll("%2B", "+"), form);
    await under.post(JSON.stringify(exchangeFields("sa+b")));
    const none = simulator.checkExchanges({ deviceModel, dsn: "SA+B", exactly: 1 });
    expect(none).toMatchObject({ ok: false, found: 0 });
    expect(none.nearMisses.map(({ dsn }) => dsn)).toEqual(["SA B", "sa+b"]);
    for (let index = 0; index < 12; index += 1) await under.post(JSON.stringify(exchangeFields("SA+B")));
    expect(simulator.journal().dropped).toBeGreaterThan(0);
    expect(simulator.checkExchanges({ deviceModel, dsn: "SA+B", exactly: 12 })).toMatchObject({ ok: true, found: 12 });
    expect(simulator.checkExchanges({ deviceModel, dsn: "S-none", exactly: 0 })).toMatchObject({
      ok: true,
      nearMisses: [],
    });
  });

  it("holds no secret and no token, wherever a client put them", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const { body } = await under.post(JSON.stringify(exchangeFields("S001")));
    const refreshToken = String(body["refresh_token"]);
    const wrong = "wrong-planted-secret";
    const attempts = [
      exchangeFields("S001", { client_secret: wrong }),
      exchangeFields(client.secret, { scope: client.secret, grant_type: client.secret }),
      exchangeFields(refreshToken.slice(0, 60), { [client.secret]: 1, client_id: refreshToken }),
      exchangeFields("S001", { client_secret: wrong, client_id: wrong, scope: `${wrong} x` }),
    ];
    for (const fields of attempts) await under.post(JSON.stringify(fields));
    const { origin } = new URL(under.address.tokenUrl);
    await fetch(`${origin}/x/${encodeURIComponent(client.secret)}?client_secret=${wrong}`, {
      headers: { "user-agent": `agent ${client.secret}`, "content-type": client.secret },
    });
    const text = JSON.stringify(under.simulator.journal());
    expect(under.simulator.journal().entries.length).toBe(8);
    expect(text).not.toMatch(/planted|Atz[ar]\|/);
  });
});
