import type { PlacedSymbol } from "../core/layout/index.ts";
import type { GreyRaster } from "../core/raster/index.ts";
import { isLinear } from "../core/symbol/index.ts";

const dark = 128;

/**
 * Measures a drawn symbol in a raster of one pixel a dot: each run of dark or light dots has to be a multiple of the
 * module. Linear symbols are measured on their middle row, matrix symbols on every row and every column.
 * Returns sentences that name the place and the measure; an empty list when all fits.
 */
export function moduleGridFaults(raster: GreyRaster, symbol: PlacedSymbol): readonly string[] {
  const { at } = symbol;
  if (isLinear(symbol.symbology)) return rowFaults(raster, symbol, at.y + (at.height >> 1));
  const rows = range(at.y, at.height).flatMap((y) => rowFaults(raster, symbol, y));
  const columns = range(at.x, at.width).flatMap((x) => columnFaults(raster, symbol, x));
  return [...rows, ...columns];
}

function rowFaults(raster: GreyRaster, symbol: PlacedSymbol, y: number): readonly string[] {
  const line = range(symbol.at.x, symbol.at.width).map((x) => isDark(raster, x, y));
  return lineFaults(line, symbol.moduleDots).map(
    (fault) => `row ${y}, dot ${symbol.at.x + fault.from}: ${fault.dots} dots`,
  );
}

function columnFaults(raster: GreyRaster, symbol: PlacedSymbol, x: number): readonly string[] {
  const line = range(symbol.at.y, symbol.at.height).map((y) => isDark(raster, x, y));
  return lineFaults(line, symbol.moduleDots).map(
    (fault) => `column ${x}, dot ${symbol.at.y + fault.from}: ${fault.dots} dots`,
  );
}

function lineFaults(line: readonly boolean[], moduleDots: number): { from: number; dots: number }[] {
  const faults = [];
  let from = 0;
  for (let index = 1; index <= line.length; index += 1) {
    if (index < line.length && line[index] === line[from]) continue;
    const dots = index - from;
    if (dots % moduleDots !== 0) faults.push({ from, dots });
    from = index;
  }
  return faults;
}

function isDark(raster: GreyRaster, x: number, y: number): boolean {
  return (raster.pixels[y * raster.width + x] ?? 255) < dark;
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
