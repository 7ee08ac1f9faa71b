import type { MatrixSymbol } from "../symbol/index.ts";
import type { DotRect, Item } from "./display-list.ts";
import { clampedInto, type HriBlock, placeHri, sizeHri } from "./hri-lines.ts";
import { dotsCeil } from "./resolution.ts";
import { matrixRuns } from "./symbol-runs.ts";
import { dotArea, fitFinding, type LayoutContext, type SymbolDrawing, type SymbolTry } from "./symbol-try.ts";

/** Draws a matrix symbol at one module size, its text below it or to its right, quiet zones inside the place. */
export function placeMatrix(attempt: SymbolTry, symbol: MatrixSymbol, context: LayoutContext): SymbolDrawing {
  const { element, quietZone, moduleDots } = attempt;
  const { dotsPerInch } = context;
  const area = dotArea(element.area, dotsPerInch);
  const roomDots = { width: area.right - area.left, height: area.bottom - area.top };
  const block = {
    width: quietZone.left + attempt.widthDots + quietZone.right,
    height: quietZone.top + symbol.rowCount * moduleDots + quietZone.bottom,
  };
  if (block.width > roomDots.width) {
    const need = { dots: block.width, roomUm: element.area.widthUm, side: "wide", dotsPerInch } as const;
    return { ok: false, findings: [fitFinding(attempt, need)] };
  }
  const gapDots = dotsCeil(element.hri?.gapUm ?? 0, dotsPerInch);
  const isRight = element.hri?.place === "right";
  const textRoom = isRight ? roomDots.width - block.width - gapDots : roomDots.width;
  const hri =
    element.hri === undefined
      ? undefined
      : sizeHri(context.fonts, element.hri, { value: symbol.text, widthDots: textRoom, dotsPerInch });
  if (hri?.ok === false) return hri;
  const below = hri === undefined || isRight ? 0 : gapDots + hri.block.heightDots;
  const height = Math.max(block.height + below, isRight ? (hri?.block.heightDots ?? 0) : 0);
  if (height > roomDots.height) {
    const need = { dots: height, roomUm: element.area.heightUm, side: "high", dotsPerInch } as const;
    return { ok: false, findings: [fitFinding(attempt, need)] };
  }
  const slack = roomDots.width - block.width;
  const shift = element.align === "left" ? 0 : element.align === "right" ? slack : Math.floor(slack / 2);
  const at: DotRect = {
    x: area.left + (isRight ? 0 : shift) + quietZone.left,
    y: area.top + Math.floor((roomDots.height - block.height - below) / 2) + quietZone.top,
    width: attempt.widthDots,
    height: symbol.rowCount * moduleDots,
  };
  const items: Item[] = [{ kind: "runs", layer: "artwork", rects: matrixRuns(symbol, { ...at, moduleDots }) }];
  if (hri !== undefined) items.push(...textItems(attempt, hri.block, at, { context, isRight, gapDots, area }));
  const { symbology, text } = symbol;
  return { ok: true, items, placed: { name: attempt.name, symbology, text, at, moduleDots, quietZone } };
}

function textItems(
  attempt: SymbolTry,
  block: HriBlock,
  at: DotRect,
  place: {
    readonly context: LayoutContext;
    readonly isRight: boolean;
    readonly gapDots: number;
    readonly area: { readonly left: number; readonly right: number };
  },
): readonly Item[] {
  const { context, isRight, gapDots } = place;
  const { quietZone } = attempt;
  const { fonts, dotsPerInch } = context;
  if (!isRight) {
    const top = at.y + at.height + quietZone.bottom + gapDots;
    const lines = placeHri(fonts, block, { x: at.x + at.width / 2, top, align: "center", dotsPerInch });
    return lines.map((line) => clampedInto(line, place.area));
  }
  // The capitals and figures are centred on the symbol; descenders hang below, as the eye expects.
  const top = at.y + Math.round((at.height - (block.heightDots - block.descentDots)) / 2);
  const x = at.x + at.width + quietZone.right + gapDots;
  return placeHri(fonts, block, { x, top, align: "left", dotsPerInch });
}
