import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGreyRaster } from "./grey-raster.ts";
import { resampleByArea } from "./resample-by-area.ts";

describe("resampleByArea", () => {
  it("takes the mean of whole blocks", () => {
    const raster = { width: 4, height: 2, pixels: Uint8Array.of(0, 10, 100, 200, 20, 30, 50, 50) };
    expect([...resampleByArea(raster, { width: 2, height: 1 }).pixels]).toEqual([15, 100]);
  });

  it("counts partly covered pixels by their share", () => {
    const raster = { width: 3, height: 1, pixels: Uint8Array.of(0, 90, 240) };
    // 1.5 pixels each: (0 + 90 / 2) / 1.5 and (90 / 2 + 240) / 1.5.
    expect([...resampleByArea(raster, { width: 2, height: 1 }).pixels]).toEqual([30, 190]);
  });

  it("repeats pixels when it enlarges by a whole number", () => {
    const raster = { width: 2, height: 1, pixels: Uint8Array.of(7, 9) };
    expect([...resampleByArea(raster, { width: 4, height: 2 }).pixels]).toEqual([7, 7, 9, 9, 7, 7, 9, 9]);
  });

  it("keeps the mean at any size, and an even surface even", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 35, maxLength: 35 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (pixels, width, height) => {
          const resampled = resampleByArea({ width: 7, height: 5, pixels }, { width, height });
          expect(Math.abs(mean(resampled.pixels) - mean(pixels))).toBeLessThanOrEqual(0.501);
          const even = resampleByArea(createGreyRaster({ width: 7, height: 5, grey: 131 }), { width, height });
          expect(new Set(even.pixels)).toEqual(new Set([131]));
        },
      ),
    );
  });
});

function mean(greys: ArrayLike<number>): number {
  return Array.from(greys).reduce((sum, grey) => sum + grey, 0) / greys.length;
}
