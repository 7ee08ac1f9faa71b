import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrappedLines } from "./wrapped-lines.ts";

const perCharacter = (text: string) => [...text].length;

describe("wrappedLines", () => {
  it.each([
    ["as it is where it fits", "one two", 7, ["one two"]],
    ["at blanks", "one two three", 7, ["one two", "three"]],
    ["inside a word that is too long", "abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
    ["at line ends", "a\nb\r\nc", 9, ["a", "b", "c"]],
    ["an empty text as one line", "", 9, [""]],
    ["never inside a character", "😀😀😀", 1, ["😀", "😀", "😀"]],
  ] as const)("breaks %s", (_, text, width, lines) => {
    expect(wrappedLines(text, width, perCharacter)).toEqual(lines);
  });

  it("loses nothing but blanks at breaks, and is never too wide", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (text, width) => {
          const lines = wrappedLines(text, width, perCharacter);
          expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
