import { describe, expect, test } from "vitest";
import { languageOfPattern } from "../../../test/pattern/pattern-of.ts";
import { refaLanguage } from "../../../test/pattern/refa-language.ts";
import { compareLanguages } from "./language/compare-languages.ts";

/** Patterns as makers and other codes on boxes have them. */
const sources = [
  "^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$",
  "^BL1[0-9]{4}[B-D][0-9]{7}$",
  "^DRSB1(2[4-9]|3[0-3])(0[1-9]|[1-4][0-9]|5[0-3])[A-C][0-9]{6}$",
  "^HX-[0-9]{3}-[A-HJ-NP-Z]{2}-[0-9]{6}$",
  "^A4C138[0-9A-F]{6}$",
  "^([0-9A-F]{2}:){5}[0-9A-F]{2}$",
  "^[0-9A-F]{12}$",
  "^(PRO|LITE|MINI)[0-9]{2}[0-9A-Z]{6,10}$",
  "^KV[0-9]{2}(0[1-9]|1[0-2])(SH|TW|VN)[A-Z]?[0-9]{7}$",
  "^[0-9]{12}$",
  "^[0-9]{13}$",
  "^0[0-9]{13}$",
  "^X0[0-9A-Z]{8}$",
  "^B0[0-9A-Z]{8}$",
  "^LPN[0-9A-Z]{9,12}$",
  "^(AZ|ZA):[0-9A-Z]{26}$",
  "^35[0-9]{13}$",
  "^S?[0-9]{8,20}$",
  "^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,10}$",
  "^SN[0-9A-Z_]{1,3}[-+][0-9]{6}([.][0-9])?$",
] as const;

const models = sources.map((source) => ({ source, language: languageOfPattern(source), refa: refaLanguage(source) }));

describe("a language", () => {
  test("has as few states as refa's smallest automata", () => {
    // refa leaves out the dead state.
    for (const { language, refa, source } of models) {
      expect(language.stateCount - 1, source).toBe(refa.countNodes());
    }
  });

  test("calls equal what refa's smallest automata show as equal, however it was written", () => {
    const pairs = [
      ["^(A|B|C)[0-9]{2}$", "^[A-C][0-9][0-9]$", "same"],
      ["^(AB|AC|AD)?X$", "^(A[B-D])?X$", "same"],
      ["^[0-9]{1,3}$", "^[0-9]([0-9]([0-9])?)?$", "same"],
      ["^W(0[1-9]|[1-4][0-9]|5[0-3])$", "^W(0[1-9]|[1-4][0-9]|5[0-2])$", "narrower"],
      ["^[A-Z]{8}$", "^[0-9A-Z]{8,9}$", "wider"],
      ["^[A-M]{2}$", "^[F-Z]{2}$", "moved"],
      ["^1[0-9]{3}$", "^2[0-9]{3}$", "disjoint"],
    ] as const;
    for (const [a, b, relation] of pairs) {
      const [one, other] = [languageOfPattern(a), languageOfPattern(b)];
      expect(compareLanguages(one, other).relation, `${a} and ${b}`).toBe(relation);
      expect(refaLanguage(a).structurallyEqual(refaLanguage(b))).toBe(relation === "same");
    }
  });
});
