import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageOfPattern } from "../../../../test/pattern/pattern-of.ts";
import { commonText } from "../language/common-text.ts";
import { emptyLanguage, hasText, type Language } from "../language/language.ts";
import { languageOf } from "../language/language-of.ts";
import { anyCharacter, literal, repeat, sequence } from "../language/language-part.ts";
import { neighbourOf, neighboursAmong } from "./neighbours-among.ts";
import { overlapLimits, overlapsAmong } from "./overlaps-among.ts";
import { createPatternSet } from "./pattern-set.ts";

const atom = fc.constantFrom(
  "A",
  "B",
  "[AB]",
  "C",
  "[A-C]",
  "(AB|C)",
  "(A|BC|CA)",
  "(BA){1,2}",
  "A?",
  "[BC]{0,2}",
  "-",
);
const body = fc.array(atom, { minLength: 1, maxLength: 5 }).map((atoms) => atoms.join(""));
const sources = fc.uniqueArray(body, { minLength: 1, maxLength: 8 }).map((bodies) => bodies.map((one) => `^${one}$`));
const text = fc.string({ unit: fc.constantFrom("A", "B", "C", "-", "é", "\n"), maxLength: 8 });

/** Limits under which hardly anything can be combined. */
const tight = { nodeCountMax: 3, memberCountMax: 100, stepCountMax: 100 };
const scarce = { together: tight, pairStepCountMax: overlapLimits.pairStepCountMax };

const endless = languageOf(sequence(literal("AB"), repeat(anyCharacter(), { min: 0, max: Number.POSITIVE_INFINITY })));
const finite = [languageOfPattern("^AB[0-9]C$"), languageOfPattern("^A(B|C)$"), languageOfPattern("^B$")];
if (!endless.ok) throw new Error(endless.message);
const mixed = [...finite, endless.language, emptyLanguage];

/** Every pair by the search over two languages alone. */
function pairsOneByOne(languages: readonly Language[]) {
  return languages.flatMap((one, a) =>
    languages.flatMap((other, b) => {
      const witness = a < b ? commonText(one, other) : { kind: "none" as const };
      return witness.kind === "none" ? [] : [{ a, b, witness }];
    }),
  );
}

