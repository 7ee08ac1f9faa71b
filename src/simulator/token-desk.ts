import { timingSafeEqual } from "node:crypto";
import { BoxproofError } from "../core/index.ts";
import type { DeviceKey, NotPreregistered } from "./device-record.ts";
import type { DeviceRegister } from "./device-register.ts";
import type { ModelBook } from "./model-book.ts";
import type { LwaClient } from "./simulator-options.ts";
import {
  clientAnswer,
  conditionAnswer,
  grantTypeAnswer,
  malformedAnswer,
  refreshTokenAnswer,
  scopeAnswer,
  scopeDataAnswer,
  type TokenAnswer,
  tokenLimitAnswer,
  tokensAnswer,
} from "./token-answer.ts";
import type { TokenMint } from "./token-mint.ts";
import type { TokenRequest } from "./token-request.ts";

/** The order in which a request is judged (Amazon's is not known); a journal entry names the steps that it passed. */
export const tokenSteps = [
  "well-formed",
  "client",
  "grant-type",
  "scope",
  "scope-data",
  "model",
  "credentials",
  "preregistered",
] as const;

/** One step of judging a request. */
export type TokenStep = (typeof tokenSteps)[number];

/** An answer with what the client is not told. */
export interface TokenJudgement {
  readonly answer: TokenAnswer;
  /** The steps that the request passed, in order. */
  readonly passed: readonly TokenStep[];
  /** Why, as a sentence for the journal. */
  readonly because: string;
  /** The device that tokens were given out for, or asked for. */
  readonly device?: DeviceKey;
}

/** Judges well-read requests and gives out tokens. */
export interface TokenDesk {
  answer(request: TokenRequest): TokenJudgement;
  /** Makes all tokens of a device void. */
  revoke(device: DeviceKey): void;
  reset(): void;
}

/** What the desk needs of its surroundings. */
export interface TokenDeskOptions {
  readonly models: ModelBook;
  readonly register: DeviceRegister;
  readonly clients: readonly LwaClient[];
  readonly mint: TokenMint;
}

interface Refreshable extends DeviceKey {
  readonly lwaClientId: string;
}

const refreshTokensMax = 100_000;

const whyNot: Readonly<Record<NotPreregistered, string>> = {
  "no-purchase": "Nobody bought this DSN on Amazon.",
  "opted-out": "The customer skipped preregistration at checkout.",
  "not-scanned": "It was bought, but the fulfilment centre has not accepted a scan of its box.",
  "not-yet": "Its scan was accepted, but it is not exchangeable yet.",
  "exchanged-before": "It was exchanged before, and this simulator refuses a second exchange.",
  deregistered: "It was deregistered.",
};

/** A desk over the register; two clients with one id are refused with ERR_USAGE. */
export function createTokenDesk(options: TokenDeskOptions): TokenDesk {
  const secrets = clientSecrets(options.clients);
  const refreshable = new Map<string, Refreshable>();

  return {
    answer(request) {
      if (request.malformed !== undefined)
        return refuse(0, malformedAnswer(request.malformed), request.malformed.because);
      const { clientId = "", clientSecret = "", grantType } = request;
      const secret = secrets.get(clientId);
      if (secret === undefined) return refuse(1, clientAnswer("client-unknown"), "No such client id.");
      if (!isSame(secret, clientSecret)) {
        return refuse(1, clientAnswer("client-secret-wrong"), "The client secret is not the client's.");
      }
      if (grantType === "refresh_token") return refresh(options, refreshable, request, clientId);
      if (grantType !== "device_preregistration") return refuse(2, grantTypeAnswer(), "The grant type is unknown.");
      return exchange(options, refreshable, request, clientId);
    },
    revoke(device) {
      for (const [token, owner] of refreshable) {
        if (owner.deviceModel === device.deviceModel && owner.dsn === device.dsn) refreshable.delete(token);
      }
    },
    reset: () => refreshable.clear(),
  };
}

function exchange(
  { models, register, mint }: TokenDeskOptions,
  refreshable: Map<string, Refreshable>,
  request: TokenRequest,
  lwaClientId: string,
): TokenJudgement {
  if (request.scope !== "dash:replenish") return refuse(3, scopeAnswer(), "The scope is not dash:replenish.");
  const { scopeData = { because: "scope_data is missing." } } = request;
  if ("because" in scopeData) return refuse(4, scopeDataAnswer(), scopeData.because);
  const device = { deviceModel: scopeData.deviceModel, dsn: scopeData.dsn };
  const model = models.find(device.deviceModel);
  if (model === undefined) {
    return refuse(5, conditionAnswer("model-not-onboarded"), "The device model was never onboarded.", device);
  }
  if (model.lwaClientId !== lwaClientId) {
    const because = "Another security profile onboarded the device model.";
    return refuse(6, conditionAnswer("foreign-credentials"), because, device);
  }
  if (refreshable.size >= refreshTokensMax) {
    return refuse(
      7,
      tokenLimitAnswer(),
      `The simulator keeps at most ${refreshTokensMax} refresh tokens; reset it.`,
      device,
    );
  }
  const result = register.exchange(device);
  if ("because" in result) return refuse(7, conditionAnswer("not-preregistered"), whyNot[result.because], device);
  const refreshToken = mint.refreshToken(device.deviceModel, device.dsn, result.n);
  refreshable.set(refreshToken, { ...device, lwaClientId });
  const accessToken = mint.accessToken(device.deviceModel, device.dsn, register.nextAccessToken(device));
  const answer = tokensAnswer("exchanged", { accessToken, refreshToken });
  return { answer, passed: tokenSteps, because: "Bought with preregistration, and the box scan was accepted.", device };
}

function refresh(
  { register, mint }: TokenDeskOptions,
  refreshable: ReadonlyMap<string, Refreshable>,
  { refreshToken = "" }: TokenRequest,
  lwaClientId: string,
): TokenJudgement {
  const owner = refreshable.get(refreshToken);
  if (owner === undefined) return refuse(3, refreshTokenAnswer(), "The refresh token was never given out, or is void.");
  const { deviceModel, dsn } = owner;
  const device = { deviceModel, dsn };
  if (owner.lwaClientId !== lwaClientId) {
    return refuse(3, refreshTokenAnswer(), "The refresh token was given to another client.", device);
  }
  const accessToken = mint.accessToken(deviceModel, dsn, register.nextAccessToken(owner));
  const answer = tokensAnswer("refreshed", { accessToken, refreshToken });
  return { answer, passed: tokenSteps.slice(0, 3), because: "The refresh token is good.", device };
}

function refuse(passedCount: number, answer: TokenAnswer, because: string, device?: DeviceKey): TokenJudgement {
  return { answer, passed: tokenSteps.slice(0, passedCount), because, device };
}

function clientSecrets(clients: readonly LwaClient[]): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  for (const { lwaClientId, secret } of clients) {
    if (lwaClientId === "" || secret === "" || secrets.has(lwaClientId)) {
      throw new BoxproofError(
        "ERR_USAGE",
        `The client ${JSON.stringify(lwaClientId)} is empty or was handed over twice.`,
        {
          remedy: "Hand over each client once, with its id and secret.",
        },
      );
    }
    secrets.set(lwaClientId, secret);
  }
  return secrets;
}

function isSame(expected: string, found: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(found)];
  return left.length === right.length && timingSafeEqual(left, right);
}
