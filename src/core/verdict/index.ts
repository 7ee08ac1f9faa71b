/** One box, one verdict. */
export {
  type BoxJudgement,
  type Reason,
  type ReasonCode,
  reasonCodes,
  type Verdict,
  verdicts,
} from "./box-judgement.ts";
export { type UnitState, unitStates } from "./unit-state.ts";
