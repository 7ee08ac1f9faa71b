import { expect, test } from "vitest";
import { calibrate, exchangeToken, type Outcome, refreshToken, type Tokens } from "../../src/exchange/index.ts";
import { manualClock } from "./manual-clock.ts";
import { type Answer, credentials, json, plantedTokens, startTokenServer, text, tokenBody } from "./token-server.ts";

const device = { deviceModel: "BREW_1", dsn: "A+B_1-2" };

async function outcomeOf(...answers: readonly Answer[]): Promise<Outcome & { requests: number }> {
  await using server = await startTokenServer(...answers);
  const { endpoint } = server;
  const outcome = await exchangeToken({ endpoint, credentials, ...device, clock: manualClock(), attemptsMax: 3 });
  return { ...outcome, requests: server.requests.length };
}

test.each(["json", "form"] as const)(
  "a 200 in answer to %s is an exchange, and the server got the serial unchanged",
  async (encoding) => {
    await using server = await startTokenServer(json(200, tokenBody, { "x-amzn-RequestId": "8f14e45f" }));
    let tokens: Tokens | undefined;
    const outcome = await exchangeToken({
      endpoint: server.endpoint,
      credentials,
      ...device,
      encoding,
      onTokens: (given) => {
        tokens = given;
      },
    });
    expect(outcome).toMatchObject({
      outcome: "exchanged",
      ...device,
      encoding,
      tokenShape: {
        tokenType: "bearer",
        expiresInSeconds: 3600,
        accessToken: {
          length: plantedTokens.access_token.length,
          hasPrefix: true,
          fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
        },
        refreshToken: { length: plantedTokens.refresh_token.length, hasPrefix: true },
      },
      evidence: { attempts: 1, status: 200, requestId: "8f14e45f", history: [{ status: 200 }] },
    });
    expect(tokens?.accessToken.reveal()).toBe(plantedTokens.access_token);
    expect(tokens?.refreshToken.reveal()).toBe(plantedTokens.refresh_token);
    expect(tokens?.expiresInSeconds).toBe(3600);
    const [seen] = server.requests;
    expect(seen).toMatchObject({ method: "POST", path: "/auth/o2/token" });
    const parameters =
      encoding === "json" ? JSON.parse(seen?.body ?? "") : Object.fromEntries(new URLSearchParams(seen?.body));
    const scopeData = encoding === "json" ? parameters.scope_data : JSON.parse(parameters.scope_data);
    expect(scopeData.product_instance_attributes.device_serial_number).toBe("A+B_1-2");
    expect(parameters).toMatchObject({
      client_secret: credentials.clientSecret,
      grant_type: "device_preregistration",
      scope: "dash:replenish",
    });
  },
);

test("short tokens, as in Amazon's own example, and strange ones are shape, not violations", async () => {
  const outcome = await outcomeOf(json(200, { ...tokenBody, access_token: "Atza|IQEBLjAs", refresh_token: "other" }));
  expect(outcome).toMatchObject({
    outcome: "exchanged",
    tokenShape: { accessToken: { length: 13, hasPrefix: true }, refreshToken: { length: 5, hasPrefix: false } },
  });
});

test("the fingerprint is the same for the same token and profile only", async () => {
  await using server = await startTokenServer(
    json(200, tokenBody),
    json(200, tokenBody),
    json(200, tokenBody),
    json(200, { ...tokenBody, access_token: "Atza|other" }),
  );
  const ask = async (clientSecret: string) => {
    const outcome = await exchangeToken({
      endpoint: server.endpoint,
      credentials: { clientId: "id", clientSecret },
      ...device,
    });
    return outcome.outcome === "exchanged" ? outcome.tokenShape.accessToken.fingerprint : outcome.message;
  };
  const [first, same, otherProfile, otherToken] = [await ask("s1"), await ask("s1"), await ask("s2"), await ask("s1")];
  expect(first).toMatch(/^[0-9a-f]{12}$/);
  expect(same).toBe(first);
  expect(otherProfile).not.toBe(first);
  expect(otherToken).not.toBe(first);
});

test("without a calibration each documented 400 stays unclassified, with the evidence", async () => {
  const body = { error_description: "The request has an invalid grant parameter : scope_data", error: "invalid_grant" };
  expect(await outcomeOf(json(400, body))).toMatchObject({
    outcome: "rejected_400_unclassified",
    reason: "no-calibration",
    requests: 1,
    evidence: { status: 400, error: "invalid_grant", errorDescription: body.error_description },
  });
});

