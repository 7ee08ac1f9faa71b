/** The whole chain, rehearsed: cases, planted mistakes, report. */

export type { CaseState, ChainResult, Picture, RehearsalResult } from "./rehearsal-result.ts";
export { type Rehearsal, type RehearsalRequest, rehearsalIds, rehearse } from "./rehearse.ts";
export { requireFree, type WrittenRehearsal, writeRehearsal } from "./write-rehearsal.ts";
