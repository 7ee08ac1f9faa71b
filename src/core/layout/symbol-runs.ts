import type { LinearSymbol, MatrixSymbol } from "../symbol/index.ts";
import type { DotRect } from "./display-list.ts";

/** Where a symbol is drawn: its top left and its module in dots. */
export interface SymbolOrigin {
  readonly x: number;
  readonly y: number;
  readonly moduleDots: number;
}

/** Bars of a linear symbol as rectangles; `heightOf` gives the height in dots of the bar that starts at a module. */
export function barRuns(
  symbol: LinearSymbol,
  origin: SymbolOrigin,
  heightOf: (module: number) => number,
): readonly DotRect[] {
  const rects: DotRect[] = [];
  let module = 0;
  for (const [index, width] of symbol.elementWidths.entries()) {
    if (index % 2 === 0) {
      rects.push({
        x: origin.x + module * origin.moduleDots,
        y: origin.y,
        width: width * origin.moduleDots,
        height: heightOf(module),
      });
    }
    module += width;
  }
  return rects;
}

/** Dark modules of a matrix symbol as rectangles, one for each unbroken run of a row. */
export function matrixRuns(symbol: MatrixSymbol, origin: SymbolOrigin): readonly DotRect[] {
  const rects: DotRect[] = [];
  const { moduleDots } = origin;
  for (let row = 0; row < symbol.rowCount; row += 1) {
    const modules = symbol.modules.subarray(row * symbol.columnCount, (row + 1) * symbol.columnCount);
    let column = 0;
    while (column < symbol.columnCount) {
      const start = column;
      while (modules[column] === 1) column += 1;
      if (column > start) {
        rects.push({
          x: origin.x + start * moduleDots,
          y: origin.y + row * moduleDots,
          width: (column - start) * moduleDots,
          height: moduleDots,
        });
      }
      column += 1;
    }
  }
  return rects;
}
