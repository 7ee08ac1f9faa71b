import type { GreyRaster } from "./grey-raster.ts";

/**
 * The grey at a continuous point, 0 to 255, linear between the four nearest pixel centres (pixel (0, 0) has its centre
 * at (0.5, 0.5)). Outside the raster it is `outside`; in the half pixel along the edge the edge pixel goes on.
 */
export function sampleBilinear(raster: GreyRaster, x: number, y: number, outside: number): number {
  const { width, height, pixels } = raster;
  // Written so that NaN is outside, too.
  if (!(x >= 0 && y >= 0 && x <= width && y <= height)) return outside;
  const left = Math.max(0, Math.min(width - 1, Math.floor(x - 0.5)));
  const top = Math.max(0, Math.min(height - 1, Math.floor(y - 0.5)));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const across = Math.max(0, Math.min(1, x - 0.5 - left));
  const down = Math.max(0, Math.min(1, y - 0.5 - top));
  const topLeft = pixels[top * width + left] as number;
  const topRight = pixels[top * width + right] as number;
  const bottomLeft = pixels[bottom * width + left] as number;
  const bottomRight = pixels[bottom * width + right] as number;
  const upper = topLeft + (topRight - topLeft) * across;
  const lower = bottomLeft + (bottomRight - bottomLeft) * across;
  return upper + (lower - upper) * down;
}
