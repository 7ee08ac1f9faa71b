import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digitRangePattern } from "./digit-range-pattern.ts";

describe("digitRangePattern", () => {
  test.each([
    ["24", "33", "(2[4-9]|3[0-3])"],
    ["01", "53", "(0[1-9]|[1-4][0-9]|5[0-3])"],
    ["00", "99", "[0-9]{2}"],
    ["2024", "2033", "20(2[4-9]|3[0-3])"],
    ["7", "7", "7"],
    ["0000001", "0000001", "0000001"],
    ["00000001", "00000001", "0{7}1"],
    ["0000", "4999", "[0-4][0-9]{3}"],
    ["5000", "9999", "[5-9][0-9]{3}"],
    ["099", "100", "(099|100)"],
  ])("of %s to %s is %s", (low, high, pattern) => {
    expect(digitRangePattern(low, high)).toBe(pattern);
  });

  test("accepts exactly the numbers of the range", () => {
    const ends = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const end = fc.nat(10 ** width - 1);
      return fc.tuple(fc.constant(width), end, end);
    });
    fc.assert(
      fc.property(ends, ([width, one, other]) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const printed = (value: number) => String(value).padStart(width, "0");
        const native = new RegExp(`^${digitRangePattern(printed(from), printed(to))}$`);
        const wrong: number[] = [];
        for (let value = 0; value < 10 ** width; value += 1) {
          if (native.test(printed(value)) !== (from <= value && value <= to)) wrong.push(value);
        }
        expect(wrong).toEqual([]);
        expect(native.test(`0${printed(from)}`)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
