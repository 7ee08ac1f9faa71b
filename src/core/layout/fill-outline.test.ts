import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillOutline } from "./fill-outline.ts";
import type { OutlineStep } from "./fonts.ts";
import { createOneBitRaster } from "./one-bit-raster.ts";

function polygon(...points: readonly (readonly [number, number])[]): readonly OutlineStep[] {
  const steps = points.map((point, index): OutlineStep => ({ step: index === 0 ? "M" : "L", points: point }));
  return [...steps, { step: "Z" }];
}

function square(x: number, y: number, side: number): readonly OutlineStep[] {
  return polygon([x, y], [x + side, y], [x + side, y + side], [x, y + side]);
}

function filled(outline: readonly OutlineStep[], size = 12): string[] {
  const raster = createOneBitRaster({ width: size, height: size });
  fillOutline(raster, outline);
  return Array.from({ length: size }, (_, y) =>
    [...raster.bits.subarray(y * size, (y + 1) * size)].map((bit) => (bit === 1 ? "#" : ".")).join(""),
  );
}

const inkOf = (rows: readonly string[]) => rows.join("").replaceAll(".", "").length;

describe("fillOutline", () => {
  it("fills a rectangle on the grid exactly", () => {
    const rows = filled(square(2, 3, 4));
    expect(rows[2]).toBe("............");
    expect(rows[3]).toBe("..####......");
    expect(rows[6]).toBe("..####......");
    expect(inkOf(rows)).toBe(16);
  });

  it("blackens a dot from half of its samples on, not below", () => {
    expect(inkOf(filled(polygon([2, 2], [2.5, 2], [2.5, 3], [2, 3])))).toBe(1);
    expect(inkOf(filled(polygon([2, 2], [2.25, 2], [2.25, 3], [2, 3])))).toBe(0);
  });

  it("leaves a hole that runs the other way, and fills one that runs the same way", () => {
    const hole = polygon([4, 4], [4, 6], [6, 6], [6, 4]);
    const sameWay = polygon([4, 4], [6, 4], [6, 6], [4, 6]);
    expect(inkOf(filled([...square(2, 2, 6), ...hole]))).toBe(36 - 4);
    expect(inkOf(filled([...square(2, 2, 6), ...sameWay]))).toBe(36);
  });

  it("fills curves: a circle of cubic arcs has the area of a circle", () => {
    const k = 0.5523 * 20;
    const circle: readonly OutlineStep[] = [
      { step: "M", points: [30, 10] },
      { step: "C", points: [30 + k, 10, 50, 30 - k, 50, 30] },
      { step: "C", points: [50, 30 + k, 30 + k, 50, 30, 50] },
      { step: "C", points: [30 - k, 50, 10, 30 + k, 10, 30] },
      { step: "C", points: [10, 30 - k, 30 - k, 10, 30, 10] },
      { step: "Z" },
    ];
    const area = Math.PI * 20 * 20;
    expect(Math.abs(inkOf(filled(circle, 60)) - area) / area).toBeLessThan(0.02);
  });

  it("cuts at the raster's edges instead of wrapping round", () => {
    expect(inkOf(filled(square(-5, -5, 30)))).toBe(144);
    expect(inkOf(filled(square(20, 20, 5)))).toBe(0);
  });

  it("never blackens more when moved by whole dots", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), (dx, dy) => {
        const at = (x: number, y: number) =>
          filled(polygon([1.3 + x, 1.1 + y], [6.2 + x, 2.4 + y], [3.7 + x, 6.6 + y]));
        expect(inkOf(at(dx, dy))).toBe(inkOf(at(0, 0)));
      }),
    );
  });
});
