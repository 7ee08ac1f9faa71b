import { assert } from "../core/index.ts";
import { oauthErrorFields, refreshFields } from "./answer-fields.ts";
import { type Conversation, converse } from "./conversation.ts";
import { requireDirectConnection } from "./direct-connection.ts";
import { parseEndpoint } from "./endpoint.ts";
import { conversationOptions, type EndpointOptions } from "./exchange-token.ts";
import { evidenceOf, judgeTrouble, violation } from "./judge-answer.ts";
import { localRefusal } from "./local-refusal.ts";
import type { OutcomeBase, Trouble } from "./outcome.ts";
import { refreshBody } from "./request-body.ts";
import { type TokenShape, type Tokens, tokenShape, tokensOf } from "./tokens.ts";

/** A refresh token to be renewed, with the device it belongs to. */
export interface RefreshRequest extends EndpointOptions {
  readonly deviceModel: string;
  readonly dsn: string;
  readonly refreshToken: string;
  /** The only way to the tokens. Awaited; its rejection is passed on. */
  readonly onTokens?: ((tokens: Tokens) => void | Promise<void>) | undefined;
}

/** What a refresh came to. */
export type RefreshOutcome = OutcomeBase &
  (
    | {
        readonly outcome: "refreshed";
        readonly tokenShape: TokenShape;
        /** True when the endpoint gave another refresh token; the old one may be dead. */
        readonly isRotated: boolean;
      }
    /** `invalid-grant` (RFC 6749, 5.2): the refresh token is dead, for example after deregistration. */
    | { readonly outcome: "refresh_rejected"; readonly reason: "invalid-grant" | "other" }
    | Trouble
  );

/** Trades a refresh token for a new access token. Rejects only with ERR_ENDPOINT or ERR_LIVE_GUARD, like the exchange. */
export async function refreshToken(request: RefreshRequest): Promise<RefreshOutcome> {
  const endpoint = parseEndpoint(request.endpoint);
  // A fetch of the caller's own connects as the caller wants.
  if (request.fetch === undefined) requireDirectConnection(endpoint);
  const { deviceModel, dsn } = request;
  const refusal = localRefusal({ endpoint, deviceModel, dsn, live: request.live });
  if (refusal !== undefined) {
    const evidence = { attempts: 0, elapsedMs: 0, history: [] };
    const message = `Not sent: ${refusal.message}`;
    return { deviceModel, dsn, encoding: "form", evidence, ...refusal, outcome: "refused_locally", message };
  }
  const conversation = await converse(endpoint.url, refreshBody(request), conversationOptions(request));
  const judged = judge(conversation, request);
  if (judged.tokens !== undefined) await request.onTokens?.(judged.tokens);
  return judged.outcome;
}

function judge(
  conversation: Conversation,
  request: RefreshRequest,
): { readonly outcome: RefreshOutcome; readonly tokens?: Tokens } {
  const { deviceModel, dsn, credentials } = request;
  const evidence = evidenceOf(conversation, [credentials.clientSecret, request.refreshToken]);
  const base = { deviceModel, dsn, encoding: "form" as const, evidence };
  const trouble = judgeTrouble(conversation, evidence);
  if (trouble !== undefined) return { outcome: { ...base, ...trouble } };
  const { delivery } = conversation;
  assert(delivery.kind === "answer", "a failure is trouble");
  if (delivery.status === 400) {
    const isDead = oauthErrorFields(delivery.body)?.error === "invalid_grant";
    const message = isDead
      ? "The refresh token is dead: revoked, deregistered or replaced."
      : "The endpoint answered 400 to the refresh.";
    return { outcome: { ...base, outcome: "refresh_rejected", reason: isDead ? "invalid-grant" : "other", message } };
  }
  const result = refreshFields(delivery.body);
  if (!result.ok) {
    const message = `The endpoint answered 200, but not with tokens as documented: ${result.faults.join("; ")}.`;
    return { outcome: { ...base, ...violation(result.why, result.faults, message) } };
  }
  const fields = { ...result.fields, refresh_token: result.fields.refresh_token ?? request.refreshToken };
  return {
    outcome: {
      ...base,
      outcome: "refreshed",
      tokenShape: tokenShape(fields, credentials.clientSecret),
      isRotated: fields.refresh_token !== request.refreshToken,
      message: `The access token of ${dsn} was renewed.`,
    },
    tokens: tokensOf(fields),
  };
}
