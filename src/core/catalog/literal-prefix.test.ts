import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined } from "../index.ts";
import { commonText, parsePattern } from "../pattern/index.ts";
import { literalPrefix, prefixesDiffer } from "./literal-prefix.ts";

const piece = fc.constantFrom("A", "B", "7", "_", "-", "[AB]", "[0-9]{2}", "A?", "B{2}", "(A|B)", "(AB)?", "[+]");
const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `^${pieces.join("")}$`);

function parsed(source: string) {
  const result = parsePattern(source);
  return defined(result.ok ? result.pattern : undefined, "the pattern is in the subset");
}

describe("literalPrefix", () => {
  it("ends before the first class, group or repeated character", () => {
    expect(literalPrefix("^BL1[0-9]{4}$")).toBe("BL1");
    expect(literalPrefix("^AB?C$")).toBe("A");
    expect(literalPrefix("^AB{2}C$")).toBe("A");
    expect(literalPrefix("^(AB)C$")).toBe("");
    expect(literalPrefix("^A-_/:# C$")).toBe("A-_/:# C");
  });

  it("is the beginning of every text: no witness lacks it", () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const shared = commonText(parsed(a).language, parsed(b).language);
        if (shared.kind !== "text") return;
        expect(shared.text.startsWith(literalPrefix(a))).toBe(true);
        expect(prefixesDiffer(literalPrefix(a), literalPrefix(b))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
