import type { LinearSymbol } from "../symbol/index.ts";
import type { DotRect, Item, TextItem } from "./display-list.ts";
import { clampedInto, type HriBlock, placeHri, sizeHri } from "./hri-lines.ts";
import { compareDotsToUm, dotsCeil, millimetres, millimetresOfDots } from "./resolution.ts";
import { guardModules, type RetailShape, retailShape } from "./retail-hri.ts";
import { barRuns } from "./symbol-runs.ts";
import { dotArea, fitFinding, type LayoutContext, type SymbolDrawing, type SymbolTry } from "./symbol-try.ts";
import type { HriStyle } from "./template.ts";
import { placeLine } from "./text-line.ts";

/** Draws a linear symbol at one module size: bars from the top of the place down to its text, quiet zones inside. */
export function placeLinear(attempt: SymbolTry, symbol: LinearSymbol, context: LayoutContext): SymbolDrawing {
  const { element, quietZone } = attempt;
  const { dotsPerInch } = context;
  const area = dotArea(element.area, dotsPerInch);
  const blockDots = quietZone.left + attempt.widthDots + quietZone.right;
  if (blockDots > area.right - area.left) {
    const need = { dots: blockDots, roomUm: element.area.widthUm, side: "wide", dotsPerInch } as const;
    return { ok: false, findings: [fitFinding(attempt, need)] };
  }
  const hri = hriOf(attempt, symbol, context);
  if (!hri.ok) return hri;
  const slack = area.right - area.left - blockDots;
  const shift = element.align === "left" ? 0 : element.align === "right" ? slack : Math.floor(slack / 2);
  const x = area.left + shift + quietZone.left;
  const hriDots = hri.block === undefined ? 0 : hri.block.heightDots + dotsCeil(hri.gapUm, dotsPerInch);
  const at: DotRect = {
    x,
    y: area.top,
    width: attempt.widthDots,
    height: area.bottom - hriDots - area.top,
  };
  const low = heightFinding(attempt, at.height, context);
  if (low !== undefined) return { ok: false, findings: [low] };
  const items = drawing(attempt, symbol, context, { at, hri, left: area.left, right: area.right });
  const { symbology, text } = symbol;
  return {
    ok: true,
    items,
    placed: { name: attempt.name, symbology, text, at, moduleDots: attempt.moduleDots, quietZone },
  };
}

type LinearHri =
  | {
      readonly ok: true;
      readonly block: HriBlock | undefined;
      readonly shape: RetailShape | undefined;
      readonly gapUm: number;
    }
  | Extract<SymbolDrawing, { readonly ok: false }>;

/** The text under the bars. EAN and UPC carry plain digits between their guard bars, whatever the style's text is. */
function hriOf(attempt: SymbolTry, symbol: LinearSymbol, context: LayoutContext): LinearHri {
  const style = attempt.element.hri;
  const shape = style === undefined ? undefined : retailShape(symbol);
  if (style === undefined) return { ok: true, block: undefined, shape, gapUm: 0 };
  const { dotsPerInch, fonts } = context;
  const area = dotArea(attempt.element.area, dotsPerInch);
  const groups = (shape?.groups ?? []).map((group) => {
    const widthDots = (group.modules[1] - group.modules[0]) * attempt.moduleDots;
    return sizeHri(fonts, digitsOnly(style), { value: symbol.text.slice(...group.digits), widthDots, dotsPerInch });
  });
  const whole = sizeHri(fonts, shape === undefined ? style : digitsOnly(style), {
    value: symbol.text,
    widthDots: area.right - area.left,
    dotsPerInch,
  });
  const blocks = shape === undefined ? [whole] : groups;
  const failed = blocks.find((result) => !result.ok);
  if (failed !== undefined) return failed;
  // All groups of digits get the size of the tightest.
  const sized = blocks.flatMap((result) => (result.ok ? [result.block] : []));
  const block = sized.reduce((small, next) => (next.sizeUm < small.sizeUm ? next : small));
  return { ok: true, block, shape, gapUm: style.gapUm };
}

function digitsOnly(style: HriStyle): HriStyle {
  return { ...style, text: "{value}", wrap: false };
}

function drawing(
  attempt: SymbolTry,
  symbol: LinearSymbol,
  context: LayoutContext,
  place: {
    readonly at: DotRect;
    readonly hri: Extract<LinearHri, { readonly ok: true }>;
    readonly left: number;
    readonly right: number;
  },
): readonly Item[] {
  const { at, hri } = place;
  const guard = hri.shape === undefined ? 0 : Math.min(guardModules * attempt.moduleDots, hri.block?.capDots ?? 0);
  const rects = barRuns(symbol, { ...at, moduleDots: attempt.moduleDots }, (module) =>
    hri.shape?.isGuard(module) === true ? at.height + guard : at.height,
  );
  const runs: Item = { kind: "runs", layer: "artwork", rects };
  if (hri.block === undefined) return [runs];
  const top = at.y + at.height + dotsCeil(hri.gapUm, context.dotsPerInch);
  if (hri.shape !== undefined) return [runs, ...digitGroups(attempt, symbol, context, { ...hri, at, top })];
  const placed = placeHri(context.fonts, hri.block, {
    x: at.x + at.width / 2,
    top,
    align: "center",
    dotsPerInch: context.dotsPerInch,
  });
  return [runs, ...placed.map((item) => clampedInto(item, place))];
}

function digitGroups(
  attempt: SymbolTry,
  symbol: LinearSymbol,
  context: LayoutContext,
  place: {
    readonly at: DotRect;
    readonly top: number;
    readonly block: HriBlock | undefined;
    readonly shape: RetailShape | undefined;
  },
): readonly TextItem[] {
  const { block, shape } = place;
  if (block === undefined || shape === undefined) return [];
  return shape.groups.map((group) => {
    const middle = ((group.modules[0] + group.modules[1]) / 2) * attempt.moduleDots;
    const text = symbol.text.slice(...group.digits);
    const line = { text, font: block.font, sizeUm: block.sizeUm };
    const x = place.at.x + middle;
    const baseline = place.top + block.capDots;
    return placeLine(context.fonts, line, { x, baseline, align: "center", dotsPerInch: context.dotsPerInch });
  });
}

function heightFinding(attempt: SymbolTry, heightDots: number, context: LayoutContext) {
  const { heightMinUm, source } = context.limits.limitsOf(attempt.symbol.symbology);
  if (heightMinUm === undefined || compareDotsToUm(heightDots, heightMinUm, context.dotsPerInch) >= 0) return undefined;
  const measured = millimetresOfDots(Math.max(0, heightDots), context.dotsPerInch);
  const required = millimetres(heightMinUm);
  return {
    id: "symbol-height",
    level: "error",
    message: `The bars of the ${attempt.symbol.symbology} symbol "${attempt.name}" are ${measured} high; they need at least ${required}: ${source}.`,
    measured,
    required: `at least ${required}`,
    remedy: "Give the symbol's place more height in the template.",
  } as const;
}
