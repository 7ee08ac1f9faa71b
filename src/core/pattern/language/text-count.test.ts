import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageOfPattern } from "../../../../test/pattern/pattern-of.ts";
import { createRandom } from "../../index.ts";
import { languageOf } from "./language-of.ts";
import { oneOfCharacters, repeat, sequence } from "./language-part.ts";
import { textAt } from "./text-at.ts";
import { textCount, textCountsByLength } from "./text-count.ts";
import { uniformText } from "./uniform-text.ts";

const endless = languageOf(
  sequence(oneOfCharacters("0-2"), repeat(oneOfCharacters("AB"), { min: 0, max: Number.POSITIVE_INFINITY })),
);
const endlessLanguage = endless.ok ? endless.language : languageOfPattern("^A$");

/** Every text of up to 6 letters A, B, C, the shortest first, in ASCII order. */
const allTexts: string[] = [""];
for (let from = 0, length = 0; length < 6; length += 1) {
  const longest = allTexts.slice(from);
  from = allTexts.length;
  allTexts.push(...longest.flatMap((text) => ["A", "B", "C"].map((letter) => text + letter)));
}

const sources = fc
  .array(
    fc.tuple(
      fc.constantFrom("A", "B", "C", "[AB]", "[A-C]", "(AB|C)", "(A|BC)", "(A|AB|ABC)"),
      fc.constantFrom("", "?", "{0,2}"),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((items) => `^${items.map(([item, times]) => item + times).join("")}$`);

describe("textCount, textCountsByLength and textAt", () => {
  test("count and number the texts as writing them all out does", () => {
    fc.assert(
      fc.property(sources, (source) => {
        const language = languageOfPattern(source);
        const native = new RegExp(source);
        const texts = allTexts.filter((text) => native.test(text));
        const counts = textCountsByLength(language, 6);
        for (let length = 0; length <= 6; length += 1) {
          const count = texts.filter((text) => text.length === length).length;
          expect(counts.get(length) ?? 0n, `${source}, ${length}`).toBe(BigInt(count));
        }
        // Some of these patterns have texts longer than those written out.
        expect(textCount(language)).toBeGreaterThanOrEqual(texts.length);
        expect(texts.map((_, index) => textAt(language, BigInt(index)))).toEqual(texts);
      }),
      { numRuns: 200, seed: 20_261_123 },
    );
  });

  const exact: readonly (readonly [string, bigint])[] = [
    // 10 years, 53 weeks, 3 lines, 750,000 numbers each would be 1,192,500,000; the pattern lets every number through.
    ["^DRSB1(2[4-9]|3[0-3])(0[1-9]|[1-4][0-9]|5[0-3])[A-C][0-9]{6}$", 10n * 53n * 3n * 1_000_000n],
    ["^[0-9A-Z]{64}$", 36n ** 64n],
    ["^[0-9]{1,20}$", (10n ** 21n - 10n) / 9n],
    ["^(PRO|LITE|MINI)[0-9]{2}[0-9A-Z]{6,10}$", 300n * (36n ** 6n + 36n ** 7n + 36n ** 8n + 36n ** 9n + 36n ** 10n)],
    ["^(AB|AB|A[B])$", 1n],
  ];

  test.each(exact)("%s has %d texts", (source, count) => {
    const language = languageOfPattern(source);
    expect(textCount(language)).toBe(count);
    const byLength = [...textCountsByLength(language, 64).values()];
    expect(byLength.reduce((sum, one) => sum + one, 0n)).toBe(count);
    expect(textAt(language, count - 1n)).toMatch(new RegExp(source));
    expect(textAt(language, count)).toBeUndefined();
    expect(textAt(language, -1n)).toBeUndefined();
  });

  test("know no end of an infinite language, but number its texts", () => {
    expect(textCount(endlessLanguage)).toBeUndefined();
    expect(textCountsByLength(endlessLanguage, 3)).toEqual(
      new Map([
        [1, 3n],
        [2, 6n],
        [3, 12n],
      ]),
    );
    expect(["0", "1", "2", "0A", "0B", "1A"].map((_, index) => textAt(endlessLanguage, BigInt(index)))).toEqual([
      "0",
      "1",
      "2",
      "0A",
      "0B",
      "1A",
    ]);
    expect(textAt(languageOfPattern("^A{0,3}$"), 10n ** 30n)).toBeUndefined();
  });
});

describe("textAt", () => {
  test("gives up on texts that would take a table of millions of numbers, and says so by giving none", () => {
    const letters = (count: number) => languageOf(repeat(oneOfCharacters("A"), { min: count, max: count }));
    const [near, far] = [letters(900), letters(3_900)];
    expect(near.ok && textAt(near.language, 0n)).toBe("A".repeat(900));
    expect(far.ok && [textCount(far.language), textAt(far.language, 0n)]).toEqual([1n, undefined]);
  });
});

describe("uniformText", () => {
  test("draws every text equally often, however unequal the branches are", () => {
    // 111 texts, 100 of them behind one branch: choosing branch by branch would be far from uniform.
    const language = languageOfPattern("^(A[0-9]{2}|B[0-9]|C)$");
    const random = createRandom("uniform");
    const drawCount = 111 * 300;
    const counts = new Map<string, number>();
    for (let draw = 0; draw < drawCount; draw += 1) {
      const text = uniformText(language, random);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    expect(counts.size).toBe(111);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 300) ** 2 / 300, 0);
    // 110 degrees of freedom: above 161.6 by chance once in a thousand times, below 69 as rarely; the seed is fixed.
    expect(chiSquare).toBeLessThan(161.6);
    expect(chiSquare).toBeGreaterThan(69);
  });

  test("draws from languages with more texts than a number can count", () => {
    const source = "^[0-9A-Z]{40}([a-z]{20})?$";
    const language = languageOfPattern(source);
    const random = createRandom("large");
    const texts = Array.from({ length: 500 }, () => uniformText(language, random));
    expect(texts.every((text) => new RegExp(source).test(text))).toBe(true);
    expect(new Set(texts).size).toBe(500);
    // Almost all texts have the second part, and each first character is drawn about 14 times.
    expect(texts.every((text) => text.length === 60)).toBe(true);
    expect(new Set(texts.map((text) => text[0])).size).toBe(36);
  });

  test("draws again what lies beyond the last whole multiple, so that no text is favoured", () => {
    // Of the 2^32 numbers of one draw, 110 texts leave a rest of 2^32 mod 110 = 26: the last 26 numbers.
    const language = languageOfPattern("^(A[0-9]{2}|B[0-9])$");
    const draws = (...numbers: readonly number[]) => {
      const left = [...numbers];
      return { ...createRandom("unused"), integer: () => left.shift() ?? Number.NaN };
    };
    const last = 2 ** 32 - 26;
    expect(2 ** 32 % 110).toBe(26);
    // Without drawing again, the first number beyond would stand for the first text.
    const [first, second] = [uniformText(language, draws(0)), uniformText(language, draws(1))];
    expect(second).not.toBe(first);
    expect(uniformText(language, draws(last, 2 ** 32 - 1, 1))).toBe(second);
    expect(uniformText(language, draws(last - 110, 1))).toBe(first);
  });

  test("refuses a language without end", () => {
    expect(() => uniformText(endlessLanguage, createRandom("1"))).toThrow(/finite/);
  });
});
