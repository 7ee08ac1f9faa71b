import type { ErrorRequestHandler, Request, Response } from "express";
import type { BoxproofError } from "../../core/index.ts";
import { type Problem, problemMediaType, problemOf, type StatusOfCode } from "./problem.ts";
import { type RequestSentences, requestError } from "./request-error.ts";

/** How a service answers what went wrong. */
export interface ErrorAnswers {
  readonly sentences: RequestSentences;
  /** Codes that have another status at this service than elsewhere. */
  readonly statuses?: StatusOfCode;
  /** Told of every failure of the service's own (status 500 and above), but not of its shutting down. */
  onFailure(error: BoxproofError): void;
  /** Answers in another form, for people; false where the problem itself is to be sent. */
  present?(problem: Problem, request: Request, response: Response): boolean;
}

/** The last handler of a service: whatever a request threw becomes an RFC 9457 problem, or is presented otherwise. */
export function answerError({ sentences, statuses, onFailure, present }: ErrorAnswers): ErrorRequestHandler {
  return (thrown, request, response, _next) => {
    const error = requestError(thrown, sentences);
    const problem = problemOf(error, statuses);
    if (problem.status >= 500 && error.code !== "ERR_SHUTTING_DOWN") onFailure(error);
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    if (problem.status === 503) response.set("retry-after", "1");
    response.status(problem.status);
    if (present?.(problem, request, response) === true) return;
    response.set("content-type", problemMediaType).end(JSON.stringify(problem));
  };
}