test.each(["json", "form"] as const)(
  "a calibration learnt from probes tells the three 400s apart (%s)",
  async (encoding) => {
    const words = (model: string): string => {
      if (model === "OTHERS") return "Device model OTHERS was onboarded with other credentials";
      return model === "BREW_1"
        ? "Device serial number is not preregistered"
        : `Device model ${model} is not onboarded`;
    };
    await using server = await startTokenServer((response, request) => {
      const parameters =
        encoding === "json" ? JSON.parse(request.body) : Object.fromEntries(new URLSearchParams(request.body));
      const scopeData = encoding === "json" ? parameters.scope_data : JSON.parse(parameters.scope_data);
      const model = scopeData.product_instance_attributes.device_model;
      json(400, { error: "invalid_request", error_description: words(model) })(response, request);
    });
    const shared = { endpoint: server.endpoint, credentials, encoding };
    const { calibration, findings, probes } = await calibrate({
      ...shared,
      probes: [
        { expected: "not_preregistered", deviceModel: "BREW_1", dsn: "NEVER-SOLD" },
        { expected: "model_not_onboarded", deviceModel: "NOBODYS", dsn: "NEVER-SOLD" },
        { expected: "foreign_credentials", deviceModel: "OTHERS", dsn: "NEVER-SOLD" },
      ],
    });
    expect(findings).toEqual([]);
    expect(probes.map((probe) => probe.outcome.encoding)).toEqual([encoding, encoding, encoding]);
    const asked = ["BREW_1", "ELSE", "OTHERS"].map((deviceModel) =>
      exchangeToken({ ...shared, deviceModel, dsn: "X1", calibration }),
    );
    expect((await Promise.all(asked)).map(({ outcome }) => outcome)).toEqual([
      "not_preregistered",
      "model_not_onboarded",
      "foreign_credentials",
    ]);
  },
);

test("a 401 is about the client, never about the device, and is not repeated", async () => {
  expect(
    await outcomeOf(json(401, { error_description: "Client authentication failed", error: "invalid_client" })),
  ).toMatchObject({
    outcome: "client_auth",
    reason: "status-401",
    requests: 1,
  });
  expect(await outcomeOf(text(401, "<html>no</html>"))).toMatchObject({ outcome: "client_auth" });
  expect(await outcomeOf(json(400, { error: "invalid_client" }))).toMatchObject({
    outcome: "client_auth",
    reason: "invalid-client",
  });
});

test.each(["unauthorized_client", "unsupported_grant_type", "invalid_scope"])(
  "a 400 %s is about the configuration",
  async (error) => {
    expect(await outcomeOf(json(400, { error }))).toMatchObject({
      outcome: "rejected_400_unclassified",
      reason: "oauth-configuration",
      requests: 1,
    });
  },
);

test.each([
  ["no body", text(400, ""), undefined],
  ["an HTML page", text(400, "<h1>Bad Request</h1>", { "content-type": "text/html" }), "<h1>Bad Request</h1>"],
  ["JSON of another kind", json(400, { message: "Invalid token" }), '{"message":"Invalid token"}'],
])("a 400 with %s is classified by its status, and its text is kept", async (_what, answer, bodyText) => {
  const outcome = await outcomeOf(answer);
  expect(outcome).toMatchObject({ outcome: "rejected_400_unclassified", requests: 1 });
  expect(outcome.evidence.bodyText).toBe(bodyText);
});

test.each([
  ["tokens", json(400, { message: "x", access_token: "opaque-1", refresh_token: "opaque-2" })],
  ["tokens deep within", json(400, { data: [{ refresh_token: "opaque-2" }] })],
  ["tokens in torn JSON", text(400, '{"access_token" : "opaque-1", "refr')],
  ["tokens under an escaped name", text(400, '{"\\u0061ccess_token":"opaque-1"}')],
])("of a 400 with %s no text is kept", async (_what, answer) => {
  const outcome = await outcomeOf(answer);
  expect(outcome.evidence.status).toBe(400);
  expect(outcome.evidence.bodyText).toBeUndefined();
  expect(JSON.stringify(outcome)).not.toContain("opaque");
});

test.each([
  ["no refresh_token", { ...tokenBody, refresh_token: undefined }],
  ["no access_token", { ...tokenBody, access_token: undefined }],
  ["expires_in as text", { ...tokenBody, expires_in: "3600" }],
  ["expires_in 0", { ...tokenBody, expires_in: 0 }],
  ["token_type mac", { ...tokenBody, token_type: "mac" }],
])("a 200 with %s is a violation of the protocol, and no token is handed over", async (_what, body) => {
  await using server = await startTokenServer(json(200, body));
  let handed = 0;
  const outcome = await exchangeToken({
    endpoint: server.endpoint,
    credentials,
    ...device,
    onTokens: () => {
      handed += 1;
    },
  });
  expect(outcome).toMatchObject({ outcome: "protocol_violation", reason: "token-fields", evidence: { attempts: 1 } });
  expect(handed).toBe(0);
});

