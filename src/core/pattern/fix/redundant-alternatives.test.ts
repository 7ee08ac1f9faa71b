import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patternOf } from "../../../../test/pattern/pattern-of.ts";
import { redundantAlternatives } from "./redundant-alternatives.ts";

function rangesOf(source: string): readonly (readonly [number, number] | undefined)[] {
  return redundantAlternatives(patternOf(source)).map(({ at, fixAt }) => fixAt ?? at);
}

/** The source with every finding's fix applied. */
function dropped(source: string): string {
  return redundantAlternatives(patternOf(source)).reduceRight((text, { at = [0, 0], fixAt = at, fix = "?" }) => {
    const [from, to] = fixAt;
    return text.slice(0, from) + fix + text.slice(to);
  }, source);
}

describe("redundantAlternatives", () => {
  test.each([
    ["^(A|B|A)$", [[5, 7]], "^(A|B)$"],
    ["^(AB|A[BC])$", [[2, 5]], "^(A[BC])$"],
    ["^([0-9]|[A-F]|[0-9A-F])X$", [[13, 22]], "^([0-9]|[A-F])X$"],
    [
      "^(A|A|[AB])$",
      [
        [2, 4],
        [4, 6],
      ],
      "^([AB])$",
    ],
    [
      "^(AB|(C|C)|AB)X$",
      [
        [7, 9],
        [10, 13],
      ],
      "^(AB|(C))X$",
    ],
    ["^(B?|B{0,1})$", [[4, 11]], "^(B?)$"],
    ["^(A|B|[0-9]{2})(A|B)$", [], "^(A|B|[0-9]{2})(A|B)$"],
    ["^ABC$", [], "^ABC$"],
  ] as const)("finds what adds nothing in %s", (source, ranges, without) => {
    expect(rangesOf(source)).toEqual(ranges);
    expect(dropped(source)).toBe(without);
  });

  test("warns with the place and drops", () => {
    expect(redundantAlternatives(patternOf("^(A|A)$"))).toEqual([
      {
        id: "L010",
        level: "warn",
        message: 'The alternative "A" adds nothing to those beside it (from character 5 on).',
        at: [4, 5],
        remedy: "Leave it out, or write what it was meant to add.",
        fix: "",
        fixAt: [3, 5],
      },
    ]);
  });

  test("drops nothing that the native engine can match, and leaves nothing more to drop", () => {
    const option = fc.constantFrom("A", "B", "AB", "A?", "[AB]", "A{2}", "(A|B)", "(B|AB)B", "BA?");
    let droppedCount = 0;
    fc.assert(
      fc.property(fc.array(option, { minLength: 2, maxLength: 5 }), (options) => {
        const source = `^(${options.join("|")})B?$`;
        const without = dropped(source);
        if (without !== source) droppedCount += 1;
        expect(dropped(without), source).toBe(without);
        const [before, after] = [new RegExp(source), new RegExp(without)];
        for (let number = 1; number < 64; number += 1) {
          const text = number.toString(2).slice(1).replaceAll("0", "A").replaceAll("1", "B");
          expect(after.test(text), `${source} ${without} ${text}`).toBe(before.test(text));
        }
      }),
      { numRuns: 500, seed: 20_260_719 },
    );
    expect(droppedCount).toBeGreaterThan(100);
  });

  test("looks at large patterns within limits", () => {
    const started = performance.now();
    const many = Array.from({ length: 230 }, (_, index) => `A${index}`).join("|");
    expect(redundantAlternatives(patternOf(`^(${many})$`.slice(0, 990).replace(/\|?[^|]*$/, ")$")))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});
