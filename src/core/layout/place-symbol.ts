import type { Finding } from "../index.ts";
import { quietZoneModules } from "../symbol/index.ts";
import { placeLinear } from "./place-linear.ts";
import { placeMatrix } from "./place-matrix.ts";
import { compareDotsToUm, dotsCeil, dotsFloor, millimetres, millimetresOfDots } from "./resolution.ts";
import type { LayoutContext, SymbolDrawing, SymbolRequest, SymbolTry } from "./symbol-try.ts";

/** Draws a symbol in its place at the largest X that the template allows and that fits; findings at the smallest. */
export function placeSymbol(request: SymbolRequest, context: LayoutContext): SymbolDrawing {
  const { element, symbol } = request;
  const limits = context.limits.limitsOf(symbol.symbology);
  const dotsMin = dotsCeil(element.xUm, context.dotsPerInch);
  const dotsMax = Math.max(dotsMin, dotsFloor(element.xMaxUm, context.dotsPerInch));
  if (compareDotsToUm(dotsMin, limits.xMinUm, context.dotsPerInch) < 0) {
    return { ok: false, findings: [tooFine(request, { dotsMin, ...limits, dotsPerInch: context.dotsPerInch })] };
  }
  let drawing: SymbolDrawing = { ok: false, findings: [] };
  for (let moduleDots = dotsMax; moduleDots >= dotsMin; moduleDots -= 1) {
    const attempt = tryAt(request, moduleDots);
    drawing = symbol.kind === "linear" ? placeLinear(attempt, symbol, context) : placeMatrix(attempt, symbol, context);
    if (drawing.ok) return drawing;
  }
  return drawing;
}

function tryAt(request: SymbolRequest, moduleDots: number): SymbolTry {
  const zone = quietZoneModules(request.symbol.symbology);
  const columns = request.symbol.kind === "linear" ? request.symbol.moduleCount : request.symbol.columnCount;
  return {
    ...request,
    moduleDots,
    quietZone: {
      left: zone.left * moduleDots,
      right: zone.right * moduleDots,
      top: zone.top * moduleDots,
      bottom: zone.bottom * moduleDots,
    },
    widthDots: columns * moduleDots,
  };
}

function tooFine(
  request: SymbolRequest,
  at: {
    readonly dotsMin: number;
    readonly xMinUm: number;
    readonly source: string;
    readonly dotsPerInch: number;
  },
): Finding {
  const measured = millimetresOfDots(at.dotsMin, at.dotsPerInch);
  const required = millimetres(at.xMinUm);
  return {
    id: "x-dimension",
    level: "error",
    message: `The ${request.symbol.symbology} symbol "${request.name}" has X = ${measured} (${at.dotsMin} dots at ${at.dotsPerInch} dpi); it needs at least ${required}: ${at.source}.`,
    measured,
    required: `at least ${required}`,
    remedy: "Raise the symbol's x in the template.",
  };
}
