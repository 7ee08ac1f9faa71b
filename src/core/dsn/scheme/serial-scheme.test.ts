import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editedTexts } from "../../../../test/dsn/edited-texts.ts";
import { demoSources, schemeOf } from "../../../../test/dsn/scheme-of.ts";
import { writtenOut } from "../../../../test/dsn/written-out-serials.ts";
import { createRandom } from "../../index.ts";
import { commonText, matchesPattern, parsePattern, uncoveredText } from "../../pattern/index.ts";
import { dsnFindings } from "../dsn.ts";
import { schemeCapacity } from "./scheme-capacity.ts";
import { schemeFindings } from "./scheme-findings.ts";
import { schemePattern } from "./scheme-pattern.ts";
import type { SchemeSource } from "./scheme-source.ts";
import { schemeSpecimens, specimenFindings } from "./scheme-specimens.ts";
import type { SerialScheme } from "./serial-scheme.ts";

function patternOf(scheme: SerialScheme) {
  const result = parsePattern(schemePattern(scheme));
  if (!result.ok) throw new Error(result.findings[0]?.message);
  return result.pattern;
}

const range = fc.tuple(fc.nat(60), fc.nat(12)).map(([from, more]) => {
  const width = String(from + more).length;
  return `${String(from).padStart(width, "0")}-${from + more}`;
});
const smallPart: fc.Arbitrary<SchemeSource> = fc.oneof(
  fc.constantFrom("A", "BL1", "X-", "+_"),
  range.map((counter) => ({ counter })),
  range.map((year) => ({ year })),
  fc.subarray(["A", "B", "CD", "CE", "7", "-", "+"], { minLength: 1 }).map((oneOf) => ({ oneOf })),
);
const smallScheme = fc.array(smallPart, { minLength: 1, maxLength: 3 });

describe("schemePattern", () => {
  test.each([
    [["BL1", { year: "24-33" }, { week: "01-53" }], "^BL1(2[4-9]|3[0-3])(0[1-9]|[1-4][0-9]|5[0-3])$"],
    [["A+B-", { oneOf: ["C", "A", "B", "E", "F", "a"] }], "^A[+]B-[A-CEFa]$"],
    [[{ oneOf: ["A", "-", "+", "XY"] }], "^(A|-|[+]|XY)$"],
    [[{ oneOf: ["A"] }, { counter: "00-99" }, { check: "luhn-36" }], "^A[0-9]{2}[0-9A-Z]$"],
    [["1", { check: "luhn-10" }, { check: "iso7064-11-10" }, { check: "iso7064-11-2" }], "^1[0-9][0-9][0-9X]$"],
    [["1", { check: "iso7064-97-10" }], "^1(0[2-9]|[1-8][0-9]|9[0-8])$"],
  ] satisfies readonly (readonly [readonly SchemeSource[], string])[])("of %j is %s", (sources, pattern) => {
    expect(schemePattern(schemeOf(...sources))).toBe(pattern);
  });

  test("accepts exactly the texts of a scheme without check characters", () => {
    fc.assert(
      fc.property(smallScheme, (sources) => {
        const scheme = schemeOf(...sources);
        const native = new RegExp(schemePattern(scheme));
        const texts = new Set(writtenOut(sources));
        expect([...texts].filter((text) => !native.test(text))).toEqual([]);
        const others = [...texts].slice(0, 20).flatMap(editedTexts);
        expect(others.filter((text) => native.test(text) !== texts.has(text))).toEqual([]);
      }),
    );
  });
});

describe("schemeCapacity", () => {
  test("counts the serials of the demo scheme exactly", () => {
    expect(schemeCapacity(schemeOf(...demoSources))).toBe(10n * 53n * 3n * 750_000n);
  });

  test("counts beyond what a number holds", () => {
    const wide = { counter: "000000000000000-999999999999999" };
    expect(schemeCapacity(schemeOf(wide, wide))).toBe(10n ** 30n);
  });

  test("counts different texts", () => {
    fc.assert(
      fc.property(smallScheme, (sources) => {
        expect(schemeCapacity(schemeOf(...sources))).toBe(BigInt(new Set(writtenOut(sources)).size));
      }),
    );
  });
});

