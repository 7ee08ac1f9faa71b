import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../index.ts";
import { compareLanguages } from "../language/compare-languages.ts";
import { type PatternResult, parsePattern } from "../parse-pattern.ts";

type ShownFault = readonly [id: string, from: number, to: number, fix?: string];

function findingsOf(result: PatternResult): readonly Finding[] {
  return result.ok ? result.notes : result.findings;
}

function faultsOf(source: string): readonly ShownFault[] {
  return findingsOf(parsePattern(source)).map(({ id, at, fix, fixAt = at }) => {
    const place = [id, fixAt?.[0] ?? -1, fixAt?.[1] ?? -1] as const;
    return fix === undefined ? place : [...place, fix];
  });
}

// As the table of parsePattern: the rule, its place or what its fix replaces, and that fix.
const refused: readonly (readonly [source: string, ...faults: readonly ShownFault[]])[] = [
  ["^A{0}B$", ["D029", 1, 5, ""]],
  ["^1?[5]{0,0}A{0}?B$", ["D029", 3, 11, ""], ["D029", 11, 16, ""], ["D011", 15, 16, ""]],
  ["^(A{0})B(C|D{0})$", ["D029", 1, 7, ""], ["D029", 11, 15, ""]],
  ["^(((A{0}){255}){255}B{0}){255}C$", ["D029", 1, 30, ""], ["D029", 1, 30, ""]],
  ["^(A?){0}B((C{0})|D{0}E{0})$", ["D029", 1, 8, ""], ["D029", 9, 26, ""], ["D029", 9, 26, ""], ["D029", 9, 26, ""]],
  // Without the item there would be no pattern, another one, or another quantifier.
  ["^A{0}$", ["D029", 2, 5]],
  ["A{0} B", ["A001", 0, 0, "^"], ["D029", 1, 4], ["A002", 6, 6, "$"]],
  ["^BA{0}??$", ["D029", 3, 6], ["D011", 6, 7, ""], ["D010", 7, 8]],
  ["^\\0A{0}1$", ["D017", 1, 3], ["D029", 4, 7]],
  ["^A{B{0}2}C$", ["D020", 2, 3], ["D029", 4, 7], ["D020", 8, 9]],
  ["^A{1B{0}}C$", ["D020", 2, 3], ["D029", 5, 8], ["D020", 8, 9]],
  ["^((A?){2,3}B){2}$", ["D030", 2, 11, "(A){0,3}"]],
  ["^(A?)?(B?){1}(C?){0,1}D$", ["D030", 5, 6, ""], ["D030", 10, 13, ""], ["D030", 17, 22, ""]],
  ["^(A{0,3}|(BC)?|D|((E{0,1}))){4}F$", ["D030", 1, 31, "(A{1,3}|(BC)|D|((E))){0,4}"]],
  ["^(\\d{,3}){2,4}A$", ["D001", 2, 4, "[0-9]"], ["D014", 4, 8, "{0,3}"], ["D030", 1, 14, "(\\d{1,3}){0,4}"]],
  ["^(A?B?){2}C$", ["D030", 7, 10]],
  ["^((A?)(B?)){0,2}C$", ["D030", 11, 16]],
  ["^((A?)?){2}B$", ["D030", 6, 7, ""], ["D030", 8, 11]],
  ["^(A?)??B$", ["D030", 5, 6], ["D011", 6, 7, ""]],
  ["^(A??){2}B$", ["D011", 4, 5, ""], ["D030", 6, 9]],
  ["^(A?)+B$", ["S003", 5, 6], ["D030", 5, 6]],
  ["^((A?){2}|B{0}){2}C$", ["D030", 2, 9, "(A){0,2}"], ["D029", 10, 14, ""], ["D030", 15, 18]],
  // A look around or an anchor that is out of place is told for itself.
  ["^(?!A)?[AB]$", ["D008", 1, 4]],
  ["^(A?$)?$", ["A006", 4, 5]],
  ["^(?>A?){2}B$", ["D010", 1, 4, "("], ["D030", 7, 10]],
  ["^A{256}B{1,256}C{255}$", ["D015", 2, 7], ["D015", 8, 15]],
  ["^A{1000}$", ["D015", 2, 8]],
  ["^(A{16}){16}$", ["D015", 8, 12]],
  ["^(A{34}){34}$", ["D015", 8, 12]],
  ["^((A{16}){16}B){4}$", ["D015", 9, 13], ["D015", 15, 18]],
  ["^(A{300}){3}(B{2}){100}$", ["D032", 0, 24], ["D015", 3, 8]],
  ["^(A{2}){300}$", ["D015", 7, 12]],
  ["^((A{2}){5}|(A{3}){6}B){15}$", ["D015", 23, 27]],
  ["^(([0-9]{4}-){20}){8}[A-Z]{33}$", ["D032", 0, 31], ["D015", 18, 21]],
  ["^([0-9]-[A-Z]-){200}A$", ["D032", 0, 22]],
  ["^A{255}(B{255})(C{255}){1}(D{233})$", ["D032", 0, 35]],
];

