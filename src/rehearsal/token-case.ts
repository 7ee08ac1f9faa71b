import type { DeviceModel } from "../core/catalog/index.ts";
import type { Dsn } from "../core/dsn/index.ts";
import type { BodyEncoding, Outcome, TokenShape } from "../exchange/index.ts";
import type { TokenReason } from "../simulator/index.ts";
import type { Exchanged } from "./amazon-side.ts";
import { observe } from "./observe.ts";
import type { Observation } from "./rehearsal-result.ts";
import type { Stage } from "./stage.ts";

/** A model that is sold on Amazon, with a listing and a serial for one use. */
export interface Sellable {
  readonly model: DeviceModel;
  readonly serial: Dsn;
  readonly asin: string;
}

/** Every model with a listing and a serial. */
export function sellable(stage: Stage, use: string): readonly Sellable[] {
  return stage.catalog.models.flatMap((model) => {
    const serial = stage.serial(model, use);
    const asin = model.listings[0]?.asin;
    return serial === undefined || asin === undefined ? [] : [{ model, serial, asin }];
  });
}

/** Sells a unit with opt-in and lets the fulfilment centre scan it, so that its serial becomes exchangeable. */
export function sellAndScan(stage: Stage, { model, serial, asin }: Sellable): void {
  const { deviceModel } = model;
  stage.amazon.simulator.checkout({ deviceModel, dsn: serial, optedIn: true });
  stage.amazon.simulator.scan({ deviceModel, dsn: serial, asin });
}

/** What has to come of an exchange that is to be refused. */
export interface ExpectedRefusal {
  readonly subject: string;
  /** What the simulator itself has to name as the reason. */
  readonly reason: TokenReason;
}

/**
 * The three documented refusals are 400s whose bodies nobody outside knows, so a client that was not calibrated must say
 * just that. The simulator's journal shows that it was refused for the reason that the case is about.
 */
export function observeRefusal(exchanged: Exchanged, expected: ExpectedRefusal): Observation {
  const { outcome, journal } = exchanged;
  const status = outcome.evidence.status ?? "no answer";
  return observe({
    subject: expected.subject,
    expected: `400, outcome rejected_400_unclassified, because ${expected.reason}`,
    got: `${status}, outcome ${outcome.outcome}, because ${journal?.reason ?? "no request arrived"}`,
    holds: status === 400 && outcome.outcome === "rejected_400_unclassified" && journal?.reason === expected.reason,
    nextStep: "Look at the client: it must send the device as documented and must not guess at what a 400 means.",
  });
}

/** Exchanges a serial that is ready for it and checks the outcome, what arrived, and the shape of the tokens. */
export async function observeExchanged(stage: Stage, item: Sellable, encoding: BodyEncoding): Promise<Observation> {
  const { model, serial } = item;
  const { amazon } = stage;
  const { outcome, journal } = await amazon.exchange({
    deviceModel: model.deviceModel,
    dsn: serial,
    credentials: amazon.credentialsOf(model),
    encoding,
  });
  const arrived = `${journal?.encoding ?? "nothing"} for ${journal?.dsn ?? "no serial"}`;
  return observe({
    subject: model.deviceModel,
    expected: `exchanged, with tokens of the documented shape; ${encoding} for ${serial} arrived`,
    got: `${describeOutcome(outcome)}; ${arrived} arrived`,
    holds:
      outcome.outcome === "exchanged" &&
      hasDocumentedShape(outcome.tokenShape) &&
      journal?.encoding === encoding &&
      journal.dsn === serial,
    nextStep: outcome.message,
  });
}

function describeOutcome(outcome: Outcome): string {
  if (outcome.outcome !== "exchanged") return outcome.outcome;
  return hasDocumentedShape(outcome.tokenShape)
    ? "exchanged, with tokens of the documented shape"
    : "exchanged, with tokens of another shape";
}

/** Type, prefixes and lengths: README, facts P10 and P11, and the document's example for the refresh token's prefix. */
function hasDocumentedShape({ accessToken, refreshToken, tokenType, expiresInSeconds }: TokenShape): boolean {
  const lengthsFit = accessToken.length >= 350 && accessToken.length <= 2048 && refreshToken.length <= 2048;
  return (
    lengthsFit &&
    accessToken.hasPrefix &&
    refreshToken.hasPrefix &&
    tokenType.toLowerCase() === "bearer" &&
    expiresInSeconds > 0
  );
}
