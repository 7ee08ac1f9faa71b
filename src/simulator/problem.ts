import type { ErrorRequestHandler, Response } from "express";
import { BoxproofError, type ErrorCode } from "../core/index.ts";

/** An RFC 9457 problem as the control plane answers it. */
export interface Problem {
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly remedy?: string;
  /** What was wrong about single fields of the body. */
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}

const statusOfCode: Partial<Record<ErrorCode, number>> = {
  ERR_CONTROL_TOKEN: 401,
  ERR_CONTROL_ROUTE: 404,
  ERR_MODEL_UNKNOWN: 404,
  ERR_SIMULATOR_STATE: 409,
  ERR_OVERLOADED: 503,
  ERR_NETWORK: 502,
};

/** Answers application/problem+json. */
export function sendProblem(response: Response, { status, code, detail, ...more }: Problem): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/problem+json");
  response.end(JSON.stringify({ type: "about:blank", title: code, status, code, detail, ...more }));
}

/** The problem for an error that a route threw; other errors than ours are 500 without a word of detail. */
function problemOf(error: unknown): Problem {
  if (error instanceof BoxproofError) {
    return { status: statusOfCode[error.code] ?? 400, code: error.code, detail: error.message, remedy: error.remedy };
  }
  const { type, status } = error as { readonly type?: string; readonly status?: number };
  if (type !== undefined && status !== undefined) {
    return { status, code: "ERR_REQUEST_BODY", detail: `The body cannot be taken: ${type}.` };
  }
  return { status: 500, code: "ERR_INTERNAL", detail: "The simulator itself failed; this is a defect of it." };
}

/** Express's last handler: every error as a problem. */
export const problemHandler: ErrorRequestHandler = (error, _request, response, _next) => {
  if (response.headersSent) response.destroy();
  else sendProblem(response, problemOf(error));
};
