import express, { type ErrorRequestHandler, type Express, type Request, type Response } from "express";
import type { Journal, TokenEvent } from "./journal.ts";
import { namesThisMachine } from "./loopback-host.ts";
import type { Malformed } from "./request-body.ts";
import { playResponse, type ResponseScript, type ScriptedResponse, wait } from "./scripted-response.ts";
import type { SimulatorClock } from "./simulator-clock.ts";
import { internalAnswer, type TokenAnswer } from "./token-answer.ts";
import type { TokenDesk } from "./token-desk.ts";
import { readTokenRequest, type TokenRequest } from "./token-request.ts";

/** What the token endpoint needs of its surroundings. */
export interface TokenServerOptions {
  readonly desk: TokenDesk;
  readonly script: ResponseScript;
  readonly journal: Journal;
  readonly clock: SimulatorClock;
  readonly strict: boolean;
  readonly requestId: () => string;
  /** Raised when the simulator closes: waiting answers end. */
  readonly closing: AbortSignal;
}

/** Where clients ask for tokens. Amazon's documents say `o2`, its sample code `O2` (README, fact P4). */
const tokenPaths = ["/auth/o2/token", "/auth/O2/token"];

const bodyBytesMax = 64 * 1024;

type Judged = Pick<TokenEvent, "status" | "reason" | "because" | "passed">;

/** The token endpoint: everything else on its port is 404. */
export function createTokenServer(options: TokenServerOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("case sensitive routing", true);
  app.set("strict routing", true);
  app.use((request, response, next) => {
    setCommonHeaders(response, options);
    if (namesThisMachine(request.headers.host)) return next();
    const because = "The Host header does not name this machine.";
    refuse(request, response, options, { status: 421, reason: "host", because });
  });
  const readBytes = express.raw({ type: () => true, limit: bodyBytesMax, inflate: false });
  app.post(tokenPaths, readBytes, (request, response) => answerPost(request, response, options));
  app.all(tokenPaths, (request, response) => {
    response.setHeader("Allow", "POST");
    refuse(request, response, options, { status: 405, reason: "method", because: "Only POST is answered here." });
  });
  app.use((request, response) => {
    refuse(request, response, options, { status: 404, reason: "path", because: "There is nothing at this path." });
  });
  app.use(bodyErrorHandler(options));
  return app;
}

async function answerPost(request: Request, response: Response, options: TokenServerOptions): Promise<void> {
  const tokenRequest = readTokenRequest(
    {
      contentType: request.headers["content-type"],
      hasAuthorization: request.headers.authorization !== undefined,
      body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
    },
    { strict: options.strict },
  );
  const scripted = options.script.next();
  if (scripted?.kind === "delay") await wait(scripted.delayMs, options.closing);
  if (scripted === undefined || scripted.kind === "delay") {
    const { answer, passed, because } = options.desk.answer(tokenRequest);
    sendAnswer(response, answer);
    record(request, response, options, tokenRequest, { status: answer.status, reason: answer.reason, passed, because });
    return;
  }
  const status = await playResponse(scripted, response, options.closing);
  record(request, response, options, tokenRequest, scriptedJudgement(scripted, status));
}

function scriptedJudgement(scripted: ScriptedResponse, status: number | undefined): Judged {
  return { status, reason: "scripted", because: `A response was scripted: ${scripted.kind}.`, passed: [] };
}

/** A request id as Amazon sends one, no caching (RFC 6749, 5.1), a charset; the time is the simulator's own. */
function setCommonHeaders(response: Response, { clock, requestId }: TokenServerOptions): void {
  response.setHeader("x-amzn-RequestId", requestId());
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Pragma", "no-cache");
  response.setHeader("Content-Type", "application/json;charset=UTF-8");
  response.setHeader("Date", new Date(clock.now()).toUTCString());
}

function sendAnswer(response: Response, { status, reason, body }: TokenAnswer): void {
  response.statusCode = status;
  response.setHeader("x-sim-reason", reason);
  response.end(JSON.stringify(body));
}

const refusals = { 404: "Not Found", 405: "Method Not Allowed", 421: "Misdirected Request" } as const;

function refuse(
  request: Request,
  response: Response,
  options: TokenServerOptions,
  { status, reason, because }: { status: keyof typeof refusals; reason: "path" | "method" | "host"; because: string },
): void {
  response.statusCode = status;
  response.setHeader("x-sim-reason", reason);
  response.end(JSON.stringify({ message: refusals[status] }));
  record(request, response, options, { notes: [] }, { status, reason, because, passed: [] });
}

/** Errors of the body's reader (body-parser's `type`) as answers of the endpoint; anything else is our own defect. */
function bodyErrorHandler(options: TokenServerOptions): ErrorRequestHandler {
  return (error: { readonly type?: string }, request, response, _next) => {
    const malformed = bodyErrors[error.type ?? ""];
    const { answer, passed, because } =
      malformed === undefined
        ? { answer: internalAnswer(), passed: [], because: "The simulator itself failed; this is a defect of it." }
        : options.desk.answer({ malformed, notes: [] });
    const judged = { reason: answer.reason, passed, because };
    if (!response.headersSent) sendAnswer(response, answer);
    record(request, response, options, { notes: [] }, { status: response.statusCode, ...judged });
  };
}

const bodyErrors: Readonly<Record<string, Malformed>> = {
  "entity.too.large": { status: 413, reason: "body-too-large", because: `The body has over ${bodyBytesMax} bytes.` },
  "encoding.unsupported": { status: 415, reason: "content-encoding", because: "The body is compressed." },
  "request.aborted": { status: 400, reason: "body-incomplete", because: "The client gave up within the body." },
  "request.size.invalid": { status: 400, reason: "body-incomplete", because: "The body is not as long as announced." },
};

function record(
  request: Request,
  response: Response,
  { journal }: TokenServerOptions,
  tokenRequest: TokenRequest,
  judged: Judged,
): void {
  const { encoding, grantType, clientId, scope, scopeData, clientSecret = "", refreshToken = "" } = tokenRequest;
  const device = scopeData === undefined || "because" in scopeData ? undefined : scopeData;
  const queryNotes = request.originalUrl.includes("?") ? ["A query was given in the address; it is ignored."] : [];
  journal.record(
    {
      kind: "token-request",
      requestId: String(response.getHeader("x-amzn-RequestId")),
      method: request.method,
      path: request.path,
      userAgent: request.headers["user-agent"],
      contentType: request.headers["content-type"],
      encoding,
      grantType,
      clientId,
      scope,
      deviceModel: device?.deviceModel,
      dsn: device?.dsn,
      nesting: device?.nesting,
      ...judged,
      notes: [...queryNotes, ...tokenRequest.notes],
    },
    [clientSecret, refreshToken],
  );
}
