import type { Finding } from "../index.ts";
import type { QuietZoneModules, SymbolModules } from "../symbol/index.ts";
import type { Item, PlacedSymbol } from "./display-list.ts";
import type { FontMetrics } from "./fonts.ts";
import type { LimitProfile } from "./limit-profile.ts";
import { compareDotsToUm, dotsCeil, dotsFloor, millimetres, millimetresOfDots } from "./resolution.ts";
import type { SymbolElement, UmArea } from "./template.ts";

/** A symbol and the place that the template gives it. */
export interface SymbolRequest {
  readonly element: SymbolElement;
  /** `serial`, or the name of the box code. */
  readonly name: string;
  readonly symbol: SymbolModules;
}

/** What placing needs beside the request. */
export interface LayoutContext {
  readonly fonts: FontMetrics;
  readonly dotsPerInch: number;
  readonly limits: LimitProfile;
}

/** What a symbol draws, or why it cannot be drawn. */
export type SymbolDrawing =
  | { readonly ok: true; readonly items: readonly Item[]; readonly placed: PlacedSymbol }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** One try at a whole number of dots a module. */
export interface SymbolTry extends SymbolRequest {
  readonly moduleDots: number;
  /** In dots. */
  readonly quietZone: QuietZoneModules;
  /** Symbol without quiet zone, in dots; the height of a linear symbol follows from its place. */
  readonly widthDots: number;
}

/** Finding for a symbol that is longer than its place, with the numbers. */
export function fitFinding(
  attempt: SymbolTry,
  need: {
    readonly dots: number;
    readonly roomUm: number;
    readonly side: "wide" | "high";
    readonly dotsPerInch: number;
  },
): Finding {
  const { name, symbol, moduleDots } = attempt;
  const measured = millimetresOfDots(need.dots, need.dotsPerInch);
  const required = millimetres(need.roomUm);
  const x = millimetresOfDots(moduleDots, need.dotsPerInch);
  // The edges of a place lie between dots, so up to a dot is lost at each; else the sentence would contradict itself.
  const isLostToDots = compareDotsToUm(need.dots, need.roomUm, need.dotsPerInch) <= 0;
  const loss = isLostToDots ? ", less a part of a dot at its edges" : "";
  return {
    id: "symbol-fit",
    level: "error",
    message: `The ${symbol.symbology} symbol "${name}" of ${symbol.text.length} characters needs ${measured} with its quiet zones at X = ${x} (${moduleDots} dots at ${need.dotsPerInch} dpi); its place is ${required} ${need.side}${loss}.`,
    measured,
    required: `at most ${required}`,
    remedy: "Use a larger place or label, a smaller X, a higher resolution, or a matrix symbology such as datamatrix.",
  };
}

/** Edges of a place in dots, rounded inwards, so that what stays between them stays inside the place. */
export function dotArea(area: UmArea, dotsPerInch: number) {
  return {
    left: dotsCeil(area.xUm, dotsPerInch),
    top: dotsCeil(area.yUm, dotsPerInch),
    right: dotsFloor(area.xUm + area.widthUm, dotsPerInch),
    bottom: dotsFloor(area.yUm + area.heightUm, dotsPerInch),
  };
}
