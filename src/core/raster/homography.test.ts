import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Point, Quad } from "../symbol/index.ts";
import { applyHomography, homographyBetween, identityHomography, invertHomography } from "./homography.ts";

const unitSquare: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

describe("homographyBetween", () => {
  it("takes the four corners to the four corners", () => {
    fc.assert(
      fc.property(convexQuad(), convexQuad(), (from, to) => {
        const map = homographyBetween(from, to);
        expect(map).toBeDefined();
        if (map === undefined) return;
        for (const [index, corner] of from.entries()) near(applyHomography(map, corner), to[index] as Point);
      }),
    );
  });

  it("takes straight lines to straight lines", () => {
    fc.assert(
      fc.property(convexQuad(), fc.double({ min: 0, max: 1, noNaN: true }), (to, along) => {
        const map = homographyBetween(unitSquare, to);
        if (map === undefined) throw new Error("no map");
        const [start, between, end] = [
          applyHomography(map, [0, 0.3]),
          applyHomography(map, [along, 0.3 + 0.4 * along]),
          applyHomography(map, [1, 0.7]),
        ] as [Point, Point, Point];
        const area = (end[0] - start[0]) * (between[1] - start[1]) - (end[1] - start[1]) * (between[0] - start[0]);
        expect(Math.abs(area)).toBeLessThan(1e-3);
      }),
    );
  });

  it("has the middle of a square seen in perspective where its diagonals cross", () => {
    const trapezium: Quad = [
      [0, 0],
      [4, 0],
      [3, 2],
      [1, 2],
    ];
    const map = homographyBetween(unitSquare, trapezium);
    // The diagonals (0,0)-(3,2) and (4,0)-(1,2) cross at (2, 4/3).
    near(map && applyHomography(map, [0.5, 0.5]), [2, 4 / 3]);
  });

  it("gives nothing when three corners lie on a line, whichever three", () => {
    for (let moved = 0; moved < 4; moved += 1) {
      const flat = unitSquare.map((corner, index) => (index === moved ? [0.5, 0.5] : corner)) as unknown as Quad;
      expect(homographyBetween(flat, unitSquare), `corner ${moved}`).toBeUndefined();
      expect(homographyBetween(unitSquare, flat), `corner ${moved}`).toBeUndefined();
    }
  });
});

describe("invertHomography", () => {
  it("leads back to where a point came from", () => {
    fc.assert(
      fc.property(convexQuad(), unitPoint(), (to, point) => {
        const map = homographyBetween(unitSquare, to);
        const back = map && invertHomography(map);
        if (map === undefined || back === undefined) throw new Error("no map");
        const seen = applyHomography(map, point);
        if (seen === undefined) throw new Error("no point");
        near(applyHomography(back, seen), point);
      }),
    );
  });

  it("gives nothing for a map that flattens the plane", () => {
    expect(invertHomography([1, 2, 0, 2, 4, 0, 0, 0, 1])).toBeUndefined();
  });
});

describe("applyHomography", () => {
  it("leaves points where they are with the identity", () => {
    expect(applyHomography(identityHomography, [3.25, -7])).toEqual([3.25, -7]);
  });

  it("gives nothing for a point that goes to infinity", () => {
    expect(applyHomography([1, 0, 0, 0, 1, 0, 1, 0, -2], [2, 5])).toBeUndefined();
  });
});

function near(found: Point | undefined, expected: Point): void {
  expect(found).toBeDefined();
  expect(found?.[0]).toBeCloseTo(expected[0], 6);
  expect(found?.[1]).toBeCloseTo(expected[1], 6);
}

function unitPoint(): fc.Arbitrary<Point> {
  const side = fc.double({ min: 0, max: 1, noNaN: true });
  return fc.tuple(side, side);
}

/** Corners of a square of 100, each moved by at most 20 to a side, so the quad stays convex. */
function convexQuad(): fc.Arbitrary<Quad> {
  const shift = fc.double({ min: -20, max: 20, noNaN: true });
  const corner = (x: number, y: number) => fc.tuple(shift, shift).map(([dx, dy]): Point => [x + dx, y + dy]);
  return fc.tuple(corner(0, 0), corner(100, 0), corner(100, 100), corner(0, 100));
}
