import { timingSafeEqual } from "node:crypto";
import express, { type Express, type Request, type Response } from "express";
import { BoxproofError } from "../core/index.ts";
import { type ControlRoute, controlRoutes } from "./control-routes.ts";
import { problemHandler, sendProblem } from "./problem.ts";
import type { Simulator } from "./simulator.ts";

/** What the control plane needs of its surroundings. */
export interface ControlServerOptions {
  readonly simulator: Simulator;
  readonly tokenUrl: string;
  readonly strict: boolean;
  /** Without it as bearer token nothing is answered. */
  readonly controlToken: string;
}

// A scripted body of a megabyte, escaped, has to fit in.
const bodyBytesMax = 4 * 1024 * 1024;

/** The control plane: plays customers, the fulfilment centre, time and faults, and shows the journal. */
export function createControlServer(options: ControlServerOptions): Express {
  const { simulator, tokenUrl, strict } = options;
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", "simple");
  app.use((request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    if (isAuthorised(request, options.controlToken)) return next();
    response.setHeader("WWW-Authenticate", "Bearer");
    // Nothing of the body is read, so nothing of the connection is kept.
    response.setHeader("Connection", "close");
    sendProblem(response, {
      status: 401,
      code: "ERR_CONTROL_TOKEN",
      detail: "The control plane wants its token as Authorization: Bearer TOKEN.",
    });
  });
  app.use(express.json({ limit: bodyBytesMax, inflate: false }));
  app.get("/v1/status", (_request, response) => {
    const { topicArn } = simulator;
    const now = new Date(simulator.now()).toISOString();
    sendJson(response, { tokenUrl, topicArn, strict, now, devices: simulator.devices().length });
  });
  for (const route of controlRoutes) {
    app[route.method](`/v1${route.path}`, (request, response) => runRoute(route, simulator, request, response));
  }
  app.use((request) => {
    throw new BoxproofError(
      "ERR_CONTROL_ROUTE",
      `The control plane has no ${request.method} ${request.path.slice(0, 100)}.`,
    );
  });
  app.use(problemHandler);
  return app;
}

async function runRoute(
  route: ControlRoute,
  simulator: Simulator,
  request: Request,
  response: Response,
): Promise<void> {
  const input = route.method === "get" ? request.query : (request.body ?? {});
  const parsed = route.schema.safeParse(input);
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, 100).map(({ path, message }) => ({ path: path.join("."), message }));
    sendProblem(response, {
      status: 400,
      code: "ERR_REQUEST_BODY",
      detail: `${faults.length} fields of the request are not as they have to be.`,
      remedy: "Send application/json with the fields that the faults name.",
      faults,
    });
    return;
  }
  sendJson(response, await route.run(simulator, parsed.data));
}

function sendJson(response: Response, value: unknown): void {
  response.setHeader("Content-Type", "application/json;charset=UTF-8");
  response.end(JSON.stringify(value));
}

function isAuthorised(request: Request, controlToken: string): boolean {
  const expected = Buffer.from(`Bearer ${controlToken}`);
  const found = Buffer.from(request.headers.authorization ?? "");
  return expected.length === found.length && timingSafeEqual(expected, found);
}
