import { expect, test } from "vitest";
import type { PlacedSymbol } from "../core/layout/index.ts";
import { createGreyRaster, type GreyRaster } from "../core/raster/index.ts";
import { moduleGridFaults } from "./module-grid.ts";

function bars(widths: readonly number[]): GreyRaster {
  const raster = createGreyRaster({ width: widths.reduce((sum, width) => sum + width, 0), height: 3, grey: 255 });
  let x = 0;
  widths.forEach((width, index) => {
    if (index % 2 === 0)
      for (let y = 0; y < 3; y += 1) raster.pixels.fill(0, y * raster.width + x, y * raster.width + x + width);
    x += width;
  });
  return raster;
}

function symbolOver(raster: GreyRaster, symbology: PlacedSymbol["symbology"]): PlacedSymbol {
  const at = { x: 0, y: 0, width: raster.width, height: raster.height };
  return {
    name: "serial",
    symbology,
    text: "1",
    at,
    moduleDots: 3,
    quietZone: { left: 0, right: 0, top: 0, bottom: 0 },
  };
}

test("runs of whole modules have no fault", () => {
  const raster = bars([3, 6, 9, 3]);
  expect(moduleGridFaults(raster, symbolOver(raster, "code128"))).toEqual([]);
});

test("one dot too many is named with its place", () => {
  const raster = bars([3, 6, 10, 3]);
  expect(moduleGridFaults(raster, symbolOver(raster, "code128"))).toEqual(["row 1, dot 9: 10 dots"]);
});

test("a matrix symbol is measured in its columns, too", () => {
  const raster = createGreyRaster({ width: 3, height: 4, grey: 0 });
  expect(moduleGridFaults(raster, symbolOver(raster, "datamatrix"))).toContain("column 0, dot 0: 4 dots");
});
