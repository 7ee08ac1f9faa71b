import { describe, expect, it } from "vitest";
import { proofSubject } from "../../core/catalog/index.ts";
import { patternDrawing } from "./pattern-drawing.ts";
import { caretLines, shownSource } from "./shown-source.ts";

function drawing(regex: string): string {
  const tree = proofSubject(regex).meaning?.tree;
  if (tree === undefined) throw new Error(`${regex} has no meaning`);
  return patternDrawing(tree);
}

describe("patternDrawing", () => {
  for (const [regex, drawn] of [
    ["^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$", "BL1 · 0-9 ×4 · A-C · 0-9 ×6 · 0-9 A-Z"],
    ["^A?[0-9]{2,3}$", "maybe A · 0-9 ×2-3"],
    ["^[0-9][0-9]{3}$", "0-9 ×4"],
    ["^(A|BC[0-9]){2}$", "( A | BC · 0-9 ) ×2"],
    ["^(AB){3}$", "AB ×3"],
    ["^(A[0-9]){3}$", "( A · 0-9 ) ×3"],
    ["^A[0-9]+$", "A · 0-9 ×1 or more"],
    ["^A [AB]$", "A · blank · A B"],
  ] as const) {
    it(`draws ${regex}`, () => expect(drawing(regex)).toBe(drawn));
  }

  it.each([`^${"A[0-9]".repeat(100)}$`, `^(${"A[0-9]".repeat(20)}|${"B[0-9]".repeat(20)})$`, `^${"A".repeat(200)}$`])(
    "cuts what is too long to read once, and says where all of it is drawn: %s",
    (regex) => {
      const [shown = "", ...rest] = drawing(regex).split(" …");
      expect(rest).toEqual([" (cut here; the pages of boxproof console draw it whole)"]);
      expect(shown.length).toBeLessThanOrEqual(160);
      expect(shown.length).toBeGreaterThan(100);
      expect(shown).toMatch(/[0-9A-Z·]$/);
    },
  );

  it("cuts no option of a choice by itself", () => {
    const option = "A[0-9]".repeat(13);
    expect(drawing(`^(${option}|B)$`)).toBe(`( ${Array(13).fill("A · 0-9").join(" · ")} | B )`);
  });
});

describe("caretLines", () => {
  it("stands under the characters, also behind those that are spelled out", () => {
    expect(caretLines("^\\d$", [1, 3])).toEqual(["^\\d$", " ^^"]);
    expect(caretLines("\u0007A😀B", [4, 5])).toEqual(["<U+0007>A<U+1F600>B", "                  ^"]);
    expect(caretLines("AB", [2, 2])).toEqual(["AB", "  ^"]);
    expect(caretLines("", [0, 0])).toEqual(["", "^"]);
  });

  it("shows what is around the place of a long text", () => {
    const [text, carets] = caretLines(`${"A".repeat(500)}\\d${"B".repeat(500)}`, [500, 502]);
    expect(text.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("\\d");
    expect(text.length).toBeLessThanOrEqual(98);
  });

  it("shows nothing that a terminal would act on", () => {
    expect(shownSource("\u001b[31m\u202e\ud800").shown).toBe("<U+001B>[31m<U+202E><U+D800>");
  });
});
