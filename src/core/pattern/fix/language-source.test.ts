import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareLanguages } from "../language/compare-languages.ts";
import type { Language } from "../language/language.ts";
import { languageOfTexts } from "../language/language-of.ts";
import { parsePattern } from "../parse-pattern.ts";
import { languageSource } from "./language-source.ts";

function languageOf(source: string): Language {
  const result = parsePattern(source);
  const language = result.ok ? result.pattern.language : result.meaning?.language;
  if (language === undefined) throw new Error(`${source} has no language`);
  return language;
}

describe("languageSource", () => {
  test.each([
    ["^SN[0-9]{2}$", "SN[0-9]{2}"],
    ["^(A|B|C)1$", "[A-C]1"],
    ["^(AB|AC)D$", "A[BC]D"],
    ["^(AB|CD)E$", "(AB|CD)E"],
    ["^[0-9]{1,3}$", "[0-9]{1,3}"],
    ["^A(B(C)?)?$", "A(BC?)?"],
    ["^(A|)$", "A?"],
    ["^(-|/|[0-9])$", "([0-9]|-|/)"],
    ["^A[+][.]$", "A[+][.]"],
    ["^(:|;)(:|[.]|=)(:)$", "[;:][.=:]:"],
    ["^()$", ""],
  ])("writes the texts of %s as %s", (source, written) => {
    expect(languageSource(languageOf(source))).toBe(written);
  });

  test.each(["^A+$", "^[:^]$", "^[^A]$", "^[(]$", "^A\t$", "^.$"])("has nothing for %s", (source) => {
    expect(languageSource(languageOf(source))).toBeUndefined();
  });

  test("gives up where the way back is long", () => {
    expect(languageSource(languageOf("^[01]{0,6}1[01]{6}$"))).toBeUndefined();
  });

  test("is a portable pattern for exactly the same texts", () => {
    let writtenCount = 0;
    const text = fc.array(fc.constantFrom(..."AB01-+:.="), { maxLength: 5 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 8 }), (texts) => {
        const result = languageOfTexts(texts);
        const source = result.ok ? languageSource(result.language) : undefined;
        // The empty text alone is L002 as a pattern.
        if (!result.ok || source === undefined || source === "") return;
        writtenCount += 1;
        const back = parsePattern(`^${source}$`);
        expect(back.ok && back.notes.length === 0, source).toBe(true);
        if (back.ok) expect(compareLanguages(result.language, back.pattern.language).relation, source).toBe("same");
        const native = new RegExp(`^${source}$`, "v");
        expect(texts.filter((each) => !native.test(each))).toEqual([]);
      }),
      { numRuns: 1500, seed: 20_260_719 },
    );
    expect(writtenCount).toBeGreaterThan(1000);
  });
});