describe("schemeFindings", () => {
  const scheme = schemeOf(...demoSources);

  test("is empty exactly for the texts of a scheme", () => {
    fc.assert(
      fc.property(smallScheme, (sources) => {
        const small = schemeOf(...sources);
        const texts = new Set(writtenOut(sources));
        const isIn = (text: string) => schemeFindings(small, text).length === 0;
        expect([...texts].filter((text) => !isIn(text))).toEqual([]);
        const others = [...texts].slice(0, 20).flatMap(editedTexts);
        expect(others.filter((text) => isIn(text) !== texts.has(text))).toEqual([]);
      }),
    );
  });

  const good = schemeSpecimens(scheme, { count: 1, random: createRandom("good") }).join("");

  const wrong: readonly (readonly [string, string, id: string, at: readonly [number, number], message: RegExp])[] = [
    [
      "another text",
      `BX1${good.slice(3)}`,
      "scheme-text",
      [1, 2],
      /Characters 1 to 3 are "BX1", not part 1 \(text "BL1"\)/,
    ],
    [
      "a letter in the year",
      `BL12x${good.slice(5)}`,
      "scheme-year",
      [4, 5],
      /Character 5 is "x", not a digit of part 2/,
    ],
    [
      "an emoji in the week",
      `${good.slice(0, 5)}\u{1f600}${good.slice(7)}`,
      "scheme-week",
      [5, 7],
      /Character 6 is "\u{1f600}"/u,
    ],
    [
      "another line",
      `${good.slice(0, 7)}D${good.slice(8)}`,
      "scheme-one-of",
      [7, 8],
      /Character 8 is "D", not part 4 \(one of A, B, C\)/,
    ],
    ["nothing", "", "scheme-text", [0, 0], /ends after 0 characters, within part 1/],
    ["half a counter", good.slice(0, 10), "scheme-counter", [10, 10], /ends after 10 characters, within part 5/],
    ["no check character", good.slice(0, 14), "scheme-check", [14, 14], /ends after 14 characters, within part 6/],
    ["something behind it", `${good}\n`, "scheme-end", [15, 16], /goes on with "<U\+000A>" behind the last part/],
  ];

  test.each(wrong)("names part and characters for %s", (_name, text, id, at, message) => {
    const findings = schemeFindings(scheme, text);
    expect(findings).toMatchObject([{ id, at, level: "error" }]);
    expect(findings[0]?.message).toMatch(message);
  });

  test("names the expected check character", () => {
    const check = good.slice(-1);
    const other = check === "0" ? "1" : "0";
    expect(schemeFindings(scheme, good.slice(0, -1) + other)).toMatchObject([
      { id: "scheme-check", at: [14, 15], measured: `"${other}"`, required: `"${check}"` },
    ]);
  });

  test("goes on behind a number out of its range", () => {
    const findings = schemeFindings(scheme, "BL13454A750001#");
    expect(findings.map(({ id, at, measured }) => [id, at, measured])).toEqual([
      ["scheme-year", [3, 5], "34"],
      ["scheme-week", [5, 7], "54"],
      ["scheme-counter", [8, 14], "750001"],
      ["scheme-check", [14, 15], '"#"'],
    ]);
  });

  test("does not ask for a check over a wrong earlier check", () => {
    const two = schemeOf("12", { check: "iso7064-37-36" }, { check: "luhn-36" });
    expect(schemeFindings(two, "12#A").map(({ at }) => at)).toEqual([[2, 3]]);
  });

  test("stays short and quick for a very long text", () => {
    const started = performance.now();
    const findings = schemeFindings(scheme, good + "x".repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(findings[0]?.message.length).toBeLessThan(200);
  });
});

describe("schemeSpecimens", () => {
  const withCheck: readonly (readonly [string, ...SchemeSource[]])[] = [
    ["digits", { counter: "000001-750000" }, { check: "luhn-10" }],
    ["digits", { counter: "000001-750000" }, { check: "iso7064-11-10" }],
    ["digits", { counter: "000001-750000" }, { check: "iso7064-11-2" }],
    ["letters", "BL", { counter: "000001-750000" }, { check: "luhn-36" }],
    ["letters", "BL", { counter: "000001-750000" }, { check: "iso7064-37-36" }],
    ["letters", "BL", { counter: "000001-750000" }, { check: "iso7064-97-10" }],
    ["in the middle", "BL", { week: "01-53" }, { check: "luhn-36" }, "-", { counter: "0001-9999" }],
  ];

  test.each(withCheck)("are serials of the scheme and match its pattern: %s", (_name, ...sources) => {
    const scheme = schemeOf(...sources);
    const native = new RegExp(schemePattern(scheme));
    const specimens = schemeSpecimens(scheme, { count: 200, random: createRandom("7") });
    expect(new Set(specimens).size).toBe(200);
    for (const specimen of specimens) {
      expect(dsnFindings(specimen)).toEqual([]);
      expect(schemeFindings(scheme, specimen)).toEqual([]);
      expect(native.test(specimen)).toBe(true);
    }
  });

  test.each(withCheck)(
    "are far enough apart that no single misread digit gives another serial: %s",
    (_name, ...sources) => {
      const scheme = schemeOf(...sources);
      for (const specimen of schemeSpecimens(scheme, { count: 20, random: createRandom("8") })) {
        const checked = sources.at(-1) === sources.find((source) => typeof source === "object" && "check" in source);
        const end = checked ? specimen.length : 5;
        for (let index = 0; index < end; index += 1) {
          if (!/[0-9]/.test(specimen.charAt(index))) continue;
          for (const digit of "0123456789") {
            const misread = specimen.slice(0, index) + digit + specimen.slice(index + 1);
            expect(schemeFindings(scheme, misread).length === 0, misread).toBe(misread === specimen);
          }
        }
      }
    },
  );

  test("are the same for the same seed and others for another", () => {
    const scheme = schemeOf(...demoSources);
    const take = (seed: string) => schemeSpecimens(scheme, { count: 5, random: createRandom(seed) });
    expect(take("1")).toEqual(take("1"));
    expect(take("1")).not.toEqual(take("2"));
  });

  test("can be all the serials that there are, each once", () => {
    const scheme = schemeOf({ oneOf: ["A", "BC"] }, { counter: "08-12" }, { check: "luhn-36" });
    const specimens = schemeSpecimens(scheme, { count: 10, random: createRandom("9") });
    expect(new Set(specimens.map((specimen) => specimen.slice(0, -1)))).toEqual(
      new Set(writtenOut([{ oneOf: ["A", "BC"] }, { counter: "08-12" }])),
    );
    expect(specimens).toHaveLength(10);
  });

  test("are drawn from all serials also where most of them are asked for", () => {
    const scheme = schemeOf({ counter: "0-9" });
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      for (const one of schemeSpecimens(scheme, { count: 6, random: createRandom(`${seed}`) })) seen.add(one);
    }
    expect([...seen].sort().join("")).toBe("0123456789");
  });

  test("draw from the whole range", () => {
    const scheme = schemeOf({ counter: "3-5" }, { counter: "0000-9999" });
    const specimens = schemeSpecimens(scheme, { count: 300, random: createRandom("10") });
    expect(new Set(specimens.map((specimen) => specimen.charAt(0)))).toEqual(new Set(["3", "4", "5"]));
  });

  test("cannot be more than the scheme has, or than one call gives: a finding says so beforehand", () => {
    const scheme = schemeOf("A", { counter: "1-9" });
    expect(specimenFindings(scheme, 9)).toEqual([]);
    expect(specimenFindings(scheme, 10)).toMatchObject([{ id: "specimen-count", measured: "10", required: "0 to 9" }]);
    expect(specimenFindings(scheme, -1)).toHaveLength(1);
    expect(specimenFindings(scheme, 1.5)).toHaveLength(1);
    expect(specimenFindings(schemeOf(...demoSources), 100_000)).toEqual([]);
    expect(specimenFindings(schemeOf(...demoSources), 100_001)).toMatchObject([{ required: "0 to 100000" }]);
    expect(() => schemeSpecimens(scheme, { count: 10, random: createRandom("1") })).toThrow("broken invariant");
  });
});

describe("schemes and patterns", () => {
  test("the pattern of the catalog's example covers its scheme", () => {
    const pattern = parsePattern("^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$");
    const own = patternOf(schemeOf(...demoSources));
    expect(pattern.ok && uncoveredText(own.language, pattern.pattern.language)).toEqual({ kind: "none" });
  });

  test("two schemes that share serials are found by their patterns", () => {
    const one = patternOf(schemeOf("BL", { counter: "100-200" }, { check: "luhn-36" }));
    const other = patternOf(schemeOf("B", { oneOf: ["L", "M"] }, { counter: "200-300" }, { oneOf: ["Z"] }));
    expect(commonText(one.language, other.language)).toEqual({ kind: "text", text: "BL200Z" });
    expect(matchesPattern(one, "BL200Z") && matchesPattern(other, "BL200Z")).toBe(true);
  });
});
