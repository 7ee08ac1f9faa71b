/** One box, one verdict. */
export { bareTexts } from "./bare-texts.ts";
export type { BoxEvidence } from "./box-evidence.ts";
export {
  type BoxJudgement,
  type Reason,
  type ReasonCode,
  reasonCodes,
  type Verdict,
  verdicts,
} from "./box-judgement.ts";
export { judgeBox } from "./judge-box.ts";
export { prepareVerdicts } from "./prepare-verdicts.ts";
export { type BoxSymbol, type SerialCandidate, serialCandidates } from "./serial-candidates.ts";
export { blockedStates, type UnitState, unitStates } from "./unit-state.ts";
