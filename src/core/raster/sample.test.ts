import { describe, expect, it } from "vitest";
import { sampleBilinear } from "./sample.ts";

const raster = { width: 2, height: 2, pixels: Uint8Array.of(0, 100, 200, 60) };

describe("sampleBilinear", () => {
  it("gives a pixel's own grey at its centre", () => {
    expect(sampleBilinear(raster, 0.5, 0.5, 7)).toBe(0);
    expect(sampleBilinear(raster, 1.5, 0.5, 7)).toBe(100);
    expect(sampleBilinear(raster, 0.5, 1.5, 7)).toBe(200);
    expect(sampleBilinear(raster, 1.5, 1.5, 7)).toBe(60);
  });

  it("is linear between centres", () => {
    expect(sampleBilinear(raster, 1, 0.5, 7)).toBe(50);
    expect(sampleBilinear(raster, 0.5, 0.75, 7)).toBe(50);
    expect(sampleBilinear(raster, 1, 1, 7)).toBe(90);
  });

  it("goes on with the edge pixel up to the edge, and is outside beyond", () => {
    expect(sampleBilinear(raster, 0, 0, 7)).toBe(0);
    expect(sampleBilinear(raster, 2, 2, 7)).toBe(60);
    for (const [x, y] of [
      [-0.01, 1],
      [2.01, 1],
      [1, -0.01],
      [1, 2.01],
      [Number.NaN, 1],
      [1, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(sampleBilinear(raster, x, y, 7), `${x}, ${y}`).toBe(7);
    }
  });
});
