import { expect, test } from "vitest";
import type { CaseResult, CaseState, ControlResult } from "./rehearsal-result.ts";
import { stateOfAll } from "./state-of-all.ts";

const source = { document: "d", clause: "c", confidence: "our rule" } as const;
const one = (state: CaseState): CaseResult => ({ id: "X-01", title: "t", rule: "r", source, state, observations: [] });
const control = (caught: boolean): ControlResult => ({
  id: "x",
  title: "t",
  harm: "h",
  caught,
  caughtBy: "c",
  expected: "e",
  got: "g",
  remedy: "r",
});

test("all good is a pass", () => {
  expect(stateOfAll({ cases: [one("pass")], controls: [control(true)], notes: [] })).toBe("pass");
});

test("a planted mistake that is not caught fails the rehearsal, however good the cases are", () => {
  expect(stateOfAll({ cases: [one("pass")], controls: [control(true), control(false)], notes: [] })).toBe("fail");
});

test("a mistake that could not be planted is a warning", () => {
  const notes = [{ level: "warn", message: "not planted" }] as const;
  expect(stateOfAll({ cases: [one("pass")], controls: [], notes })).toBe("warn");
});

test.each([
  [["pass", "warn", "fail", "unverified"], "fail"],
  [["pass", "warn", "unverified"], "unverified"],
  [["pass", "warn", "review"], "review"],
  [["pass", "warn", "skip"], "warn"],
  [["pass", "skip"], "pass"],
  [["skip"], "skip"],
  [[], "skip"],
] as const)("of %j the state is %s", (states, expected) => {
  expect(stateOfAll({ cases: states.map(one), controls: [], notes: [] })).toBe(expected);
});
