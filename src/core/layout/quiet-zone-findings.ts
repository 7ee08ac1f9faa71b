import type { Finding } from "../index.ts";
import { quietZoneModules } from "../symbol/index.ts";
import type { DisplayList, DotRect, Item, PlacedSymbol } from "./display-list.ts";
import { inkRects, itemsOf } from "./ink.ts";
import { compareDotsToUm } from "./resolution.ts";

type Side = "left" | "right" | "top" | "bottom";
const sides = ["left", "right", "top", "bottom"] as const satisfies readonly Side[];

/**
 * Judges what is drawn: the quiet zone of every symbol of the list must be free of ink and inside the label, and no text
 * may lie over its modules. It trusts no arithmetic of the layout, only the drawn items; the required zone is the wider
 * of the symbol's own and its symbology's. An empty list means that all zones are clear.
 */
export function quietZoneFindings(list: DisplayList): readonly Finding[] {
  const items = itemsOf(list);
  return list.symbols.flatMap((symbol) => [
    ...sides.flatMap((side) => sideFinding(symbol, side, { list, items }) ?? []),
    ...overprintFindings(symbol, items),
  ]);
}

function sideFinding(
  symbol: PlacedSymbol,
  side: Side,
  drawn: { readonly list: DisplayList; readonly items: readonly Item[] },
): Finding | undefined {
  const requiredDots = requiredDotsOf(symbol, side);
  if (requiredDots === 0) return undefined;
  const strip = stripOf(symbol, side, requiredDots);
  let free = requiredDots;
  let intruder: string | undefined;
  for (const item of drawn.items) {
    for (const rect of inkRects(item)) {
      if (!overlaps(rect, strip)) continue;
      const clear = Math.max(0, clearDots(symbol.at, rect, side));
      if (clear < free) {
        free = clear;
        intruder = nameOf(item, drawn.list, rect);
      }
    }
  }
  const toEdge = dotsToEdge(symbol.at, side, drawn.list, requiredDots);
  if (toEdge < free) {
    free = toEdge;
    intruder = "the label's edge";
  }
  return intruder === undefined ? undefined : zoneFinding(symbol, { side, free, requiredDots, intruder });
}

function requiredDotsOf(symbol: PlacedSymbol, side: Side): number {
  return Math.max(symbol.quietZone[side], quietZoneModules(symbol.symbology)[side] * symbol.moduleDots);
}

/** The zone on one side; left and right include the corners, so that a mark at a corner is seen. */
function stripOf(symbol: PlacedSymbol, side: Side, depth: number): DotRect {
  const { at } = symbol;
  const above = requiredDotsOf(symbol, "top");
  const tall = { y: at.y - above, height: above + at.height + requiredDotsOf(symbol, "bottom") };
  switch (side) {
    case "left":
      return { x: at.x - depth, width: depth, ...tall };
    case "right":
      return { x: at.x + at.width, width: depth, ...tall };
    case "top":
      return { x: at.x, y: at.y - depth, width: at.width, height: depth };
    case "bottom":
      return { x: at.x, y: at.y + at.height, width: at.width, height: depth };
  }
}

function overlaps(a: DotRect, b: DotRect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function clearDots(at: DotRect, rect: DotRect, side: Side): number {
  switch (side) {
    case "left":
      return at.x - (rect.x + rect.width);
    case "right":
      return rect.x - (at.x + at.width);
    case "top":
      return at.y - (rect.y + rect.height);
    case "bottom":
      return rect.y - (at.y + at.height);
  }
}

/** Whole dots between a symbol and the label's edge, at most `most`. */
function dotsToEdge(at: DotRect, side: Side, list: DisplayList, most: number): number {
  if (side === "left") return Math.min(most, at.x);
  if (side === "top") return Math.min(most, at.y);
  const from = side === "right" ? at.x + at.width : at.y + at.height;
  const edgeUm = side === "right" ? list.widthUm : list.heightUm;
  let dots = most;
  while (dots >= 0 && compareDotsToUm(from + dots, edgeUm, list.dotsPerInch) > 0) dots -= 1;
  return dots;
}

function nameOf(item: Item, list: DisplayList, rect: DotRect): string {
  if (item.kind === "text") return `the text ${JSON.stringify(item.text)}`;
  if (item.kind !== "runs") return item.kind === "image" ? "an image" : "an outline";
  const owner = list.symbols.find((symbol) => overlaps(symbol.at, rect));
  return owner === undefined ? "a rule" : `the symbol "${owner.name}"`;
}

function zoneFinding(
  symbol: PlacedSymbol,
  at: { readonly side: Side; readonly free: number; readonly requiredDots: number; readonly intruder: string },
): Finding {
  const inModules = (dots: number) => `${Number((dots / symbol.moduleDots).toFixed(2))}X`;
  const measured = inModules(Math.max(0, at.free));
  const required = inModules(at.requiredDots);
  return {
    id: "quiet-zone",
    level: "error",
    message: `The quiet zone of the ${symbol.symbology} symbol "${symbol.name}" is ${measured} on its ${at.side} side and needs ${required}: ${at.intruder} is in it.`,
    measured,
    required: `at least ${required}`,
    witness: at.side,
    remedy: `Move ${at.intruder === "the label's edge" ? "the symbol inwards" : at.intruder} in the template.`,
  };
}

/** Whatever lies over the modules beside the one item that draws them. */
function overprintFindings(symbol: PlacedSymbol, items: readonly Item[]): readonly Finding[] {
  const over = items.filter((item) => inkRects(item).some((rect) => overlaps(rect, symbol.at)));
  const own = over.find((item) => item.kind === "runs");
  return over.filter((item) => item !== own).map((item) => overprintFinding(symbol, item));
}

function overprintFinding(symbol: PlacedSymbol, item: Item): Finding {
  const what = item.kind === "text" ? `The text ${JSON.stringify(item.text)}` : `A printed part (${item.kind})`;
  return {
    id: "symbol-overprinted",
    level: "error",
    message: `${what} lies over the ${symbol.symbology} symbol "${symbol.name}".`,
    remedy: "Move it away from the symbol in the template.",
  };
}
