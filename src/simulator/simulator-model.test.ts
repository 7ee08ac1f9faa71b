import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assemble, type SimulatorParts } from "./assembly.ts";
import { readTokenRequest } from "./token-request.ts";

const asin = "B0TEST0001";
const hourMs = 3_600_000;
const dsns = ["M001", "M+3-"] as const;
const badDsn = "X9";

/** What the documents say of one unit, kept apart from the simulator's own records. */
interface Unit {
  bought: boolean;
  optedIn: boolean;
  scannedAt: number | undefined;
  gone: boolean;
}

interface World {
  readonly units: Map<string, Unit>;
  nowMs: number;
}

type Step =
  | { readonly kind: "checkout"; readonly dsn: string; readonly optedIn: boolean }
  | { readonly kind: "scan"; readonly dsn: string; readonly asin: string }
  | { readonly kind: "exchange"; readonly dsn: string; readonly credentials: Credentials; readonly form: boolean }
  | { readonly kind: "deregister"; readonly dsn: string }
  | { readonly kind: "advance"; readonly ms: number };

type Credentials = "own" | "foreign" | "wrong-secret" | "unknown-client";

const dsn = fc.constantFrom(...dsns, ...dsns, badDsn);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("checkout" as const), dsn, optedIn: fc.constantFrom(true, true, false) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("scan" as const), dsn, asin: fc.constantFrom(asin, asin, "B0OTHER001") }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("exchange" as const),
      dsn,
      credentials: fc.constantFrom<Credentials>("own", "own", "own", "foreign", "wrong-secret", "unknown-client"),
      form: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("deregister" as const), dsn }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("advance" as const), ms: fc.constantFrom(hourMs - 1, 1, hourMs, hourMs) }),
  },
);

/** Brings one unit to where tokens are given; otherwise few random sequences come that far. */
const readySteps: readonly Step[] = [
  { kind: "checkout", dsn: "M001", optedIn: true },
  { kind: "scan", dsn: "M001", asin },
  { kind: "advance", ms: hourMs },
];

const unitOf = (world: World, name: string): Unit =>
  world.units.get(name) ?? { bought: false, optedIn: false, scannedAt: undefined, gone: false };

/** The rule: opted-in purchase, accepted scan long enough ago, not given up, credentials of the model's owner. */
function expectedStatus(world: World, name: string, credentials: Credentials): number {
  if (credentials === "wrong-secret" || credentials === "unknown-client") return 401;
  const { bought, optedIn, scannedAt, gone } = unitOf(world, name);
  const isReady = scannedAt !== undefined && world.nowMs - scannedAt >= hourMs;
  return credentials === "own" && bought && optedIn && isReady && !gone ? 200 : 400;
}

function newParts(): SimulatorParts {
  return assemble({
    models: [{ deviceModel: "MODEL", pattern: "M[0-9+-]{3}", asins: [asin], lwaClientId: "own" }],
    clients: [
      { lwaClientId: "own", secret: "own-secret" },
      { lwaClientId: "foreign", secret: "foreign-secret" },
    ],
    clock: () => 0,
    exchangeableAfterMs: hourMs,
  });
}

function exchangeStatus(
  { desk }: SimulatorParts,
  { dsn: name, credentials, form }: Step & { kind: "exchange" },
): number {
  const scopeData = { product_instance_attributes: { device_serial_number: name, device_model: "MODEL" } };
  const fields = {
    grant_type: "device_preregistration",
    client_id: credentials === "wrong-secret" ? "own" : credentials,
    client_secret: credentials === "foreign" ? "foreign-secret" : credentials === "own" ? "own-secret" : "no-secret",
    scope: "dash:replenish",
  };
  const body = form
    ? new URLSearchParams({ ...fields, scope_data: JSON.stringify(scopeData) }).toString()
    : JSON.stringify({ ...fields, scope_data: scopeData });
  const contentType = form ? "application/x-www-form-urlencoded" : "application/json";
  const raw = { contentType, hasAuthorization: false, body: new TextEncoder().encode(body) };
  return desk.answer(readTokenRequest(raw, { strict: true })).answer.status;
}

function play(parts: SimulatorParts, world: World, action: Step): void {
  if (action.kind === "advance") {
    parts.clock.advance(action.ms);
    world.nowMs += action.ms;
    return;
  }
  const unit = unitOf(world, action.dsn);
  const key = { deviceModel: "MODEL", dsn: action.dsn };
  if (action.kind === "exchange") {
    expect(exchangeStatus(parts, action)).toBe(expectedStatus(world, action.dsn, action.credentials));
    return;
  }
  if (action.kind === "scan") {
    const isRight = action.dsn !== badDsn && action.asin === asin && unit.bought && !unit.gone;
    expect(parts.register.scan({ ...key, asin: action.asin }).accepted).toBe(isRight);
    if (isRight) world.units.set(action.dsn, { ...unit, scannedAt: unit.scannedAt ?? world.nowMs });
    return;
  }
  const isPossible = action.kind === "checkout" ? !unit.bought || unit.gone : unit.bought && !unit.gone;
  const work = () =>
    action.kind === "checkout"
      ? parts.register.checkout({ ...key, optedIn: action.optedIn })
      : parts.register.deregister(key);
  if (!isPossible) {
    expect(work).toThrow(expect.objectContaining({ code: "ERR_SIMULATOR_STATE" }));
    return;
  }
  work();
  const sold = {
    bought: true,
    optedIn: action.kind === "checkout" && action.optedIn,
    scannedAt: undefined,
    gone: false,
  };
  world.units.set(action.dsn, action.kind === "checkout" ? sold : { ...unit, gone: true });
}

describe("any sequence of purchases, scans and exchanges", () => {
  it("gives tokens only for an opted-in purchase, an accepted scan and the right credentials", () => {
    let granted = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: "max" }), (steps) => {
        const parts = newParts();
        const world: World = { units: new Map(), nowMs: 0 };
        for (const action of [...readySteps, ...steps]) play(parts, world, action);
        granted += parts.register.list().reduce((sum, { exchanges }) => sum + exchanges, 0);
      }),
      { numRuns: 60 },
    );
    // Otherwise the property would hold for a simulator that never gives tokens.
    expect(granted).toBeGreaterThan(20);
  });
});
