import { describe, expect, it } from "vitest";
import { BoxproofError } from "../core/index.ts";
import { createSerialMatcher } from "./serial-matcher.ts";

const codeOf = (work: () => unknown) => {
  try {
    work();
    return "none";
  } catch (error) {
    return error instanceof BoxproofError ? error.code : String(error);
  }
};

describe("the fulfilment centre's regex", () => {
  it("matches the whole text, with and without anchors", () => {
    for (const pattern of ["AB[0-9]{2}", "^AB[0-9]{2}$"]) {
      const matches = createSerialMatcher("M", pattern);
      expect(["AB12", "xAB12", "AB123", "AB12\n", "ab12", ""].map(matches)).toEqual([
        true,
        false,
        false,
        false,
        false,
        false,
      ]);
    }
  });

  it("matches the whole text for each alternative", () => {
    const matches = createSerialMatcher("M", "A1|B2");
    expect(["A1", "B2", "A1x", "xB2"].map(matches)).toEqual([true, true, false, false]);
  });

  it.each(["(", "a)|(b", "[z-a]", "a{2,1}", "a".repeat(5_000)])("refuses the pattern %#", (pattern) => {
    expect(codeOf(() => createSerialMatcher("M", pattern))).toBe("ERR_PATTERN");
  });

  it("gives up on a pattern that backtracks without end", () => {
    const matches = createSerialMatcher("M", "(a+)+", 50);
    expect(matches("aaaa")).toBe(true);
    expect(codeOf(() => matches(`${"a".repeat(60)}!`))).toBe("ERR_PATTERN");
  });
});
