import { z } from "zod";
import { BoxproofError } from "../core/index.ts";
import { scriptedResponseSchema } from "./scripted-response.ts";
import type { Simulator } from "./simulator.ts";

/** One request that the control plane takes. */
export interface ControlRoute {
  readonly method: "get" | "post" | "put" | "delete";
  readonly path: string;
  /** What the body (for `get` the query) has to be. */
  readonly schema: z.ZodType;
  /** The answer's JSON; 200. */
  run(simulator: Simulator, input: unknown): unknown;
}

const pageMax = 1_000;

const text = z.string().min(1).max(4_096);
const device = { deviceModel: text, dsn: text };
const signatureVersion = z.enum(["1", "2"]).optional();
const copies = z.int().min(1).max(10).optional();
const nothing = z.strictObject({});
const shipment = z.strictObject({
  ...device,
  signatureVersion,
  copies,
  notificationVersion: z.enum(["1", "2"]).optional(),
});
const page = z.strictObject({ from: z.coerce.number().int().min(0).default(0) });
const attribute = z.strictObject({ Type: z.string(), Value: z.string() });

/** Every route of the control plane but `/v1/status`, below `/v1`. */
export const controlRoutes: readonly ControlRoute[] = [
  route("get", "/models", nothing, (simulator) => ({ models: simulator.models() })),
  route(
    "put",
    "/models",
    z.strictObject({ deviceModel: text, pattern: text, asins: z.array(text).max(1_000), lwaClientId: text }),
    (simulator, model) => {
      simulator.putModel(model);
      return { models: simulator.models().length };
    },
  ),
  route("get", "/devices", page, (simulator, { from }) => paged("devices", simulator.devices(), from)),
  route("post", "/purchases", z.strictObject({ ...device, optedIn: z.boolean() }), (simulator, purchase) =>
    simulator.checkout(purchase),
  ),
  route(
    "post",
    "/scans",
    z.strictObject({ ...device, asin: text, exchangeableAfterMs: z.int().min(0).optional() }),
    (simulator, scan) => ({ ...simulator.scan(scan), device: simulator.device(scan) }),
  ),
  route("post", "/shipments", shipment, async (simulator, shipped) => ({
    notification: (await simulator.ship(shipped)) ?? null,
  })),
  route("post", "/deregistrations", shipment, async (simulator, deregistered) => ({
    notification: (await simulator.deregister(deregistered)) ?? null,
  })),
  route("post", "/clock", z.strictObject({ advanceMs: z.int().min(0) }), (simulator, { advanceMs }) => {
    simulator.advanceClock(advanceMs);
    return { now: new Date(simulator.now()).toISOString() };
  }),
  route("post", "/faults", scriptedResponseSchema, (simulator, response) => {
    simulator.enqueueResponse(response);
    return {};
  }),
  route("delete", "/faults", nothing, (simulator) => {
    simulator.clearResponses();
    return {};
  }),
  route("get", "/journal", page, (simulator, { from }) => {
    const { entries, dropped } = simulator.journal();
    return { ...paged("entries", entries, from), dropped };
  }),
  route("post", "/journal/checks", z.strictObject({ ...device, exactly: z.int().min(0) }), (simulator, expectation) =>
    simulator.checkExchanges(expectation),
  ),
  route("get", "/subscriptions", nothing, (simulator) => ({ subscriptions: simulator.subscriptions() })),
  route("post", "/subscriptions", z.strictObject({ endpoint: text, signatureVersion }), (simulator, request) =>
    simulator.subscribe(request),
  ),
  route(
    "post",
    "/notifications",
    z.strictObject({
      message: z.string().min(1),
      subject: text.optional(),
      attributes: z.record(text, attribute).optional(),
      signatureVersion,
      copies,
      topicArn: text.optional(),
      timestamp: text.optional(),
    }),
    (simulator, publication) => simulator.publish(publication),
  ),
  route("post", "/aws", z.strictObject({ url: z.url().max(4_096) }), async (simulator, { url }) => {
    const answer = await simulator.awsFetch(url).catch((cause: unknown) => {
      throw new BoxproofError("ERR_NETWORK", "The simulator has no such host of AWS; it sends nothing there.", {
        cause,
      });
    });
    return { status: answer.status, contentType: answer.headers.get("content-type"), body: await answer.text() };
  }),
  route("post", "/reset", nothing, (simulator) => {
    simulator.reset();
    return {};
  }),
];

function route<Schema extends z.ZodType>(
  method: ControlRoute["method"],
  path: string,
  schema: Schema,
  run: (simulator: Simulator, input: z.output<Schema>) => unknown,
): ControlRoute {
  // The control server parses with `schema` before it calls `run`.
  return { method, path, schema, run: (simulator, input) => run(simulator, input as z.output<Schema>) };
}

/** One page from an index on, with how many come after it. */
function paged<T>(name: string, items: readonly T[], from: number): Readonly<Record<string, unknown>> {
  const page = items.slice(from, from + pageMax);
  return { [name]: page, left: Math.max(0, items.length - from - page.length) };
}
