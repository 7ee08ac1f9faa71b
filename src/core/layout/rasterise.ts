import type { GreyRaster } from "../raster/index.ts";
import type { DisplayList, Item, PathItem } from "./display-list.ts";
import { fillOutline } from "./fill-outline.ts";
import type { GlyphOutlines, OutlineStep } from "./fonts.ts";
import { textOutline } from "./glyph-path.ts";
import { inkRects, itemsOf } from "./ink.ts";
import { createOneBitRaster, fillRect, type OneBitRaster } from "./one-bit-raster.ts";
import { dotsCeil } from "./resolution.ts";

/** Size of a label in whole dots of its printer, as `rasterise` draws it; at most `rasterDotCountMax` can be drawn. */
export function rasterSize({
  widthUm,
  heightUm,
  dotsPerInch,
}: Pick<DisplayList, "widthUm" | "heightUm" | "dotsPerInch">) {
  return { width: dotsCeil(widthUm, dotsPerInch), height: dotsCeil(heightUm, dotsPerInch) };
}

/** A label as dots of its printer, one pixel a dot; symbols and rules exactly, text by its outlines. No die line. */
export function rasterise(list: DisplayList, glyphs: GlyphOutlines): OneBitRaster {
  const raster = createOneBitRaster(rasterSize(list));
  for (const item of itemsOf(list)) draw(raster, item, { glyphs, dotsPerInch: list.dotsPerInch });
  return raster;
}

/** The same as a grey image: 0 for ink, 255 for paper. */
export function rasteriseGrey(list: DisplayList, glyphs: GlyphOutlines): GreyRaster {
  const { width, height, bits } = rasterise(list, glyphs);
  return { width, height, pixels: bits.map((bit) => (bit === 1 ? 0 : 255)) };
}

function draw(
  raster: OneBitRaster,
  item: Item,
  tools: { readonly glyphs: GlyphOutlines; readonly dotsPerInch: number },
): void {
  if (item.layer !== "artwork") return;
  switch (item.kind) {
    case "runs":
    case "image":
      for (const rect of inkRects(item)) fillRect(raster, rect);
      return;
    case "text":
      fillOutline(raster, textOutline(item, tools.glyphs, tools.dotsPerInch));
      return;
    case "path":
      fillOutline(raster, pathOutline(item));
      return;
  }
}

function pathOutline(item: PathItem): readonly OutlineStep[] {
  const steps = item.points.map((points, index): OutlineStep => ({ step: index === 0 ? "M" : "L", points }));
  return [...steps, { step: "Z" }];
}
