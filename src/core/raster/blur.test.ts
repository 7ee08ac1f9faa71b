import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blurGaussian } from "./blur.ts";
import { createGreyRaster, type GreyRaster } from "./grey-raster.ts";

describe("blurGaussian", () => {
  it("leaves an even surface as it is", () => {
    const even = createGreyRaster({ width: 7, height: 5, grey: 93 });
    expect([...blurGaussian(even, 2.5).pixels]).toEqual([...even.pixels]);
  });

  it("gives the raster itself for a sigma of zero", () => {
    const raster = createGreyRaster({ width: 2, height: 2, grey: 10 });
    expect(blurGaussian(raster, 0)).toBe(raster);
  });

  it("spreads one white pixel by the Gaussian, in both directions alike", () => {
    const size = 21;
    const pixels = new Uint8Array(size * size);
    pixels[10 * size + 10] = 255;
    const { pixels: blurred } = blurGaussian({ width: size, height: size, pixels }, 1);
    // The two-dimensional Gaussian of sigma 1: 1 / (2 pi) in the middle, e^-0.5 of that one pixel away.
    const middle = 255 / (2 * Math.PI);
    expect(blurred[10 * size + 10]).toBeCloseTo(middle, -0.5);
    expect(blurred[10 * size + 11]).toBe(Math.round(middle * Math.exp(-0.5)));
    expect(blurred[11 * size + 10]).toBe(blurred[10 * size + 11]);
    expect(blurred[11 * size + 11]).toBe(Math.round(middle * Math.exp(-1)));
    expect(blurred[10 * size + 14]).toBe(0);
  });

  it("turns a sharp edge into the normal distribution's curve", () => {
    const width = 60;
    const edge = { width, height: 3, pixels: Uint8Array.from({ length: 180 }, (_, i) => (i % width < 30 ? 0 : 200)) };
    const { pixels } = blurGaussian(edge, 4);
    // Half a pixel right of the edge: 200 * Phi(0.5 / 4) = 109.9; 4.5 px right: 200 * Phi(1.125) = 173.9.
    expect(Math.abs((pixels[width + 30] as number) - 109.9)).toBeLessThanOrEqual(1);
    expect(Math.abs((pixels[width + 34] as number) - 173.9)).toBeLessThanOrEqual(1);
  });

  it("keeps the mean of a picture on an even ground, and never leaves the range of its greys", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 }),
        fc.integer({ min: 0, max: 255 }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (greys, ground, sigma) => {
          const raster = onGround(greys, ground);
          const blurred = blurGaussian(raster, sigma);
          // Every pixel is rounded, by half a grey at most.
          expect(Math.abs(mean(blurred) - mean(raster))).toBeLessThanOrEqual(0.5);
          expect(Math.min(...blurred.pixels)).toBeGreaterThanOrEqual(Math.min(...raster.pixels));
          expect(Math.max(...blurred.pixels)).toBeLessThanOrEqual(Math.max(...raster.pixels));
        },
      ),
    );
  });

  it("refuses a sigma that is negative, endless or no number", () => {
    const raster = createGreyRaster({ width: 1, height: 1, grey: 0 });
    for (const sigma of [-0.1, 64.1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => blurGaussian(raster, sigma)).toThrow("broken invariant");
    }
  });
});

/** A 4 x 4 picture in the middle of an even ground that is wider than any kernel of the property. */
function onGround(greys: readonly number[], ground: number): GreyRaster {
  const size = 28;
  const raster = createGreyRaster({ width: size, height: size, grey: ground });
  for (const [index, grey] of greys.entries()) {
    raster.pixels[(12 + (index >> 2)) * size + 12 + (index & 3)] = grey;
  }
  return raster;
}

function mean({ pixels }: GreyRaster): number {
  return Array.from(pixels).reduce((sum, grey) => sum + grey, 0) / pixels.length;
}
