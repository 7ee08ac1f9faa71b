import { describe, expect, test } from "vitest";
import { beginCount, countWork, keptAnswer, measuredWork, uncountedWork, workAllowance } from "./counted-work.ts";
import { patternFix } from "./fix/pattern-fix.ts";
import { parsePattern, parsePatternAnew } from "./parse-pattern.ts";

describe("counted work", () => {
  test("is measured around what is worked, also inside each other", () => {
    const outer = measuredWork(() => {
      countWork(3);
      return measuredWork(() => countWork(4)).stepCount;
    });
    expect(outer).toEqual({ answer: 4, stepCount: 7 });
    expect(measuredWork(() => uncountedWork(() => countWork(5))).stepCount).toBe(0);
  });

  test("counts a kept answer once in each count, as much as when it was worked out", () => {
    beginCount();
    let workedCount = 0;
    const again = keptAnswer(() => {
      workedCount += 1;
      countWork(9);
      return "answer";
    });
    const steps = () => measuredWork(again).stepCount;
    expect(steps()).toBe(0);
    beginCount();
    expect([steps(), steps()]).toEqual([9, 0]);
    expect(again()).toBe("answer");
    expect(workedCount).toBe(1);
  });

  test("uses an allowance up with the first step beyond it", () => {
    const allowance = workAllowance(10);
    countWork(10);
    expect(allowance.isUsedUp()).toBe(false);
    countWork(1);
    expect(allowance.isUsedUp()).toBe(true);
  });

  test("of a pattern is the same whether it is read or remembered", () => {
    const source = "^KEPT[0-9]{1,9}(A|B)?$";
    const fresh = measuredWork(() => parsePatternAnew(source)).stepCount;
    parsePattern(source);
    beginCount();
    expect(measuredWork(() => parsePattern(source)).stepCount).toBe(fresh);
    expect(fresh).toBeGreaterThan(1_000);
  });

  test("of mending looks ahead is the same, whatever was read before", () => {
    const source = "^(?!AB)[A-Z]{0,40}[0-9]{3}$";
    const steps = () => {
      beginCount();
      return measuredWork(() => patternFix(source)).stepCount;
    };
    const fresh = steps();
    expect(steps()).toBe(fresh);
    parsePattern("^(?!CD)[A-Z]{2}$");
    expect(steps()).toBe(fresh);
    expect(fresh).toBeGreaterThan(10_000);
  });
});

describe("the work of one pattern", () => {
  const row = (length: number, piece: (index: number) => string) => {
    let text = "^";
    for (let index = 0; text.length + piece(index).length < length; index += 1) text += piece(index);
    return `${text}$`;
  };
  const letter = (index: number) => String.fromCharCode(65 + (index % 26));

  test.each([
    ["looks ahead at each place", row(998, (index) => `(?!${letter(index * 14)}\\d)\\w[^A]?`)],
    ["looks ahead before a long text", `^${"(?!SN0)".repeat(60)}${"[A-Z]?".repeat(60)}$`],
    ["every place may be left out", row(998, (index) => `[${letter(index % 20)}-Z]?`)],
    ["repeats stand before a look ahead", "^.{0,9}(?!AB)(A?B?){60}(A|AB?){2}.{0,3}(?!AB)(A?B?){60}(A|AB?){2}$"],
    ["repeats of repeats", `^(${"A?".repeat(400)}B){0,4}$`],
    ["repeats that overlap", "^[01]{0,60}1[01]{19}X$"],
  ])("is bounded where %s", (_, source) => {
    // Reading is within 20 million steps, and mending within some readings.
    expect(measuredWork(() => parsePatternAnew(source)).stepCount).toBeLessThan(20_000_000);
    expect(measuredWork(() => patternFix(source)).stepCount).toBeLessThan(60_000_000);
  });
});
