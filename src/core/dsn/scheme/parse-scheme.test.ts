import { describe, expect, test } from "vitest";
import { demoSources } from "../../../../test/dsn/scheme-of.ts";
import { parseScheme } from "./parse-scheme.ts";
import type { SchemeSource } from "./scheme-source.ts";

describe("parseScheme", () => {
  test("keeps parts, ends and widths", () => {
    const result = parseScheme(demoSources);
    expect(result.ok && result.scheme.parts).toEqual([
      { kind: "text", text: "BL1" },
      { kind: "year", from: 24, to: 33, width: 2 },
      { kind: "week", from: 1, to: 53, width: 2 },
      { kind: "oneOf", values: ["A", "B", "C"] },
      { kind: "counter", from: 1, to: 750000, width: 6 },
      { kind: "check", algorithm: "iso7064-37-36" },
    ]);
  });

  const refused: readonly (readonly [string, readonly SchemeSource[], part: number, message: RegExp])[] = [
    ["no part", [], 0, /no part/],
    ["an empty text", ["A", ""], 1, /^Part 2: .*""/],
    ["a character outside the alphabet", ["A", "B.C"], 1, /^Part 2: .*"B\.C"/],
    ["a space", ["BL 1"], 0, /"BL 1"/],
    ["a line feed", ["BL1\n"], 0, /"BL1<U\+000A>"/],
    ["a letter that is not ASCII", [{ oneOf: ["A", "Ä"] }], 0, /"Ä"/],
    ["ends of different width", ["A", { week: "1-53" }], 1, /^Part 2: .*week "1-53" have 1 and 2 digits/],
    ["ends of which the first is wider", [{ year: "024-33" }], 0, /3 and 2 digits/],
    ["a range backwards", [{ counter: "9-1" }], 0, /counter runs backwards from 9 to 1/],
    ["one number", [{ year: "24" }], 0, /year is "24", not FROM-TO/],
    ["blanks in a range", [{ year: "24 - 33" }], 0, /not FROM-TO/],
    ["a sign in a range", [{ counter: "-1-2" }], 0, /not FROM-TO/],
    ["digits of another script", [{ counter: "\u0661-\u0662" }], 0, /not FROM-TO/],
    ["week 54", [{ week: "01-54" }], 0, /week ends at 54/],
    ["16 digits", [{ counter: "0000000000000000-9999999999999999" }], 0, /16 digits/],
    ["no value", [{ oneOf: [] }], 0, /no value/],
    ["an empty value", [{ oneOf: ["A", ""] }], 0, /""/],
    ["the same value twice", [{ oneOf: ["A", "B", "A"] }], 0, /"A" stands twice/],
    ["a value that starts with another", [{ oneOf: ["AB", "B", "A"] }], 0, /"AB" starts with the value "A"/],
    ["too many values", [{ oneOf: Array.from({ length: 501 }, (_, index) => `${1000 + index}`) }], 0, /501 values/],
    ["an unknown check", ["1", { check: "crc" }], 1, /no check character system "crc"/],
    ["a check without anything before it", [{ check: "luhn-10" }, "1"], 0, /nothing before it/],
    [
      "a check over letters that it does not cover",
      ["1A", { check: "luhn-10" }],
      1,
      /luhn-10 does not cover .*"A" of part 1/,
    ],
    ["a check over a hyphen", ["1", "-", { check: "iso7064-37-36" }], 2, /"-" of part 2 \(text "-"\)/],
    ["a check over lower case", [{ oneOf: ["A", "b"] }, { check: "luhn-36" }], 1, /"b" of part 1/],
    ["a check over an X of another check", ["1", { check: "iso7064-11-2" }, { check: "luhn-10" }], 2, /"X" of part 2/],
    ["mod 43 over lower case", ["a1", { check: "mod-43" }], 1, /"a" of part 1/],
    [
      "mod 43 that leaves no serial",
      ["A1", { oneOf: ["0", "Q", "R", "S"] }, { check: "mod-43" }],
      2,
      /Only 1 of 4 numbers have a check character that a DSN may have/,
    ],
    ["a check over a hyphen of mod 43", ["1", { check: "mod-43" }, { check: "luhn-36" }], 2, /"-" of part 2/],
    ["65 characters", ["A".repeat(60), { counter: "00001-99999" }], 1, /up to 65 characters/],
    ["65 characters by the longest value", ["A".repeat(62), { oneOf: ["A", "BCD"] }], 1, /up to 65 characters/],
    ["65 parts", Array.from({ length: 65 }, () => "A"), 64, /65 parts/],
    [
      "a pattern beyond the limit",
      Array.from({ length: 4 }, () => ({ counter: "123456789012345-876543210987654" })),
      0,
      /at most 1000/,
    ],
  ];

  test.each(refused)("refuses %s and names the part", (_name, sources, part, message) => {
    const result = parseScheme(sources);
    expect(result.ok).toBe(false);
    const findings = result.ok ? [] : result.findings;
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ part, level: "error" });
    expect(findings[0]?.message).toMatch(message);
    expect(findings[0]?.remedy).toMatch(/\.$/);
  });

  test("tells all faults at once", () => {
    const result = parseScheme(["é", { year: "2-1" }, "OK", { week: "1-53" }]);
    expect(result.ok ? [] : result.findings.map(({ part }) => part)).toEqual([0, 1, 3]);
  });

  test("accepts exactly 64 characters", () => {
    expect(parseScheme(["A".repeat(59), { counter: "00001-99999" }]).ok).toBe(true);
  });

  test("notes a plus sign, which forms and Code 39 change, without refusing it", () => {
    const result = parseScheme(["A", { oneOf: ["-", "+"] }]);
    expect(result).toMatchObject({ ok: true, notes: [{ id: "scheme-plus", level: "info", part: 1 }] });
    expect(parseScheme(demoSources)).toMatchObject({ ok: true, notes: [] });
  });

  test("warns of mod 43 with the numbers that have no serial", () => {
    const result = parseScheme(["A", { counter: "00-42" }, { check: "mod-43" }]);
    const notes = result.ok ? result.notes : [];
    // A is 10; the digits of 00 to 42 add 0 to 12, so the sums are 10 to 22 and every check character is a letter.
    expect(notes).toMatchObject([
      { id: "scheme-mod-43", level: "warn", part: 2, measured: "0 numbers without a serial" },
    ]);
    const lossy = parseScheme(["Z", { counter: "00-99" }, { check: "mod-43" }]);
    // Z is 35: digit sums 2, 3, 4, 5 and 7 lead to . space $ / and %; 3 + 4 + 5 + 6 + 8 numbers have them.
    expect(lossy.ok && lossy.notes[1]?.message).toMatch(/26 of 100 numbers \(26\.0 %\) have no serial/);
  });

  test("rounds the share of numbers without a serial to the nearest tenth", () => {
    const result = parseScheme(["Z", { counter: "00-40" }, { check: "mod-43" }]);
    // 20 of 41 are 48.78 %.
    expect(result.ok && result.notes[1]?.message).toMatch(/20 of 41 numbers \(48\.8 %\) have no serial/);
  });

  test("refuses mod 43 that leaves a serial to fewer than half of the numbers", () => {
    const over = (counter: string) => parseScheme(["Z", { counter }, { check: "mod-43" }]);
    // As above, of the last digits 2, 3, 4, 5 and 7 have none.
    expect(over("0-9").ok).toBe(true);
    expect(over("1-9")).toMatchObject({
      ok: false,
      findings: [{ part: 2, message: expect.stringContaining("Only 4 of 9 numbers") }],
    });
  });

  const years: readonly (readonly [string, readonly SchemeSource[], readonly (readonly [string, string])[]])[] = [
    [
      "a year of one digit through all ten",
      ["A", { year: "0-9" }, { counter: "01-99" }],
      [["scheme-year-rollover", "warn"]],
    ],
    [
      "a year of one digit through some",
      ["A", { year: "4-9" }, { counter: "01-99" }],
      [["scheme-year-rollover", "info"]],
    ],
    [
      "a year of two digits through a century",
      [{ year: "00-99" }, { counter: "1-9" }],
      [["scheme-year-rollover", "info"]],
    ],
    ["a year of two digits", ["A", { year: "24-99" }, { counter: "01-99" }], []],
    ["a year of four digits", [{ year: "2024-2033" }, { counter: "01-99" }], []],
    ["a week without a year", [{ week: "01-53" }, { counter: "01-99" }], [["scheme-counter-reset", "warn"]]],
    ["a week without a counter", ["A", { week: "01-53" }], []],
  ];

  test.each(years)("says when a serial can come back: %s", (_name, sources, expected) => {
    const result = parseScheme(sources);
    expect(result.ok && result.notes.map(({ id, level }) => [id, level])).toEqual(expected);
  });
});
