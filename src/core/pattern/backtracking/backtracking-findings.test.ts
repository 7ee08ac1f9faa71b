import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasText } from "../language/language.ts";
import { parsePattern } from "../parse-pattern.ts";
import type { PatternMeaning } from "../pattern.ts";
import { backtrackingFindings } from "./backtracking-findings.ts";

function meaningOf(source: string): PatternMeaning {
  const result = parsePattern(source);
  if (result.ok) return result.pattern;
  if (result.meaning === undefined) throw new Error(`${source}: ${result.findings[0]?.message}`);
  return result.meaning;
}

/** Each with the rule, and the part of the source that takes part in the ways. */
const unsafe: readonly (readonly [source: string, id: string, part: string])[] = [
  ["^(?:[0-9]{1,9}){1,9}X$", "S001", "(?:[0-9]{1,9}){1,9}"],
  ["^(A?){24}A{24}$", "S001", "(A?){24}A{24}"],
  ["^A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?AAAAAAAAAAAAAAAA$", "S001", "A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?A?AAAAAAAAAAAAAAAA"],
  ["^([0-9]+)+X$", "S001", "([0-9]+)+"],
  ["^([0-9]|[0-9])*$", "S001", "([0-9]|[0-9])*"],
  ["^(A|AA){1,40}B$", "S001", "(A|AA){1,40}"],
  ["^([A-C][0-9]|[B-D][0-9]){12}X$", "S001", "([A-C][0-9]|[B-D][0-9]){12}"],
  ["^([A-Z0-9]{1,4}-?){1,8}$", "S001", "([A-Z0-9]{1,4}-?){1,8}"],
  // Not a character decides it, but how often nothing is taken.
  ["^((A?)?){20}B$", "S001", "((A?)?){20}"],
  // The ways part at the first 0, and multiply further on.
  ["^0?0?X(1|1){6}Y$", "S002", "0?0?X(1|1){6}"],
  ["^[A-Z0-9]*[0-9]+$", "S002", "[A-Z0-9]*[0-9]+"],
  ["^[0-9]{0,255}[0-9]{0,255}X$", "S002", "[0-9]{0,255}[0-9]{0,255}"],
  ["^(ABCDEFGH)*(ABCDEFGH)*X$", "S002", "(ABCDEFGH)*(ABCDEFGH)*"],
];

const safe = [
  "^BL1[0-9]{4}[A-C][0-9]{6}[0-9A-Z]$",
  "^DRSB1(2[4-9]|3[0-3])(0[1-9]|[1-4][0-9]|5[0-3])[A-C][0-9]{6}$",
  "^HX-[0-9]{3}-[A-HJ-NP-Z]{2}-[0-9]{6}$",
  "^A4C138[0-9A-F]{6}$",
  "^(PRO|LITE|MINI)[0-9]{2}[0-9A-Z]{6,10}$",
  "^KV[0-9]{2}(0[1-9]|1[0-2])(SH|TW|VN)[A-Z]?[0-9]{7}$",
  "^[0-9A-Z]{8,20}$",
  "^[0-9]{12}$",
  "^S?[0-9]{8,20}$",
  "^[A-Z]{2,4}[A-Z0-9]{6,10}$",
  "^[A-Z0-9]{1,20}-?[A-Z0-9]{1,20}$",
  "^(A|B|C)?(A1|B1)?[0-9]{6}$",
  "^SN[0-9]{8}([A-Z]{2})?$",
  "^[A-Z]{2}[0-9]{2}(-[0-9A-F]{4}){3}$",
  "^([0-9A-F]{2}:){5}[0-9A-F]{2}$",
  "^(A1|A2|B[0-9])[A-Z0-9]{4,12}[0-9]$",
  "^(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}[0-9A-Z]{5}$",
  "^([A-Z]{1,30}[0-9]{1,30}){20}$",
  "^A{1000}$",
  "^[0-9]+X$",
  "^A+B+[0-9]+$",
  "^([0-9A-Z]+-)*[0-9A-Z]+$",
];

