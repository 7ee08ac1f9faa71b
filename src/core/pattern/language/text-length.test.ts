import { describe, expect, test } from "vitest";
import type { Language, LanguageResult } from "./language.ts";
import { languageOf } from "./language-of.ts";
import { choice, type LanguagePart, literal, repeat, sequence } from "./language-part.ts";
import { longestLength } from "./text-length.ts";

function built(result: LanguageResult): Language {
  if (!result.ok) throw new Error(result.message);
  return result.language;
}

const anyTimes = (part: LanguagePart) => repeat(part, { min: 0, max: Number.POSITIVE_INFINITY });

describe("longestLength", () => {
  test("is without end wherever texts repeat: at the start, in the middle, at the end, at several places", () => {
    const ab = anyTimes(literal("AB"));
    const behindA = sequence(ab, literal("AC"), anyTimes(literal("C")));
    for (const part of [
      anyTimes(literal("A")),
      ab,
      sequence(literal("X"), anyTimes(literal("A")), literal("Y")),
      sequence(literal("X"), ab),
      choice(ab, behindA),
    ]) {
      expect(longestLength(built(languageOf(part)))).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test("is that of the longest way, not of the one with the most states or the first", () => {
    const short = sequence(literal("AB"), repeat(literal("C"), { min: 0, max: 2 }));
    expect(longestLength(built(languageOf(choice(literal("ABCDE"), short, literal("B"), literal("")))))).toBe(5);
  });
});
