import { type CaseState, type RehearsalResult, worstState } from "./rehearsal-result.ts";

/**
 * The state of a whole rehearsal. A planted mistake that was not caught fails it: then its checks prove nothing. A mistake
 * that could not be planted is a warning.
 */
export function stateOfAll(found: Pick<RehearsalResult, "cases" | "controls" | "notes">): CaseState {
  return worstState([
    ...found.cases.map((one) => one.state),
    ...found.controls.map((control): CaseState => (control.caught ? "pass" : "fail")),
    ...found.notes.map((): CaseState => "warn"),
  ]);
}
