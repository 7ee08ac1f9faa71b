import { assert } from "../index.ts";

/** A grey image: one byte a pixel, row by row from the top left, 0 black to 255 white. */
export interface GreyRaster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

/** An image of one grey; width and height in pixels. */
export function createGreyRaster(size: { readonly width: number; readonly height: number; readonly grey: number }) {
  const { width, height, grey } = size;
  assert(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0, "raster has a size");
  return { width, height, pixels: new Uint8Array(width * height).fill(grey) } satisfies GreyRaster;
}
