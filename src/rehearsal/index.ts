/** The whole chain, rehearsed: cases, planted mistakes, report. */

export { isRehearsalFolder, rehearsalFiles, reportName } from "./rehearsal-files.ts";
export type { CaseState, ChainResult, Picture, RehearsalResult } from "./rehearsal-result.ts";
export { type Rehearsal, type RehearsalRequest, rehearsalIds, rehearse } from "./rehearse.ts";
