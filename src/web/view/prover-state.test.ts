import fc from "fast-check";
import { expect, it } from "vitest";
import { symbologies } from "../../core/symbol/index.ts";
import { hashOfState, linesOf, type ProverState, plannedOf, proverLimits, stateOfHash } from "./prover-state.ts";

const line = fc.string({ maxLength: 40 }).filter((text) => text.isWellFormed());
const state: fc.Arbitrary<ProverState> = fc.record(
  {
    regex: line,
    against: fc.array(line, { maxLength: 5 }),
    symbology: fc.constantFrom(...symbologies),
    planned: fc.nat().map(String),
    serials: fc.array(line, { maxLength: 5 }),
  },
  { requiredKeys: ["regex", "against", "serials"] },
);

it("reads back from the address what it wrote there", () => {
  fc.assert(
    fc.property(state, (one) => {
      expect(stateOfHash(`#${hashOfState(one)}`)).toEqual(one);
    }),
  );
});

it("takes nothing from an address that is not well formed, and no more than the limits", () => {
  expect(stateOfHash("")).toEqual({ regex: "", against: [], serials: [] });
  expect(stateOfHash("#symbology=evil&planned=1e9&regex")).toEqual({ regex: "", against: [], serials: [] });
  expect(stateOfHash(`#regex=${"A".repeat(9_999)}`).regex).toHaveLength(proverLimits.regexLength);
  expect(stateOfHash("#".padEnd(9_000, "&serial=A")).serials).toHaveLength(proverLimits.serialCount);
});

it("splits a field at every kind of line end, keeps blanks and empty lines in between", () => {
  expect(linesOf("A\r\nB \n\nC\n", 9)).toEqual(["A", "B ", "", "C"]);
  expect(linesOf("", 9)).toEqual([]);
  expect(linesOf("A\nB\nC", 2)).toEqual(["A", "B"]);
});

it.each([
  ["500,000", "500000"],
  ["1 000 000", "1000000"],
  ["12", "12"],
])("reads %s as a number of units", (text, digits) => expect(plannedOf(text)).toBe(digits));

it.each(["", "-1", "many", "1".repeat(19)])("reads no number of units from %j", (text) => {
  expect(plannedOf(text)).toBeUndefined();
});
