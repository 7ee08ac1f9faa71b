import type { PlacedSymbol } from "../core/layout/index.ts";
import { createGreyRaster, type GreyRaster } from "../core/raster/index.ts";

/** White around a cut-out symbol, in dots, beyond its own quiet zone: some readers want a picture larger than the symbol. */
const marginDots = 40;

/** One symbol with its quiet zone, alone on white, for a reader that takes the first symbol it meets. */
export function cropWithMargin(raster: GreyRaster, symbol: PlacedSymbol): GreyRaster {
  const { at, quietZone } = symbol;
  const left = Math.max(0, at.x - quietZone.left);
  const top = Math.max(0, at.y - quietZone.top);
  const right = Math.min(raster.width, at.x + at.width + quietZone.right);
  const bottom = Math.min(raster.height, at.y + at.height + quietZone.bottom);
  const crop = createGreyRaster({
    width: right - left + 2 * marginDots,
    height: bottom - top + 2 * marginDots,
    grey: 255,
  });
  for (let y = top; y < bottom; y += 1) {
    const row = raster.pixels.subarray(y * raster.width + left, y * raster.width + right);
    crop.pixels.set(row, (y - top + marginDots) * crop.width + marginDots);
  }
  return crop;
}
