import fc from "fast-check";
import { expect, it } from "vitest";
import type { Finding } from "../../core/index.ts";
import { markedPattern, markedPieces } from "./marked-pattern.ts";

const finding = (level: Finding["level"], from: number, to: number): Finding => {
  return { id: "A001", level, message: "", at: [from, to] };
};

it("cuts at both ends of a finding and lets the worst one win where two lie over each other", () => {
  expect(markedPieces("abcdef", [finding("warn", 1, 4), finding("error", 2, 3)])).toEqual([
    { text: "a" },
    { text: "b", level: "warn" },
    { text: "c", level: "error" },
    { text: "d", level: "warn" },
    { text: "ef" },
  ]);
});

it("shows a finding between two characters, at the start and at the end", () => {
  expect(markedPieces("ab", [finding("error", 0, 0), finding("info", 2, 2)])).toEqual([
    { text: "", level: "error" },
    { text: "ab" },
    { text: "", level: "info" },
  ]);
  expect(markedPieces("", [finding("error", 0, 0)])).toEqual([{ text: "", level: "error" }]);
});

it("leaves out findings without a place, and places outside the text", () => {
  expect(markedPieces("ab", [{ id: "L001", level: "error", message: "" }, finding("warn", 7, 9)])).toEqual([
    { text: "ab" },
  ]);
});

it("escapes the pattern", () => {
  expect(markedPattern("<b>", [finding("error", 0, 1)]).text).toBe('<u class="error">&#60;</u>b&#62;');
});

it("never loses or doubles a character", () => {
  const place = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => finding("warn", Math.min(a, b), Math.max(a, b)));
  fc.assert(
    fc.property(fc.string({ maxLength: 10 }), fc.array(place, { maxLength: 6 }), (text, findings) => {
      const pieces = markedPieces(text, findings);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    }),
  );
});