test.each([
  ["cut JSON", text(200, JSON.stringify(tokenBody).slice(0, -9)), "not-json"],
  ["an empty body", text(200, ""), "not-json"],
  ["an HTML page", text(200, "<html>Sign in</html>"), "not-json"],
  ["bytes that are no UTF-8", text(200, Buffer.from([0x7b, 0xff, 0x7d])), "not-utf8"],
  ["a body over 64 KiB", json(200, { ...tokenBody, pad: "x".repeat(65_536) }), "body-too-large"],
])("a 200 with %s is a violation of the protocol", async (_what, answer, reason) => {
  expect(await outcomeOf(answer)).toMatchObject({ outcome: "protocol_violation", reason, requests: 1 });
});

test("a body of exactly 64 KiB is still read", async () => {
  const pad = "x".repeat(65_536 - JSON.stringify({ ...tokenBody, pad: "" }).length);
  const body = JSON.stringify({ ...tokenBody, pad });
  expect(body.length).toBe(65_536);
  expect(await outcomeOf(text(200, body))).toMatchObject({ outcome: "exchanged" });
  expect(await outcomeOf(text(200, `${body} `))).toMatchObject({
    outcome: "protocol_violation",
    reason: "body-too-large",
  });
});

test("a compressed body is measured after it is unpacked", async () => {
  const { gzipSync } = await import("node:zlib");
  const bomb = gzipSync(Buffer.alloc(10_000_000, " "));
  expect(bomb.length).toBeLessThan(65_536);
  expect(await outcomeOf(text(200, bomb, { "content-encoding": "gzip" }))).toMatchObject({ reason: "body-too-large" });
});

test.each([204, 201, 403, 404, 405, 415])("status %i is not what a token endpoint says", async (status) => {
  expect(await outcomeOf(text(status, status === 204 ? "" : "x"))).toMatchObject({
    outcome: "protocol_violation",
    reason: "status-unexpected",
    requests: 1,
  });
});

test.each([301, 302, 303, 307, 308])("a %i to another host is not followed", async (status) => {
  await using other = await startTokenServer(json(200, tokenBody));
  const outcome = await outcomeOf(text(status, "", { location: other.endpoint }));
  expect(outcome).toMatchObject({
    outcome: "protocol_violation",
    reason: "redirect",
    evidence: { status, redirectHost: new URL(other.endpoint).host },
  });
  expect(outcome.message).toContain("client secret");
  expect(other.requests).toEqual([]);
});

test("a wrong date in the answer changes nothing", async () => {
  for (const date of ["Mon, 05 Jan 2026 09:00:00 GMT", "Mon, 05 Jan 2026 11:00:00 GMT"]) {
    expect(await outcomeOf(json(200, tokenBody, { date }))).toMatchObject({ outcome: "exchanged" });
  }
});

test("a refresh gives the new access token and says whether the refresh token changed", async () => {
  await using server = await startTokenServer(
    json(200, tokenBody),
    json(200, { ...tokenBody, refresh_token: undefined }),
  );
  const shared = { endpoint: server.endpoint, credentials, ...device, refreshToken: "Atzr|old" };
  const revealed: string[] = [];
  const onTokens = (tokens: Tokens) => void revealed.push(tokens.refreshToken.reveal());
  expect(await refreshToken({ ...shared, onTokens })).toMatchObject({ outcome: "refreshed", isRotated: true });
  expect(await refreshToken({ ...shared, onTokens })).toMatchObject({ outcome: "refreshed", isRotated: false });
  expect(revealed).toEqual([plantedTokens.refresh_token, "Atzr|old"]);
  expect(Object.fromEntries(new URLSearchParams(server.requests[0]?.body))).toMatchObject({
    grant_type: "refresh_token",
    refresh_token: "Atzr|old",
  });
});

test("a dead refresh token is told from a wrong client and from an endpoint in trouble", async () => {
  const outcomeOfRefresh = async (...answers: readonly Answer[]) => {
    await using server = await startTokenServer(...answers);
    return await refreshToken({
      endpoint: server.endpoint,
      credentials,
      ...device,
      refreshToken: "Atzr|old",
      clock: manualClock(),
    });
  };
  const dead = json(400, {
    error_description: "The request has an invalid grant parameter : refresh_token",
    error: "invalid_grant",
  });
  expect(await outcomeOfRefresh(dead)).toMatchObject({ outcome: "refresh_rejected", reason: "invalid-grant" });
  expect(await outcomeOfRefresh(text(400, ""))).toMatchObject({ outcome: "refresh_rejected", reason: "other" });
  expect(await outcomeOfRefresh(text(401, ""))).toMatchObject({ outcome: "client_auth" });
  expect(await outcomeOfRefresh(text(503, ""))).toMatchObject({ outcome: "unavailable", evidence: { attempts: 3 } });
  expect(await outcomeOfRefresh(json(200, { ...tokenBody, access_token: 1 }))).toMatchObject({
    outcome: "protocol_violation",
  });
});