describe("backtrackingFindings", () => {
  test.each(unsafe)("%s is %s", (source, id, part) => {
    const [finding, ...more] = backtrackingFindings(meaningOf(source));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ id, level: "error" });
    const [from, to] = finding?.at ?? [0, 0];
    expect(source.slice(from, to)).toBe(part);
    // The attack begins as the pattern wants and then fails.
    expect(finding?.witness?.length).toBeGreaterThan(1);
    expect(hasText(meaningOf(source).language, finding?.witness ?? "")).toBe(false);
  });

  test("tells how many ways there are and at which length, also where there are never more", () => {
    const [finding] = backtrackingFindings(meaningOf("^([A-Z0-9]{1,4}-?){1,8}$"));
    expect(finding?.message).toContain("the first 26 characters of a text in 2,556 ways, more than 1,000");
    const [growing] = backtrackingFindings(meaningOf("^([0-9]*[0-9]*[0-9]*)$"));
    // Two places to change over among 64 characters, in order: 65 * 66 / 2.
    expect(growing?.message).toContain("the first 64 characters of a text in 2,145 ways, more than 1,000");
  });

  test("counts the ways to take nothing more before the end, too", () => {
    // After "A" alone each of the two copies takes nothing in nine ways.
    expect(backtrackingFindings(meaningOf("^A(B?|C?|D?|E?|F?|G?|H?|I?|J?){2}$"))).toMatchObject([
      { id: "S002", measured: "81 ways", witness: "A!" },
    ]);
  });

  test.each(safe)("%s is proved", (source) => {
    expect(backtrackingFindings(meaningOf(source))).toEqual([]);
  });

  test("answers for every pattern of the tables in time", () => {
    const meanings = [...unsafe.map(([source]) => source), ...safe].map(meaningOf);
    for (const meaning of meanings) {
      const started = performance.now();
      backtrackingFindings(meaning);
      expect(performance.now() - started, meaning.source).toBeLessThan(60_000);
    }
  });

  test("draws the line at 64 ways", () => {
    // After n characters the second repeat has begun behind any of the 1st to nth, or not yet: n ways.
    expect(backtrackingFindings(meaningOf("^[0-9]{1,64}[0-9]{0,64}X$"))).toEqual([]);
    expect(backtrackingFindings(meaningOf("^[0-9]{1,65}[0-9]{0,65}X$"))).toMatchObject([
      { id: "S002", measured: "65 ways", required: "at most 64 ways" },
    ]);
  });

  test("draws the line at 1,000 ways", () => {
    const equals = (count: number) => `(${Array.from({ length: count }, () => "0").join("|")})`;
    const idOf = (...counts: readonly number[]) =>
      backtrackingFindings(meaningOf(`^${counts.map(equals).join("")}X$`)).map(({ id, measured }) => [id, measured]);
    expect(idOf(10, 10, 10)).toEqual([["S002", "1,000 ways"]]);
    expect(idOf(7, 11, 13)).toEqual([["S001", "1,001 ways"]]);
  });

  test("counts as many ways as there are, by the recurrence that defines them", () => {
    const [finding] = backtrackingFindings(meaningOf("^([0-9]{1,3}){1,9}X$"));
    const counts = Array.from({ length: 28 }, (_, length) => compositions(length, 9, 3));
    const count = counts[finding?.witness?.match(/^[0-9]*/)?.[0].length ?? 0] ?? 0;
    expect(finding?.measured).toBe(`${count.toLocaleString("en-US")} ways`);
    expect(count).toBeGreaterThan(Math.max(...counts) / 4);
  });

  test("says that it does not know where too many beginnings differ in their ways", () => {
    const source = "^[02]{2,10}[12]?(0{2,3}|[0-2]{3,8})X$";
    expect(backtrackingFindings(meaningOf(source))).toMatchObject([
      {
        id: "S004",
        level: "error",
        at: [0, source.length],
        required: "at most 64 ways to match the beginning of a text",
      },
    ]);
  });

  test("answers in bounded time, if only that it does not know", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("[A-M]{0,3}", "[G-Z]{0,3}", "[0-9A]{0,3}", "(AB?)*", "(.?)?", "[^A]*", "(B|BA){0,9}"),
          {
            minLength: 1,
            maxLength: 9,
          },
        ),
        fc.constantFrom("", "{1,3}", "{12}", "*"),
        (items, times) => {
          const source = `^(${items.join("")})${times}$`;
          const result = parsePattern(source);
          const meaning = result.ok ? result.pattern : result.meaning;
          if (meaning === undefined) return;
          const started = performance.now();
          const ids = backtrackingFindings(meaning).map(({ id }) => id);
          expect(performance.now() - started, source).toBeLessThan(60_000);
          expect(["", "S001", "S002", "S004"]).toContain(ids.join());
        },
      ),
      { numRuns: 100, seed: 20_261_123 },
    );
  });
});

/** Ways to write `length` as a sum of 1 to `partCount` parts of 1 to `partMax`. */
function compositions(length: number, partCount: number, partMax: number): number {
  if (length === 0 || partCount === 0) return 0;
  const finished = length <= partMax ? 1 : 0;
  return Array.from({ length: Math.min(partMax, length) }, (_, part) =>
    compositions(length - part - 1, partCount - 1, partMax),
  ).reduce((sum, ways) => sum + ways, finished);
}
