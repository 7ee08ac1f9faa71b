import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import { BoxproofError, defined } from "../core/index.ts";
import type { Ledger } from "../ledger/index.ts";
import { answerError, hostOfHeader, isLoopback, type RequestSentences } from "../web/index.ts";
import type { CatalogFault } from "./catalog-faults.ts";
import { type ImageStore, imageBytesMax, imageTooLarge } from "./image-store.ts";
import type { Readiness } from "./readiness.ts";
import { repeatedKey } from "./repeated-key.ts";
import type { ScanIntake } from "./scan-intake.ts";
import { isScanId, parseScanRequest, type ScanRequest } from "./scan-request.ts";

const scanBytesMax = 64 * 1024;
/** Errors of the catalog that `/readyz` shows; it always gives their number. */
const shownFaultMax = 20;

/** What the routes work with. */
export interface LineAppParts {
  readonly ledger: Ledger;
  readonly intake: ScanIntake;
  readonly images: ImageStore;
  readonly readiness: Readiness;
  readonly catalogFaults: readonly CatalogFault[];
  /** True when other machines may call. */
  readonly isExposed: boolean;
  /** True once the service is to stop. */
  isStopping(): boolean;
  /** Told of every request that failed through a defect or the environment. */
  onFailure(error: BoxproofError): void;
}

/** The routes of the line service. Every answer is JSON; every error is a problem with a stable code. */
export function createLineApp(parts: LineAppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  // No ETag: the answer to a repeat is the whole answer, never 304.
  app.disable("etag");
  app.enable("case sensitive routing");
  app.enable("strict routing");
  app.set("query parser", false);
  app.use(everyAnswer(parts));
  app.route("/livez").get((_request, response) => sendJson(response, JSON.stringify({ live: true })));
  // Ready whatever the catalog's errors: a line that works must not be taken out for a stale example.
  const catalogErrors = {
    count: parts.catalogFaults.length,
    first: parts.catalogFaults.slice(0, shownFaultMax),
  };
  app.route("/readyz").get(async (_request, response) => {
    if (parts.isStopping()) throw shuttingDown();
    sendJson(response, JSON.stringify({ ready: true, ...(await parts.readiness.check()), catalogErrors }));
  });
  app.use(refuseWhenStopping(parts));
  app.route("/v1/scans").post(scanBody(), async (request, response) => {
    sendJson(response, await parts.intake.take(scanRequestOf(request)));
  });
  app.route("/v1/scans/:scanId").get(async (request, response) => sendJson(response, await storedScan(parts, request)));
  app.route("/v1/scans/:scanId/image").put(async (request, response) => {
    sendJson(response, await storeImage(parts, request));
  });
  refuseOtherMethods(app);
  app.use((request) => {
    throw new BoxproofError(
      "ERR_ROUTE_UNKNOWN",
      `There is nothing at ${request.method} ${request.path.slice(0, 200)}.`,
      {
        remedy: "POST /v1/scans · GET /v1/scans/{scanId} · PUT /v1/scans/{scanId}/image · GET /livez · GET /readyz",
      },
    );
  });
  app.use(answerError({ sentences, onFailure: parts.onFailure }));
  return app;
}

function everyAnswer(parts: LineAppParts): RequestHandler {
  return (request, response, next) => {
    response.set("cache-control", "no-store");
    response.set("x-content-type-options", "nosniff");
    if (parts.isStopping()) response.set("connection", "close");
    // A web page that makes its own name point here would otherwise reach a service that is meant for this machine only.
    const host = hostOfHeader(request.headers.host ?? "localhost");
    if (parts.isExposed || (host !== undefined && isLoopback(host))) return next();
    throw new BoxproofError("ERR_HOST", "The Host header does not name this machine.", {
      remedy: "Call the service by 127.0.0.1, ::1 or localhost, or start it with --host and --expose.",
    });
  };
}

function refuseWhenStopping(parts: LineAppParts): RequestHandler {
  return (_request, _response, next) => {
    if (parts.isStopping()) throw shuttingDown();
    next();
  };
}

function shuttingDown(): BoxproofError {
  return new BoxproofError("ERR_SHUTTING_DOWN", "The service is stopping; nothing was stored.", {
    remedy: "Send the same request again when it is back.",
  });
}

/** Express answers HEAD by GET; every other method of a known path is refused by name. */
function refuseOtherMethods(app: Express): void {
  const allowed = {
    "/livez": "GET, HEAD",
    "/readyz": "GET, HEAD",
    "/v1/scans": "POST",
    "/v1/scans/:scanId": "GET, HEAD",
    "/v1/scans/:scanId/image": "PUT",
  };
  for (const [path, methods] of Object.entries(allowed)) {
    app.all(path, (request, response) => {
      response.set("allow", methods);
      throw new BoxproofError("ERR_METHOD", `${request.method} is not possible here.`, { remedy: `Use ${methods}.` });
    });
  }
}

