import { onTestFinished } from "vitest";
import {
  createSimulator,
  type Simulator,
  type SimulatorAddress,
  type SimulatorOptions,
} from "../../src/simulator/index.ts";

export const deviceModel = "BREW_ONE";
export const asin = "B0TEST0001";
export const client = { lwaClientId: "amzn1.application-oa2-client.own", secret: "planted-own-secret" };
export const foreignClient = { lwaClientId: "amzn1.application-oa2-client.foreign", secret: "planted-foreign-secret" };
export const testClient = { lwaClientId: "amzn1.application-oa2-client.test", secret: "planted-test-secret" };

/** A started simulator with what a test needs to speak to it. */
export interface SimulatorUnderTest {
  readonly simulator: Simulator;
  readonly address: SimulatorAddress;
  /** Sells a unit with opt-in and has its box scanned. */
  preregister(dsn: string): void;
  /** Posts to the token endpoint. */
  post(body: string | Uint8Array, contentType?: string): Promise<TokenReply>;
}

/** What the token endpoint answered. */
export interface TokenReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Starts a simulator on free ports that ends with the test. */
export async function startSimulator(options: Partial<SimulatorOptions> = {}): Promise<SimulatorUnderTest> {
  const simulator = createSimulator({
    models: [
      { deviceModel, pattern: "^S[0-9A-Za-z+_-]{3,63}$", asins: [asin, "B0TEST0002"], lwaClientId: client.lwaClientId },
      { deviceModel: "OTHER", pattern: "^O[0-9]{3}$", asins: ["B0OTHER001"], lwaClientId: foreignClient.lwaClientId },
      {
        deviceModel: "DRS_Test_Device",
        pattern: "^TestAmazonPreReg001$",
        asins: [],
        lwaClientId: testClient.lwaClientId,
      },
    ],
    clients: [client, foreignClient, testClient],
    delivery: { attempts: 3, retryDelayMs: 10, timeoutMs: 30_000 },
    ...options,
  });
  onTestFinished(() => simulator.close());
  const address = await simulator.start();
  return {
    simulator,
    address,
    preregister(dsn) {
      simulator.checkout({ deviceModel, dsn, optedIn: true });
      simulator.scan({ deviceModel, dsn, asin });
    },
    async post(body, contentType = "application/json") {
      const response = await fetch(address.tokenUrl, {
        method: "POST",
        headers: { "content-type": contentType },
        body,
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: JSON.parse(text) };
    },
  };
}

/** The fields of a request as documented; `changes` replace them, undefined takes one out. */
export function exchangeFields(dsn: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    client_id: client.lwaClientId,
    client_secret: client.secret,
    grant_type: "device_preregistration",
    scope: "dash:replenish",
    scope_data: { product_instance_attributes: { device_serial_number: dsn, device_model: deviceModel } },
    ...changes,
  };
}

/** The same as a form: scope_data as JSON text. */
export function formBody(fields: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(pairs).toString();
}
