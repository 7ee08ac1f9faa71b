import { assert } from "../index.ts";
import type { GreyRaster } from "./grey-raster.ts";
import type { Homography } from "./homography.ts";
import { sampleBilinear } from "./sample.ts";

/** What `warp` draws. */
export interface WarpRequest {
  /** Takes a point of the new raster to the point of the source that is seen there. */
  readonly toSource: Homography;
  /** Size of the new raster in pixels. */
  readonly width: number;
  readonly height: number;
  /** Grey where the source has nothing. */
  readonly outside: number;
}

/**
 * The source seen through a projective map, sampled once at every pixel centre, bilinear. It does not average: where
 * the map shrinks, blur or `resampleByArea` first.
 */
export function warp(source: GreyRaster, { toSource, width, height, outside }: WarpRequest): GreyRaster {
  assert(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0, "raster has a size");
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const y = row + 0.5;
    for (let column = 0; column < width; column += 1) {
      const x = column + 0.5;
      const weight = g * x + h * y + i;
      // Division by a zero weight gives infinity or NaN, which is outside.
      const sourceX = (a * x + b * y + c) / weight;
      const sourceY = (d * x + e * y + f) / weight;
      pixels[row * width + column] = Math.round(sampleBilinear(source, sourceX, sourceY, outside));
    }
  }
  return { width, height, pixels };
}
