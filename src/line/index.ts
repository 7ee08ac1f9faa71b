/** The line service: scans in over HTTP, verdicts out, nothing lost. */
export { type LineService, type LineServiceOptions, startLineService } from "./line-service.ts";
