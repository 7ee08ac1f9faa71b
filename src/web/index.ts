/** What every service and page of boxproof is made of: HTTP with bounds, problems, pages that escape by construction. */

export { type ConsoleOptions, startConsole } from "./console-service.ts";
export { Html, html } from "./html.ts";
export { answerError } from "./http/answer-error.ts";
export { type HttpLimits, type HttpService, httpLimits, startHttpService } from "./http/http-service.ts";
export { hostOfHeader, isLoopback } from "./http/loopback.ts";
export type { RequestSentences } from "./http/request-error.ts";
export { staticProver } from "./static-prover.ts";
