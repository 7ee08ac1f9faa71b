import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import { BoxproofError } from "../core/index.ts";
import type { CheckedCatalog } from "./catalog-source.ts";
import { withChanges } from "./hand-over.ts";
import { answerError, type ErrorAnswers } from "./http/answer-error.ts";
import type { StatusOfCode } from "./http/problem.ts";
import type { RequestSentences } from "./http/request-error.ts";
import { addManifestRoutes, bodyBytesMax, type ManifestParts } from "./manifest-routes.ts";
import type { ModuleFile } from "./module-files.ts";
import { errorPage } from "./pages/error-page.ts";
import { manifestPage } from "./pages/manifest-page.ts";
import { modelPage } from "./pages/model-page.ts";
import { type ModelFilter, modelsPage } from "./pages/models-page.ts";
import { proverPage } from "./pages/prover-page.ts";
import { type Frame, type Page, pageShell } from "./shell.ts";
import { styleSheet } from "./style-sheet.ts";

/** What the pages of the console are made from. */
export interface ConsoleParts extends ManifestParts {
  readonly frame: Frame;
  readonly modules: readonly ModuleFile[];
  /** Changes with the modules, so that browsers may keep them for ever. */
  readonly modulesVersion: string;
  /** True for a `Host` header by which this console may be called. */
  isOwnHost(header: string | undefined): boolean;
  /** Told of every request that failed through a defect or the environment. */
  onFailure(error: BoxproofError): void;
}

/** Everything comes from here and nothing is inline, so that a hostile name in a catalog could not become code. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The routes of the console: pages, their modules, the manifest. */
export function createConsoleApp(parts: ConsoleParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.enable("case sensitive routing");
  app.enable("strict routing");
  app.set("query parser", false);
  app.use(everyAnswer(parts));
  addPages(app, parts);
  addFiles(app, parts);
  addManifestRoutes(app, parts);
  app.use((request) => {
    const path = request.path.slice(0, 200);
    if (request.method === "GET" || request.method === "HEAD") throw unknownRoute(`There is no page ${path}.`);
    throw new BoxproofError("ERR_METHOD", `${request.method} is not possible at ${path}.`, { remedy: "Use GET." });
  });
  app.use(answerError({ sentences, statuses, onFailure: parts.onFailure, present: presentError(parts) }));
  return app;
}

function everyAnswer(parts: ConsoleParts): RequestHandler {
  return (request, response, next) => {
    response.set({
      "cache-control": "no-store",
      "content-security-policy": contentSecurityPolicy,
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    if (parts.isOwnHost(request.headers.host)) return next();
    throw new BoxproofError("ERR_HOST", "The Host header does not name this machine.", {
      remedy: "Call the console by the address of its ready line.",
    });
  };
}

function addPages(app: Express, parts: ConsoleParts): void {
  const add = (path: string, pageOf: (checked: CheckedCatalog, request: Request) => Page | Promise<Page>) => {
    app.get(path, async (request, response) => {
      sendPage(response, await pageOf(await parts.source.current(), request), parts.frame);
    });
  };
  add("/", async (checked, request) => modelsPage(checked, await parts.handOver(checked), filterOf(request)));
  add("/prover", ({ catalog }) => proverPage(catalog, modulePath(parts, "prover-main")));
  add("/manifest", async (checked) =>
    manifestPage(checked, await parts.handOver(checked), modulePath(parts, "manifest-main")),
  );
  add("/models/:deviceModel", async (checked, request) => {
    const { deviceModel } = request.params;
    const proved = withChanges(checked, await parts.handOver(checked));
    const page = typeof deviceModel === "string" ? modelPage(proved, deviceModel) : undefined;
    if (page !== undefined) return page;
    throw new BoxproofError("ERR_MODEL_UNKNOWN", `No device model ${JSON.stringify(deviceModel)} in the catalog.`, {
      remedy: "Choose one of the list of models.",
    });
  });
}

function filterOf(request: Request): ModelFilter {
  const query = new URLSearchParams(request.originalUrl.split("?")[1] ?? "");
  const state = query.get("state");
  return {
    text: (query.get("text") ?? "").slice(0, 200),
    state: state === "pass" || state === "warn" || state === "fail" ? state : "",
  };
}

function modulePath({ modulesVersion }: ConsoleParts, name: string): string {
  return `/modules/${modulesVersion}/web/browser/${name}.js`;
}

function addFiles(app: Express, parts: ConsoleParts): void {
  const modules = new Map(parts.modules.map(({ path, code }) => [`/modules/${parts.modulesVersion}/${path}`, code]));
  app.get("/livez", (_request, response) => {
    response.set("content-type", "application/json; charset=utf-8").end(JSON.stringify({ live: true }));
  });
  app.get("/style.css", (_request, response) => {
    response.set("content-type", "text/css; charset=utf-8").end(styleSheet);
  });
  app.get("/modules/*path", (request, response) => {
    const code = modules.get(request.path);
    if (code === undefined) throw unknownRoute(`There is no module ${request.path.slice(0, 200)}.`);
    response.set({
      "cache-control": "private, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
    });
    response.end(code);
  });
}

function unknownRoute(sentence: string): BoxproofError {
  return new BoxproofError("ERR_ROUTE_UNKNOWN", sentence, { remedy: "Begin at /." });
}

function sendPage(response: Response, page: Page, frame: Frame): void {
  response.set("content-type", "text/html; charset=utf-8").end(pageShell(page, frame));
}

/** Models are named by the path alone, so an unknown one is a page that is not there. */
const statuses: StatusOfCode = { ERR_MODEL_UNKNOWN: 404 };

const sentences: RequestSentences = {
  bodyTooLarge: {
    message: `The body is larger than two manifests may be (${bodyBytesMax} bytes).`,
    remedy: "Compare manifests of fewer models.",
  },
  failed: {
    message: "The console failed on this request.",
    remedy: "Try again; if it fails again, look at what boxproof console printed.",
  },
};

/** People get a page, programs a problem; a foreign Host gets nothing of ours to show. */
function presentError({ frame }: ConsoleParts): ErrorAnswers["present"] {
  return (problem, request, response) => {
    if (request.accepts(["json", "html"]) !== "html" || problem.code === "ERR_HOST") return false;
    sendPage(response, errorPage(problem), frame);
    return true;
  };
}
