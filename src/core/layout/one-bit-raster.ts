import { assert } from "../index.ts";
import type { DotRect } from "./display-list.ts";

/** A black and white image: one byte a dot, row by row from the top left; 1 is black. */
export interface OneBitRaster {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** Most dots of one raster: a sheet of 600 x 400 mm at 600 dpi is 134 million. */
export const rasterDotCountMax = 150_000_000;

/** A white raster; width and height in dots. */
export function createOneBitRaster(size: { readonly width: number; readonly height: number }): OneBitRaster {
  const { width, height } = size;
  assert(width > 0 && height > 0 && width * height <= rasterDotCountMax, "a raster has a bounded size");
  return { width, height, bits: new Uint8Array(width * height) };
}

/** Blackens a rectangle, cut at the raster's edges. */
export function fillRect(raster: OneBitRaster, rect: DotRect): void {
  const from = Math.max(0, rect.x);
  const to = Math.min(raster.width, rect.x + rect.width);
  if (from >= to) return;
  const bottom = Math.min(raster.height, rect.y + rect.height);
  for (let y = Math.max(0, rect.y); y < bottom; y += 1) {
    raster.bits.fill(1, y * raster.width + from, y * raster.width + to);
  }
}
