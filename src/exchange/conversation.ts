import { defined, type Random } from "../core/index.ts";
import type { Clock } from "./clock.ts";
import type { Attempt } from "./outcome.ts";
import type { RequestBody } from "./request-body.ts";
import { retryAfterMs } from "./retry-after.ts";
import { type Delivery, type Fetch, post } from "./transport.ts";

const backoffBaseMs = 200;

/** Bounds and means of a conversation with the token endpoint. */
export interface ConversationOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: Pick<Random, "fraction">;
  /** All attempts, their waits and bodies together. */
  readonly deadlineMs: number;
  readonly attemptsMax: number;
}

/** A request with all its retries, over. */
export interface Conversation {
  readonly delivery: Delivery;
  readonly history: readonly Attempt[];
  readonly elapsedMs: number;
  /** What the last answer asked to wait, when it asked. */
  readonly retryAfterMs?: number;
}

/**
 * Posts the body until an answer settles it, attempts or time are used up. Tried again: network failures, 429 and 5xx,
 * after a fully jittered exponential wait or after what Retry-After asks, if that is before the deadline.
 */
export async function converse(url: string, body: RequestBody, options: ConversationOptions): Promise<Conversation> {
  const { clock } = options;
  const startMs = clock.nowMs();
  const deadline = clock.deadline(options.deadlineMs);
  const history: Attempt[] = [];
  for (;;) {
    const delivery = await post(options.fetch, url, body, deadline);
    const nowMs = clock.nowMs();
    const elapsedMs = Math.max(0, Math.round(nowMs - startMs));
    const askedMs = delivery.kind === "failure" ? undefined : retryAfterMs(delivery.headers, nowMs);
    history.push(attemptOf(delivery));
    const over = {
      delivery,
      history,
      elapsedMs,
      ...(askedMs === undefined ? {} : { retryAfterMs: askedMs }),
    };
    if (!canRetry(delivery) || history.length >= options.attemptsMax) return over;
    const waitMs = waitBefore(history.length, askedMs, options.random);
    if (elapsedMs + waitMs >= options.deadlineMs) return over;
    history[history.length - 1] = { ...defined(history.at(-1), "an attempt was made"), waitedMs: waitMs };
    await clock.sleep(waitMs);
  }
}

/** An untrusted certificate or a server that speaks no HTTP does not heal within seconds; the deadline is final. */
function canRetry(delivery: Delivery): boolean {
  if (delivery.kind === "failure") return !["deadline", "tls", "not-http"].includes(delivery.failure);
  return delivery.status === 429 || delivery.status >= 500;
}

function waitBefore(attempt: number, askedMs: number | undefined, random: Pick<Random, "fraction">): number {
  const ceilingMs = backoffBaseMs * 2 ** (attempt - 1);
  // Jitter on top of what was asked, so that many clients sent away together do not come back together.
  return Math.round((askedMs ?? 0) + random.fraction() * ceilingMs);
}

function attemptOf(delivery: Delivery): Attempt {
  if (delivery.kind !== "failure") return { status: delivery.status };
  return { failure: delivery.failure, ...(delivery.code === undefined ? {} : { failureCode: delivery.code }) };
}
