import type { DisplayList, DotRect } from "../../core/layout/index.ts";
import { quietZoneFindings } from "../../core/layout/index.ts";
import { createGreyRaster, type GreyRaster } from "../../core/raster/index.ts";
import type { Point } from "../../core/symbol/index.ts";
import { defineControl } from "../rehearsal-control.ts";

/** Somebody moved a line into the clear margin of the serial's symbol after the layout was proved. */
export const cutQuietZone = defineControl({
  id: "cut-quiet-zone",
  title: "A line in the quiet zone of the serial's symbol",
  harm: "Software may still read it, some scanners no longer do: boxes are picked out at the fulfilment centre.",
  caughtBy: "LBL-05, the quiet zones of what is drawn",
  remedy: "Keep everything out of the quiet zone; let the template, not the drawing program, place the symbol.",
  async run(stage) {
    const { model, serial } = stage.printable("cut-quiet-zone")[0] ?? {};
    if (model === undefined || serial === undefined) return undefined;
    const { list, raster, serialSymbol } = await stage.print(model, serial);
    const { at, moduleDots, quietZone } = serialSymbol;
    // As near as one module, or nearer where the quiet zone is no wider than that.
    const gap = Math.min(moduleDots, quietZone.right - moduleDots);
    const line: DotRect = { x: at.x + at.width + gap, y: at.y, width: moduleDots, height: at.height };
    const planted: DisplayList = {
      ...list,
      perLabel: [...list.perLabel, { kind: "runs", layer: "artwork", rects: [line] }],
    };
    const before = quietZoneFindings(list);
    const findings = quietZoneFindings(planted);
    return {
      expected: "no finding before, at least one after",
      got: `${before.length} before, ${findings.length} after: ${findings[0]?.message ?? "nothing"}`,
      caught: before.length === 0 && findings.length > 0,
      picture: {
        image: withLine(raster, line),
        alt: "The label with the planted line outlined",
        outlines: [{ corners: cornersOf(line, 4 * moduleDots), label: "the planted line", role: "serial" }],
      },
    };
  },
});

function withLine(raster: GreyRaster, line: DotRect): GreyRaster {
  const copy = createGreyRaster({ width: raster.width, height: raster.height, grey: 255 });
  copy.pixels.set(raster.pixels);
  for (let y = line.y; y < line.y + line.height; y += 1) {
    copy.pixels.fill(0, y * raster.width + line.x, y * raster.width + line.x + line.width);
  }
  return copy;
}

function cornersOf({ x, y, width, height }: DotRect, marginDots: number): readonly [Point, Point, Point, Point] {
  const [left, top] = [x - marginDots, y - marginDots];
  const [right, bottom] = [x + width + marginDots, y + height + marginDots];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}
