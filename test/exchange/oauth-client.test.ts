import * as oauth from "oauth4webapi";
import { describe, expect, it } from "vitest";
import { client, deviceModel, type SimulatorUnderTest, startSimulator } from "./simulator-under-test.ts";

/** The exchange as an OAuth library does it that knows nothing of this project. */
async function exchange(
  under: SimulatorUnderTest,
  dsn: string,
  secret = client.secret,
): Promise<oauth.TokenEndpointResponse> {
  const server: oauth.AuthorizationServer = {
    issuer: new URL(under.address.tokenUrl).origin,
    token_endpoint: under.address.tokenUrl,
  };
  const oauthClient: oauth.Client = { client_id: client.lwaClientId };
  const scopeData = { product_instance_attributes: { device_serial_number: dsn, device_model: deviceModel } };
  const response = await oauth.genericTokenEndpointRequest(
    server,
    oauthClient,
    oauth.ClientSecretPost(secret),
    "device_preregistration",
    new URLSearchParams({ scope: "dash:replenish", scope_data: JSON.stringify(scopeData) }),
    { [oauth.allowInsecureRequests]: true },
  );
  return oauth.processGenericTokenEndpointResponse(server, oauthClient, response);
}

describe("an independent OAuth client", () => {
  it("gets tokens for a preregistered device, plus signs and all", async () => {
    const under = await startSimulator({ strict: true });
    under.preregister("SA+B_1-2");
    const tokens = await exchange(under, "SA+B_1-2");
    expect(tokens.token_type).toBe("bearer");
    expect(tokens.expires_in).toBe(3600);
    expect(tokens.access_token).toMatch(/^Atza\|/);
    expect(tokens.refresh_token).toMatch(/^Atzr\|/);
    expect(under.simulator.checkExchanges({ deviceModel, dsn: "SA+B_1-2", exactly: 1 }).ok).toBe(true);
  });

  it("understands the refusals", async () => {
    const under = await startSimulator();
    const refusal = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof oauth.ResponseBodyError)) throw error;
      return [error.status, error.error];
    };
    expect(await refusal(exchange(under, "SNONE"))).toEqual([400, "invalid_grant"]);
    expect(await refusal(exchange(under, "SNONE", "wrong-planted-secret"))).toEqual([401, "invalid_client"]);
  });

  it("refreshes by the standard's own grant", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const { refresh_token: refreshToken = "" } = await exchange(under, "S001");
    const server: oauth.AuthorizationServer = {
      issuer: new URL(under.address.tokenUrl).origin,
      token_endpoint: under.address.tokenUrl,
    };
    const oauthClient: oauth.Client = { client_id: client.lwaClientId };
    const refresh = async () => {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        oauthClient,
        oauth.ClientSecretPost(client.secret),
        refreshToken,
        {
          [oauth.allowInsecureRequests]: true,
        },
      );
      return oauth.processRefreshTokenResponse(server, oauthClient, response);
    };
    expect((await refresh()).access_token).toMatch(/^Atza\|/);
    await under.simulator.deregister({ deviceModel, dsn: "S001" });
    await expect(refresh()).rejects.toMatchObject({ status: 400, error: "invalid_grant" });
  });
});
