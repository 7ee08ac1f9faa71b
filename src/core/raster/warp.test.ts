import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGreyRaster, type GreyRaster } from "./grey-raster.ts";
import { homographyBetween, identityHomography } from "./homography.ts";
import { warp } from "./warp.ts";

describe("warp", () => {
  it("gives the same picture with the identity", () => {
    fc.assert(
      fc.property(anyRaster(), (raster) => {
        const { width, height, pixels } = raster;
        expect(warp(raster, { toSource: identityHomography, width, height, outside: 1 }).pixels).toEqual(pixels);
      }),
    );
  });

  it("moves a picture by whole pixels exactly, with the outside colour where there is none", () => {
    const raster = { width: 2, height: 1, pixels: Uint8Array.of(10, 20) };
    const moved = warp(raster, { toSource: [1, 0, -1, 0, 1, -1, 0, 0, 1], width: 4, height: 3, outside: 99 });
    expect([...moved.pixels]).toEqual([99, 99, 99, 99, 99, 10, 20, 99, 99, 99, 99, 99]);
  });

  it("turns a picture by a quarter", () => {
    const raster = { width: 3, height: 2, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    // The corners of the new 2 x 3 picture, clockwise from its top left, and where they lie in the source.
    const toSource = homographyBetween(
      [
        [0, 0],
        [2, 0],
        [2, 3],
        [0, 3],
      ],
      [
        [0, 2],
        [0, 0],
        [3, 0],
        [3, 2],
      ],
    );
    if (toSource === undefined) throw new Error("no map");
    expect([...warp(raster, { toSource, width: 2, height: 3, outside: 0 }).pixels]).toEqual([4, 1, 5, 2, 6, 3]);
  });

  it("shows the outside where the map goes to infinity", () => {
    const raster = createGreyRaster({ width: 4, height: 4, grey: 200 });
    const seen = warp(raster, { toSource: [1, 0, 0, 0, 1, 0, 0, 0, 0], width: 4, height: 4, outside: 5 });
    expect(new Set(seen.pixels)).toEqual(new Set([5]));
  });
});

function anyRaster(): fc.Arbitrary<GreyRaster> {
  return fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height, maxLength: width * height })
        .map((pixels) => ({ width, height, pixels })),
    );
}
