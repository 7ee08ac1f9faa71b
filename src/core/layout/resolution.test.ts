import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDotsToUm, dotsCeil, dotsFloor, millimetresOfDots, trueDotsPerInch } from "./resolution.ts";

const resolutions = fc.constantFrom(152.4, 203.2, 300, 304.8, 600, 1200, 2540);

describe("dots and micrometres", () => {
  it("knows that a 203 dpi head has 8 dots a millimetre", () => {
    expect(trueDotsPerInch(203)).toBe(203.2);
    expect(compareDotsToUm(8, 1_000, 203.2)).toBe(0);
  });

  it("refuses resolutions outside its range and finer than a tenth", () => {
    expect(trueDotsPerInch(100)).toBe(100);
    expect(trueDotsPerInch(99.9)).toBeUndefined();
    expect(trueDotsPerInch(2540)).toBe(2540);
    expect(trueDotsPerInch(2541)).toBeUndefined();
    expect(trueDotsPerInch(300.05)).toBeUndefined();
    expect(trueDotsPerInch(Number.NaN)).toBeUndefined();
  });

  it("takes 3 dots at 300 dpi as exactly 0.254 mm", () => {
    expect(compareDotsToUm(3, 254, 300)).toBe(0);
    expect(compareDotsToUm(3, 255, 300)).toBeLessThan(0);
    expect(compareDotsToUm(3, 253, 300)).toBeGreaterThan(0);
  });

  it("rounds up to a length and down to it, exactly", () => {
    expect(dotsCeil(254, 300)).toBe(3);
    expect(dotsCeil(255, 300)).toBe(4);
    expect(dotsFloor(254, 300)).toBe(3);
    expect(dotsFloor(253, 300)).toBe(2);
  });

  it("agrees with whole-number arithmetic for every length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), resolutions, (um, dotsPerInch) => {
        const exact = BigInt(um) * BigInt(Math.round(dotsPerInch * 10));
        const floor = exact / 254_000n;
        expect(BigInt(dotsFloor(um, dotsPerInch))).toBe(floor);
        expect(BigInt(dotsCeil(um, dotsPerInch))).toBe(exact % 254_000n === 0n ? floor : floor + 1n);
      }),
    );
  });

  it("tells a length in millimetres", () => {
    expect(millimetresOfDots(4, 300)).toBe("0.339 mm");
  });
});
