import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DotRect } from "./display-list.ts";
import { insetLoop, type Loop, outline } from "./outline.ts";

const size = 8;
/** A random drawing of whole dots. */
const drawing = fc.array(fc.boolean(), { minLength: size * size, maxLength: size * size });

function rectsOf(dots: readonly boolean[]): readonly DotRect[] {
  return dots.flatMap((isInk, index) =>
    isInk ? [{ x: index % size, y: Math.floor(index / size), width: 1, height: 1 }] : [],
  );
}

/** Whether a point is inside, by the even-odd rule: a ray to the right crosses the outline an odd number of times. */
function isInside(loops: readonly Loop[], x: number, y: number): boolean {
  let isIn = false;
  for (const loop of loops) {
    for (const [index, from] of loop.entries()) {
      const to = loop[(index + 1) % loop.length] ?? from;
      const [low, high] = from[1] < to[1] ? [from[1], to[1]] : [to[1], from[1]];
      if (from[0] === to[0] && from[0] > x && low <= y && y < high) isIn = !isIn;
    }
  }
  return isIn;
}

describe("outline", () => {
  it("of one rectangle is its four corners, clockwise", () => {
    expect(outline([{ x: 2, y: 3, width: 4, height: 1 }])).toEqual([
      [
        [2, 3],
        [6, 3],
        [6, 4],
        [2, 4],
      ],
    ]);
  });

  it("joins rectangles that touch", () => {
    expect(
      outline([
        { x: 0, y: 0, width: 2, height: 1 },
        { x: 0, y: 1, width: 1, height: 1 },
      ]),
    ).toHaveLength(1);
  });

  it("keeps shapes apart that only touch at a corner", () => {
    const loops = outline([
      { x: 0, y: 0, width: 1, height: 1 },
      { x: 1, y: 1, width: 1, height: 1 },
    ]);
    expect(loops.map((loop) => loop.length)).toEqual([4, 4]);
  });

  it("of nothing is nothing", () => {
    expect(outline([])).toEqual([]);
  });

  it("encloses exactly the dots that were drawn, whatever they are", () => {
    fc.assert(
      fc.property(drawing, (dots) => {
        const loops = outline(rectsOf(dots));
        for (const [index, isInk] of dots.entries()) {
          expect(isInside(loops, (index % size) + 0.5, Math.floor(index / size) + 0.5)).toBe(isInk);
        }
      }),
    );
  });

  it("drawn smaller covers the middle of the same dots and touches no dot beside them", () => {
    fc.assert(
      fc.property(drawing, (dots) => {
        const loops = outline(rectsOf(dots)).map((loop) => insetLoop(loop, 0.02));
        for (const [index, isInk] of dots.entries()) {
          const [x, y] = [index % size, Math.floor(index / size)];
          for (const [dx, dy] of [
            [0.5, 0.5],
            [0.01, 0.5],
            [0.5, 0.99],
            [0.99, 0.01],
          ] as const) {
            const isCovered = isInside(loops, x + dx, y + dy);
            if (!isInk) expect(isCovered).toBe(false);
            if (isInk && dx === 0.5 && dy === 0.5) expect(isCovered).toBe(true);
          }
        }
      }),
    );
  });
});
