import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regexPieces } from "./regex-pieces.ts";

describe("regexPieces", () => {
  it.each([
    ["^BL1[0-9]{4}$", ["^", "BL1", "[0-9]{4}", "$"]],
    ["^(?:A|B){2,3}X?$", ["^", "(?:", "A", "|", "B", "){2,3}", "X?", "$"]],
    ["[\\]{}()A-Z]+?\\[\\d{1,12}", ["[\\]{}()A-Z]+?", "\\[", "\\d{1,12}"]],
    ["AB{2}CD", ["A", "B{2}", "CD"]],
    ["[^]a]x", ["[^]a]", "x"]],
    ["", []],
  ])("keeps the classes and quantifiers of %j whole", (regex, pieces) => {
    expect(regexPieces(regex)).toEqual(pieces);
  });

  it("loses no character of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."[]{}()\\^?+*|A-0,") }), (text) => {
        expect(regexPieces(text).join("")).toBe(text);
      }),
    );
  });
});
