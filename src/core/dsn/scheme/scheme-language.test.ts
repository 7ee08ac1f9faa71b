import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editedTexts } from "../../../../test/dsn/edited-texts.ts";
import { schemeOf } from "../../../../test/dsn/scheme-of.ts";
import { schemeWithChecks, writtenOut } from "../../../../test/dsn/written-out-serials.ts";
import { languageOfPattern } from "../../../../test/pattern/pattern-of.ts";
import { createRandom } from "../../index.ts";
import {
  hasText,
  type Language,
  longestLength,
  parsePattern,
  shortestLength,
  textCount,
  textCountsByLength,
  uncoveredText,
  uniformText,
} from "../../pattern/index.ts";
import { parseScheme } from "./parse-scheme.ts";
import { schemeCapacity } from "./scheme-capacity.ts";
import { schemeFindings } from "./scheme-findings.ts";
import { schemeLanguage } from "./scheme-language.ts";
import { schemePattern } from "./scheme-pattern.ts";
import type { SchemeSource } from "./scheme-source.ts";
import { schemeSpecimens } from "./scheme-specimens.ts";
import { type CheckAlgorithm, checkAlgorithms, type SerialScheme } from "./serial-scheme.ts";

function languageOf(scheme: SerialScheme): Language {
  const result = schemeLanguage(scheme);
  if (!result.ok) throw new Error(result.message);
  return result.language;
}

const range = fc.tuple(fc.nat(60), fc.nat(12)).map(([from, more]) => {
  const width = String(from + more).length;
  return `${String(from).padStart(width, "0")}-${from + more}`;
});

function partsOver(letters: readonly string[]): fc.Arbitrary<SchemeSource> {
  return fc.oneof(
    fc.constantFrom(...letters),
    range.map((counter) => ({ counter })),
    range.map((year) => ({ year })),
    fc.subarray([...letters, "7", "84"], { minLength: 1 }).map((oneOf) => ({ oneOf })),
  );
}

/** A small scheme that the check fits behind, sometimes with more behind the check, and sometimes with a second check. */
function schemeWith(algorithm: CheckAlgorithm): fc.Arbitrary<readonly SchemeSource[]> {
  const isOverDigits = ["luhn-10", "iso7064-11-10", "iso7064-11-2"].includes(algorithm);
  const parts = fc.array(partsOver(isOverDigits ? ["1", "05", "99"] : ["A", "BL1", "ZZ", "X9"]), {
    minLength: 1,
    maxLength: 3,
  });
  const behind = fc.oneof(fc.constant([]), fc.constant(["-"]), fc.constant([{ counter: "0-9" }, { check: algorithm }]));
  return fc
    .tuple(parts, behind)
    .map(([before, more]): readonly SchemeSource[] => [...before, { check: algorithm }, ...more])
    .filter((sources) => parseScheme(sources).ok);
}