function scanBody(): RequestHandler {
  return express.raw({ type: isJson, limit: scanBytesMax, inflate: false });
}

function isJson(request: { readonly headers: { readonly "content-type"?: string | undefined } }): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(request.headers["content-type"] ?? "");
}

function scanRequestOf(request: Request): ScanRequest {
  if (!isJson(request)) {
    throw new BoxproofError("ERR_MEDIA_TYPE", "A scan is sent as application/json in UTF-8.", {
      remedy: "Set the header Content-Type: application/json.",
    });
  }
  const parsed = parseScanRequest(parseJson(request.body));
  if (parsed.ok) return parsed.request;
  const sentences = parsed.faults.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  throw new BoxproofError("ERR_REQUEST_BODY", `The body is not a scan: ${sentences.join("; ")}.`, {
    remedy: 'Send {"scanId": "…", "station": "…", "symbols": [{"text": "…"}]}.',
    details: { faults: parsed.faults },
  });
}

function parseJson(body: unknown): unknown {
  const text = utf8Text(body);
  const value = jsonValue(text);
  const key = repeatedKey(text);
  if (key === undefined) return value;
  throw new BoxproofError("ERR_REQUEST_BODY", `The body has the key ${JSON.stringify(key.slice(0, 64))} twice.`, {
    remedy: "Send every key once: of two values, nobody can tell which one is meant.",
  });
}

function utf8Text(body: unknown): string {
  try {
    // Fatal: text that is not UTF-8 must not be judged with replacement characters in it.
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.isBuffer(body) ? body : new Uint8Array());
  } catch (error) {
    throw notJson(error);
  }
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(error);
  }
}

function notJson(cause: unknown): BoxproofError {
  return new BoxproofError("ERR_REQUEST_BODY", "The body is not JSON in UTF-8.", {
    remedy: 'Send {"scanId": "…", "station": "…", "symbols": [{"text": "…"}]}.',
    cause,
  });
}

async function storedScan(parts: LineAppParts, request: Request): Promise<string> {
  const { answer, request: sent, image } = await findScan(parts, request);
  return JSON.stringify({ answer: JSON.parse(answer), request: JSON.parse(sent), image });
}

async function findScan(parts: LineAppParts, request: Request) {
  const scanId = scanIdOf(request);
  const scan = isScanId(scanId) ? await parts.ledger.findScan(scanId) : undefined;
  if (scan !== undefined) return scan;
  throw new BoxproofError("ERR_SCAN_UNKNOWN", `No scan ${JSON.stringify(scanId.slice(0, 128))} is stored.`, {
    remedy: "Send the scan first (POST /v1/scans) and wait for its answer.",
  });
}

function scanIdOf(request: Request): string {
  const { scanId } = request.params;
  return defined(typeof scanId === "string" ? scanId : undefined, "the route has a scanId");
}

async function storeImage(parts: LineAppParts, request: Request): Promise<string> {
  if (!/^image\/[a-z0-9.+-]+\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    throw new BoxproofError("ERR_MEDIA_TYPE", "An image is sent as the body itself, with a Content-Type of image/….", {
      remedy: "Set the header Content-Type, for example image/jpeg; do not send a form.",
    });
  }
  if (Number(request.headers["content-length"] ?? 0) > imageBytesMax) throw imageTooLarge();
  const { scanId, image } = await findScan(parts, request);
  // Not destroyed on return: the socket must live on to carry the refusal.
  const received = await parts.images.receive(request.iterator({ destroyOnReturn: false }));
  try {
    const { sha256, mediaType, byteCount } = received;
    // The file first: a row in the ledger always has its file, while a file without a row only costs its space.
    if (image === undefined || image.sha256 === sha256) await received.keep();
    return JSON.stringify({ scanId, ...(await parts.ledger.attachImage(scanId, { sha256, mediaType, byteCount })) });
  } finally {
    await received.discard();
  }
}

function sendJson(response: Response, text: string): void {
  response.status(200).set("content-type", "application/json; charset=utf-8").end(text);
}

const sentences: RequestSentences = {
  bodyTooLarge: {
    message: "The body is larger than a scan may be (65536 bytes).",
    remedy: "Send one scan per request, with at most 20 symbols; images go to /v1/scans/{scanId}/image.",
  },
  failed: {
    message: "The service failed on this request; nothing is known to be stored.",
    remedy: "Send the same request again; if it fails again, look at the service's log.",
  },
};
