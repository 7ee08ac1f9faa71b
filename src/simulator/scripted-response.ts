import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { BoxproofError } from "../core/index.ts";

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "a header name (RFC 9110)");
const headerValue = z
  .string()
  .max(2_048)
  .regex(/^[\t\u0020-\u007e]*$/, "printable ASCII");
const headers = z.record(headerName, headerValue);
const status = z.int().min(200).max(599);
const body = z.string().max(1024 * 1024);
const delayMs = z.int().min(0).max(120_000);

/** What `enqueueResponse` and the control plane's faults take; all times are real milliseconds. */
export const scriptedResponseSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answer"),
    status: status.optional(),
    headers: headers.optional(),
    body: body.optional(),
    delayMs: delayMs.optional(),
  }),
  z.strictObject({ kind: z.literal("truncate"), status: status.optional(), headers: headers.optional(), body }),
  z.strictObject({ kind: z.literal("reset"), delayMs: delayMs.optional() }),
  z.strictObject({ kind: z.literal("delay"), delayMs }),
]);

/**
 * What the token endpoint does once instead of its own answer. `answer`: this status (200), these headers and this
 * body, after a delay. `truncate`: announces the whole body, sends half of it and cuts the connection. `reset`: resets
 * the connection before any answer. `delay`: waits, then judges the request as usual.
 */
export type ScriptedResponse = Readonly<z.infer<typeof scriptedResponseSchema>>;

/** Responses in the order in which they will be given, one a request. */
export interface ResponseScript {
  /** ERR_USAGE for a response that HTTP cannot carry; ERR_OVERLOADED when 1,000 are waiting. */
  enqueue(response: ScriptedResponse): void;
  next(): ScriptedResponse | undefined;
  clear(): void;
  readonly length: number;
}

const waitingMax = 1_000;

/** An empty script. */
export function createResponseScript(): ResponseScript {
  let waiting: ScriptedResponse[] = [];
  return {
    enqueue(response) {
      const parsed = scriptedResponseSchema.safeParse(response);
      if (!parsed.success) {
        throw new BoxproofError("ERR_USAGE", `This is no response to script: ${z.prettifyError(parsed.error)}.`);
      }
      if (waiting.length >= waitingMax) {
        throw new BoxproofError("ERR_OVERLOADED", `At most ${waitingMax} scripted responses can wait.`);
      }
      waiting.push(parsed.data);
    },
    next: () => waiting.shift(),
    clear() {
      waiting = [];
    },
    get length() {
      return waiting.length;
    },
  };
}

/** Plays a response on the wire: the status that went out, undefined when none did. */
export async function playResponse(
  script: Exclude<ScriptedResponse, { kind: "delay" }>,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<number | undefined> {
  if (script.kind !== "truncate") await wait(script.delayMs ?? 0, closing);
  if (script.kind === "reset") {
    response.socket?.resetAndDestroy();
    return undefined;
  }
  response.statusCode = script.status ?? 200;
  for (const [name, value] of Object.entries(script.headers ?? {})) response.setHeader(name, value);
  if (script.kind === "answer") {
    response.end(script.body ?? "");
    return response.statusCode;
  }
  const bytes = Buffer.from(script.body);
  response.setHeader("Content-Length", bytes.length);
  // The cut comes after the half has left, or the client would see no more than a reset.
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroySoon());
  return response.statusCode;
}

/** Waits in real time; ends at once when the simulator closes. */
export async function wait(ms: number, closing: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: closing }).catch(() => undefined);
}