describe("schemeLanguage", () => {
  test("has both characters of MOD 97-10 behind it counted by a later Luhn", () => {
    const short = [{ counter: "0000-0009" }, { check: "iso7064-97-10" }, { check: "luhn-10" }];
    const long = ["SN", { counter: "0000-9999" }, { check: "iso7064-97-10" }, { check: "luhn-36" }];
    for (const sources of [short, long]) {
      const language = languageOf(schemeOf(...sources));
      const serials = writtenOut(sources);
      expect(serials.filter((serial) => !hasText(language, serial))).toEqual([]);
      expect(textCount(language)).toBe(BigInt(serials.length));
    }
  });

  test("has exactly the serials that the definitions give, whatever checks there are and wherever they stand", () => {
    fc.assert(
      fc.property(schemeWithChecks, fc.string(), (sources, seed) => {
        const scheme = schemeOf(...sources);
        const language = languageOf(scheme);
        const serials = new Set(writtenOut(sources));
        expect([...serials].filter((serial) => !hasText(language, serial))).toEqual([]);
        expect(textCount(language)).toBe(BigInt(serials.size));
        expect(schemeCapacity(scheme)).toBe(BigInt(serials.size));
        const random = createRandom(seed);
        for (let draw = 0; draw < 20; draw += 1) expect(serials).toContain(uniformText(language, random));
      }),
      { numRuns: 400 },
    );
  });

  test.each(checkAlgorithms)("has exactly the serials that the definition of %s gives", (algorithm) => {
    fc.assert(
      fc.property(schemeWith(algorithm), (sources) => {
        const language = languageOf(schemeOf(...sources));
        const serials = new Set(writtenOut(sources));
        expect([...serials].filter((serial) => !hasText(language, serial))).toEqual([]);
        // As many texts as serials, and all serials in it: nothing else is in it.
        expect(textCount(language)).toBe(BigInt(serials.size));
        expect(schemeCapacity(schemeOf(...sources))).toBe(BigInt(serials.size));
        const lengths = [...serials].map((serial) => serial.length);
        expect(shortestLength(language)).toBe(Math.min(...lengths));
        expect(longestLength(language)).toBe(Math.max(...lengths));
      }),
      { numRuns: 60 },
    );
  });

  test.each(checkAlgorithms)("and the explanations agree about serials changed in one place: %s", (algorithm) => {
    fc.assert(
      fc.property(schemeWith(algorithm), fc.nat(), (sources, seed) => {
        const scheme = schemeOf(...sources);
        const language = languageOf(scheme);
        const serials = writtenOut(sources);
        const all = new Set(serials);
        const serial = serials[seed % serials.length] ?? "";
        for (const text of editedTexts(serial)) {
          expect([text, hasText(language, text)]).toEqual([text, all.has(text)]);
          expect([text, schemeFindings(scheme, text).length === 0]).toEqual([text, all.has(text)]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test.each(checkAlgorithms)(
    "never holds two serials that differ in one character before the check: %s",
    (algorithm) => {
      const isOverDigits = ["luhn-10", "iso7064-11-10", "iso7064-11-2"].includes(algorithm);
      const lines = isOverDigits ? ["1", "2", "3"] : ["A", "B", "C"];
      const scheme = schemeOf({ week: "01-53" }, { oneOf: lines }, { counter: "000001-750000" }, { check: algorithm });
      const language = languageOf(scheme);
      for (const serial of schemeSpecimens(scheme, { count: 200, random: createRandom(`one-place/${algorithm}`) })) {
        expect(hasText(language, serial)).toBe(true);
        for (let index = 0; index < serial.length; index += 1) {
          for (const character of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
            const other = serial.slice(0, index) + character + serial.slice(index + 1);
            if (other !== serial) expect([other, hasText(language, other)]).toEqual([other, false]);
          }
        }
      }
    },
  );

  test("of the sample scheme has the known number of serials and of states", () => {
    const sample = [
      "DRSB1",
      { year: "24-33" },
      { week: "01-53" },
      { oneOf: ["A", "B", "C"] },
      { counter: "000001-750000" },
    ] as const;
    const capacity = 10n * 53n * 3n * 750_000n;
    expect(capacity).toBe(1_192_500_000n);
    const plain = languageOf(schemeOf(...sample));
    expect([plain.stateCount, textCount(plain)]).toEqual([31, capacity]);
    const known = { "luhn-36": 593, "iso7064-37-36": 701, "iso7064-97-10": 1819 };
    for (const [check, stateCount] of Object.entries(known)) {
      const language = languageOf(schemeOf(...sample, { check }));
      expect([check, language.stateCount, textCount(language)]).toEqual([check, stateCount, capacity]);
    }
  });

  test("of mod 43 leaves out the serials whose check character no DSN may have, counted exactly", () => {
    const sources = [
      "DRSB1",
      { week: "01-53" },
      { oneOf: ["A", "B", "C"] },
      { counter: "0001-0999" },
      { check: "mod-43" },
    ] as const;
    const scheme = schemeOf(...sources);
    const serials = writtenOut(sources);
    expect(serials.length).toBeLessThan(53 * 3 * 999);
    expect(textCount(languageOf(scheme))).toBe(BigInt(serials.length));
    expect(schemeCapacity(scheme)).toBe(BigInt(serials.length));
    expect(new Set(schemeSpecimens(scheme, { count: 1000, random: createRandom("43") })).size).toBe(1000);
    for (const specimen of schemeSpecimens(scheme, { count: 1000, random: createRandom("43") })) {
      expect(hasText(languageOf(scheme), specimen)).toBe(true);
    }
    const small = schemeOf("Z", { counter: "00-99" }, { check: "mod-43" });
    const every = schemeSpecimens(small, { count: 74, random: createRandom("all") });
    expect([...every].sort()).toEqual([...writtenOut(["Z", { counter: "00-99" }, { check: "mod-43" }])].sort());
    expect(schemeFindings(small, "Z02.")).toMatchObject([{ id: "scheme-check", measured: '"Z02"' }]);
    expect(schemeFindings(small, "Z02A")[0]?.message).toMatch(/There is no serial that begins with "Z02"/);
  });

  test("follows Luhn's formula from the right although the length varies", () => {
    const sources = [
      { oneOf: ["1", "23", "456"] },
      "0",
      { oneOf: ["7", "89"] },
      { counter: "00-99" },
      { check: "luhn-10" },
    ] as const;
    const language = languageOf(schemeOf(...sources));
    const serials = writtenOut(sources);
    expect(serials.filter((serial) => !hasText(language, serial))).toEqual([]);
    expect(textCountsByLength(language, 10)).toEqual(
      new Map([...Map.groupBy(serials, ({ length }) => length)].map(([length, some]) => [length, BigInt(some.length)])),
    );
  });

  test("takes real IBAN and LEI texts with their check digits", () => {
    const iban = schemeOf("WEST", { counter: "12345698765430-12345698765439" }, "GB", { check: "iso7064-97-10" });
    expect(hasText(languageOf(iban), "WEST12345698765432GB82")).toBe(true);
    const lei = schemeOf("5493001KJTIIGC8Y", { counter: "0-9" }, { oneOf: ["Q", "R"] }, { check: "iso7064-97-10" });
    expect(hasText(languageOf(lei), "5493001KJTIIGC8Y1R12")).toBe(true);
    expect(hasText(languageOf(lei), "5493001KJTIIGC8Y1Q12")).toBe(false);
  });

  test("is the same object for the same scheme", () => {
    const scheme = schemeOf("A", { counter: "0-9" });
    expect(schemeLanguage(scheme)).toBe(schemeLanguage(scheme));
  });

  test("says that a limit was reached, in bounded time, when checks work together in too many ways", () => {
    const scheme = schemeOf(
      { counter: "0000000000-9999999999" },
      { check: "luhn-10" },
      { check: "iso7064-11-10" },
      { check: "iso7064-97-10" },
      { check: "luhn-36" },
    );
    const started = performance.now();
    const result = schemeLanguage(scheme);
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/states/) });
    expect(schemeCapacity(scheme)).toBe(10n ** 10n);
  });
});

describe("the pattern generated from a scheme", () => {
  const anyScheme = fc.oneof(
    fc.array(partsOver(["A", "X-", "+_", "b"]), { minLength: 1, maxLength: 4 }),
    ...checkAlgorithms.map(schemeWith),
  );

  test("covers the scheme, and is the scheme where there is no check character", () => {
    fc.assert(
      fc.property(anyScheme, (sources) => {
        const scheme = schemeOf(...sources);
        const [own, generated] = [languageOf(scheme), languageOfPattern(schemePattern(scheme))];
        expect(uncoveredText(own, generated)).toEqual({ kind: "none" });
        if (sources.some((source) => typeof source !== "string" && "check" in source)) return;
        expect(uncoveredText(generated, own)).toEqual({ kind: "none" });
      }),
      { numRuns: 200 },
    );
  });

  test("is portable, without a note", () => {
    fc.assert(
      fc.property(anyScheme, (sources) => {
        const result = parsePattern(schemePattern(schemeOf(...sources)));
        expect(result.ok).toBe(true);
        expect("notes" in result ? result.notes : []).toEqual([]);
      }),
    );
  });
});
