import { assert } from "../index.ts";
import type { GreyRaster } from "./grey-raster.ts";

/**
 * The raster at another size, each new pixel the mean of the area that it covers (partly covered pixels count by their
 * share). Made for shrinking; when it enlarges, pixels become rectangles.
 */
export function resampleByArea(
  raster: GreyRaster,
  { width, height }: { readonly width: number; readonly height: number },
): GreyRaster {
  assert(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0, "raster has a size");
  const columns = areaSpans(raster.width, width);
  const rows = areaSpans(raster.height, height);
  const pixels = new Uint8Array(width * height);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      let sum = 0;
      for (let sourceY = row.first; sourceY <= row.last; sourceY += 1) {
        let across = 0;
        for (let sourceX = column.first; sourceX <= column.last; sourceX += 1) {
          across += (raster.pixels[sourceY * raster.width + sourceX] as number) * share(column, sourceX);
        }
        sum += across * share(row, sourceY);
      }
      pixels[y * width + x] = Math.round(sum);
    }
  }
  return { width, height, pixels };
}

/** The source pixels first to last under one new pixel; `from` to `to` in source pixels. */
interface AreaSpan {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
}

function areaSpans(sourceLength: number, length: number): readonly AreaSpan[] {
  return Array.from({ length }, (_, index) => {
    const from = (index * sourceLength) / length;
    const to = ((index + 1) * sourceLength) / length;
    const first = Math.min(sourceLength - 1, Math.floor(from));
    return { first, last: Math.max(first, Math.min(sourceLength - 1, Math.ceil(to) - 1)), from, to };
  });
}

/** Which part of the span lies in source pixel `index`; the parts of a span add up to 1. */
function share({ from, to }: AreaSpan, index: number): number {
  return (Math.min(to, index + 1) - Math.max(from, index)) / (to - from);
}