function levelsOf(source: string): readonly string[] {
  return findingsOf(parsePattern(source)).map(({ id, level }) => `${id} ${level}`);
}

describe("repeats", () => {
  test.each(refused.map(([source, ...faults]) => ({ source, faults })))("tells $source", ({ source, faults }) => {
    expect(faultsOf(source)).toEqual(faults);
  });

  test.each([
    ["^(A{15}){17}$", []],
    ["^(A{16}){16}$", ["D015 warn"]],
    ["^((A{10}){10}){9}$", ["D015 warn"]],
    ["^(A{7}){143}$", ["D015 error"]],
    ["^((A{16}){16}B){4}$", ["D015 warn", "D015 error"]],
    ["^[A-Z]{1000}$", ["D015 warn"]],
    ["^[A-Z]{1000}A?$", ["D032 error", "D015 warn"]],
  ])("of %s are %j", (source, levels) => {
    expect(levelsOf(source)).toEqual(levels);
  });

  test("accepts the largest that fits: 1000 characters and groups, and proves up to 2000", () => {
    expect(parsePattern(`^(A{24}){40}$`)).toMatchObject({ ok: true, notes: [{ id: "D015" }] });
    expect(parsePattern(`^(A{24}){40}B$`)).toMatchObject({ ok: false, findings: [{ id: "D032" }, { id: "D015" }] });
    expect(parsePattern("^(A{40}){50}$")).toMatchObject({ ok: false, meaning: { language: {} } });
  });

  test("says how often, all counts together", () => {
    const [finding] = findingsOf(parsePattern("^(A{34}){34}$"));
    expect(finding?.message).toBe(
      '"{34}" (1156 times with the repeats inside it) repeats more than 255 times, beyond what every engine takes (characters 9 to 12).',
    );
  });

  // Each fix by itself, judged by the languages and by the native engine.
  test("that are mended have the same texts", () => {
    const texts = Array.from({ length: 127 }, (_, index) => (index + 1).toString(2).slice(1)).map((bits) =>
      bits.replaceAll("0", "A").replaceAll("1", "B"),
    );
    const quantifier = fc.constantFrom("", "", "?", "?", "{0}", "{1}", "{2}", "{0,2}", "{1,3}", "{,2}", "??", "{0}?");
    const { part } = fc.letrec<{ part: string; group: string }>((tie) => ({
      part: fc
        .array(fc.tuple(fc.oneof({ maxDepth: 2 }, fc.constantFrom("A", "B", "[AB]"), tie("group")), quantifier), {
          minLength: 1,
          maxLength: 3,
        })
        .map((items) => items.map(([item, sign]) => item + sign).join("")),
      group: fc.array(tie("part"), { minLength: 1, maxLength: 3 }).map((options) => `(${options.join("|")})`),
    }));
    const counts = { D029: 0, D030: 0 };
    fc.assert(
      fc.property(part, (body) => {
        const source = `^${body}$`;
        const before = parsePattern(source);
        const meaning = before.ok ? before.pattern : before.meaning;
        for (const { id, at, fix, fixAt = at } of findingsOf(before)) {
          if ((id !== "D029" && id !== "D030") || fix === undefined || fixAt === undefined) continue;
          counts[id] += 1;
          const fixed = source.slice(0, fixAt[0]) + fix + source.slice(fixAt[1]);
          const after = parsePattern(fixed);
          const mended = after.ok ? after.pattern : after.meaning;
          if (meaning === undefined || mended === undefined) continue;
          expect(compareLanguages(meaning.language, mended.language).relation, `${source} ${fixed}`).toBe("same");
          if (/\{,/.test(source)) continue;
          const [native, nativeFixed] = [new RegExp(source), new RegExp(fixed)];
          const differing = texts.find((text) => native.test(text) !== nativeFixed.test(text));
          expect(differing, `${source} ${fixed}`).toBeUndefined();
        }
      }),
      { numRuns: 400, seed: 20_261_123 },
    );
    expect(Math.min(counts.D029, counts.D030)).toBeGreaterThan(40);
  });
});