describe("matches", () => {
  test("names exactly the patterns that the native engine accepts, combined or not", () => {
    fc.assert(
      fc.property(sources, fc.array(text, { maxLength: 30 }), (patterns, texts) => {
        const languages = patterns.map(languageOfPattern);
        const set = createPatternSet(languages);
        const loose = createPatternSet(languages, { combined: tight });
        for (const one of texts) {
          const expected = patterns.flatMap((source, index) => (new RegExp(source).test(one) ? [index] : []));
          expect(set.matches(one)).toEqual(expected);
          expect(loose.matches(one)).toEqual(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("knows endless languages, characters outside ASCII and languages without texts", () => {
    const set = createPatternSet(mixed);
    for (const one of ["AB", "AB7C", "ABéé", "ABÿ", "AC", "B", "", "Aé", "\n"]) {
      expect(set.matches(one)).toEqual(mixed.flatMap((language, index) => (hasText(language, one) ? [index] : [])));
    }
  });

  test("is empty for a set of nothing", () => {
    const set = createPatternSet([]);
    expect(set.matches("A")).toEqual([]);
    expect(set.matches("")).toEqual([]);
    expect(set).toMatchObject({ overlaps: [], isCombined: true });
    expect(set.overlapsOf(languageOfPattern("^A$"))).toEqual([]);
  });

  test("accepts the empty text where a pattern does", () => {
    const set = createPatternSet(["^A?$", "^B?$", "^C$"].map(languageOfPattern));
    expect(set.matches("")).toEqual([0, 1]);
    expect(set.overlaps).toEqual([{ a: 0, b: 1, witness: { kind: "text", text: "" } }]);
  });
});

describe("overlaps", () => {
  test("are those of every pair by itself, with the same witnesses, on every way to them", () => {
    fc.assert(
      fc.property(sources, (patterns) => {
        const languages = patterns.map(languageOfPattern);
        const expected = pairsOneByOne(languages);
        expect(overlapsAmong(languages)).toEqual(expected);
        expect(overlapsAmong(languages, scarce)).toEqual(expected);
        expect(createPatternSet(languages).overlaps).toEqual(expected);
        expect(createPatternSet(languages, { combined: tight, overlaps: scarce }).overlaps).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test("of a new pattern are those of each pair by itself", () => {
    fc.assert(
      fc.property(sources, body, (patterns, added) => {
        const languages = patterns.map(languageOfPattern);
        const language = languageOfPattern(`^${added}$`);
        const expected = languages.flatMap((one, index) => {
          const witness = commonText(one, language);
          return witness.kind === "none" ? [] : [{ index, witness }];
        });
        expect(createPatternSet(languages).overlapsOf(language)).toEqual(expected);
      }),
    );
  });

  test("are found at every length, also around 32 and 64 characters", () => {
    for (const length of [1, 30, 31, 32, 33, 62, 63, 64, 65, 127, 128, 129]) {
      const sources = [`^A{${length}}$`, `^[AB]{${length}}$`, `^[BC]{${length}}$`, `^A{${length + 1}}$`];
      const languages = sources.map(languageOfPattern);
      const expected = pairsOneByOne(languages);
      expect(expected.map(({ a, b }) => [a, b])).toEqual([
        [0, 1],
        [1, 2],
      ]);
      expect(overlapsAmong(languages), `${length}`).toEqual(expected);
      expect(overlapsAmong(languages, scarce), `${length}`).toEqual(expected);
      const [first = emptyLanguage, ...others] = languages;
      expect(
        createPatternSet(others)
          .overlapsOf(first)
          .map(({ index }) => index),
      ).toEqual([0]);
    }
  });

  test("are found among more than 64 languages", () => {
    // Every language shares a text with the one before it and the one behind it.
    const languages = Array.from({ length: 70 }, (_, index) => languageOfPattern(`^A{${index},${index + 1}}$`));
    const expected = languages.slice(1).map((_, index) => [index, index + 1]);
    expect(overlapsAmong(languages).map(({ a, b }) => [a, b])).toEqual(expected);
    expect(createPatternSet(languages).overlaps).toEqual(pairsOneByOne(languages));
  });

  test("of endless languages are found too", () => {
    expect(overlapsAmong(mixed)).toEqual(pairsOneByOne(mixed));
    expect(pairsOneByOne(mixed)).not.toEqual([]);
    expect(createPatternSet(finite).overlapsOf(endless.ok ? endless.language : emptyLanguage)).toEqual([
      { index: 0, witness: { kind: "text", text: "AB0C" } },
      { index: 1, witness: { kind: "text", text: "AB" } },
    ]);
  });

  test("are undecided, not denied, once the work of all pairs is used up", () => {
    const languages = ["^[AB]C$", "^A[CD]$", "^[AB][CD]$"].map(languageOfPattern);
    const overlaps = overlapsAmong(languages, { together: tight, pairStepCountMax: 0 });
    expect(overlaps.map(({ a, b, witness }) => [a, b, witness.kind])).toEqual([
      [0, 1, "limit"],
      [0, 2, "limit"],
      [1, 2, "limit"],
    ]);
  });
});

describe("a set that cannot be combined", () => {
  // Which of the characters so far were X decides what may follow: twice the states for each model more.
  const worst = (count: number) =>
    Array.from({ length: count }, (_, index) => `^[0-9A-Z]{${index + 1}}X[0-9A-Z]{${16 - index}}$`);

  test("stops at its limit and answers alike", () => {
    const patterns = worst(14);
    const languages = patterns.map(languageOfPattern);
    const limits = { nodeCountMax: 5_000, memberCountMax: 1_000_000, stepCountMax: 10_000_000 };
    const set = createPatternSet(languages, { combined: limits });
    expect(set.isCombined).toBe(false);
    expect(set.byteCount).toBeLessThan(3_000_000);
    for (const one of ["XXXXXXXXXXXXXXXX", "0X0X0X0X0X0X0X0X", "000000000000000X", "X", "XXXXXXXXXXXXXXX-"]) {
      expect(set.matches(one)).toEqual(
        patterns.flatMap((source, index) => (new RegExp(source).test(one) ? [index] : [])),
      );
    }
    expect(set.overlaps).toHaveLength((14 * 13) / 2);
    for (const { a, b, witness } of set.overlaps) {
      const shared = witness.kind === "text" ? witness.text : "";
      expect([a, b].map((index) => new RegExp(patterns[index] ?? "(?!)").test(shared))).toEqual([true, true]);
    }
  });
});

describe("neighbours", () => {
  const every = (length: number): readonly string[] =>
    length === 0 ? [""] : every(length - 1).flatMap((start) => ["A", "B", "C", "-"].map((sign) => start + sign));
  const short = [0, 1, 2, 3, 4].flatMap(every);

  /** Texts that one edit makes of a text. */
  const edited = (one: string): readonly string[] =>
    Array.from({ length: one.length + 1 }, (_, at) => [
      ...["A", "B", "C", "-"].map((sign) => one.slice(0, at) + sign + one.slice(at)),
      ...(at < one.length ? [one.slice(0, at) + one.slice(at + 1)] : []),
      ...(at < one.length ? ["A", "B", "C", "-"].map((sign) => one.slice(0, at) + sign + one.slice(at + 1)) : []),
    ])
      .flat()
      .filter((changed) => changed !== one);

  const shortBody = fc.array(fc.constantFrom("A", "B", "[AB]", "C", "(A|BC)", "A?", "-"), {
    minLength: 1,
    maxLength: 2,
  });

  test("are found exactly where trying every edit of every text finds one", () => {
    fc.assert(
      fc.property(shortBody, shortBody, (one, other) => {
        const [a, b] = [`^${one.join("")}$`, `^${other.join("")}$`];
        const [nativeA, nativeB] = [new RegExp(a), new RegExp(b)];
        const isThere = short.some((from) => nativeA.test(from) && edited(from).some((to) => nativeB.test(to)));
        const found = neighbourOf(languageOfPattern(a), languageOfPattern(b));
        expect(found !== undefined).toBe(isThere);
        const { neighbours, isComplete } = neighboursAmong([a, b].map(languageOfPattern), { limit: 9 });
        expect(isComplete).toBe(true);
        expect(neighbours).toEqual(found === undefined ? [] : [{ a: 0, b: 1, ...found }]);
        if (found === undefined) return;
        expect(nativeA.test(found.textA) && nativeB.test(found.textB)).toBe(true);
        expect(edited(found.textA)).toContain(found.textB);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["One misread", "^SN0[0-9]{4}$", "^SN8[0-9]{4}$", { textA: "SN00000", textB: "SN80000" }],
    ["One missing", "^SN00[0-9]{4}$", "^SN0[1-9]{4}$", { textA: "SN001111", textB: "SN01111" }],
    ["One extra", "^SN[0-9]{4}A$", "^SN[0-9]{4}-A$", { textA: "SN0000A", textB: "SN0000-A" }],
    ["No", "^SN12[0-9]{4}$", "^SN34[0-9]{4}$", undefined],
    ["No single", "^SN12[A-Z]{4}$", "^SN21[A-Z]{4}$", undefined],
  ])("%s character makes %s a text of %s", (_, a, b, expected) => {
    expect(neighbourOf(languageOfPattern(a), languageOfPattern(b))).toEqual(expected);
  });

  test("are found at every length, also around 32 and 64 characters", () => {
    for (const length of [2, 31, 32, 33, 62, 63, 64, 65]) {
      const [a, longer, misread, far] = [
        `^A{${length}}$`,
        `^A{${length + 1}}$`,
        `^A{${length - 1}}B$`,
        `^B{${length}}$`,
      ];
      const isNear = (other: string) => neighboursAmong([a, other].map(languageOfPattern), { limit: 9 }).neighbours;
      expect(
        [isNear(longer), isNear(misread)].map((found) => found.length),
        `${length}`,
      ).toEqual([1, 1]);
      expect(isNear(far)).toEqual([]);
    }
  });

  test("say when the limit or the budget ended the search", () => {
    const languages = ["^SN0[0-9]{4}$", "^SN1[0-9]{4}$", "^SN2[0-9]{4}$"].map(languageOfPattern);
    expect(neighboursAmong(languages, { limit: 9 })).toMatchObject({ isComplete: true, neighbours: { length: 3 } });
    expect(neighboursAmong(languages, { limit: 3 })).toMatchObject({ isComplete: true, neighbours: { length: 3 } });
    expect(neighboursAmong(languages, { limit: 2 })).toMatchObject({ isComplete: false, neighbours: { length: 2 } });
    expect(neighboursAmong(languages, { limit: 9, pairStepCountMax: 0 })).toEqual({
      isComplete: false,
      neighbours: [],
    });
  });
});
