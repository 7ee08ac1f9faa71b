import { type Finding, isError } from "../index.ts";
import type { Encoder, Symbology } from "../symbol/index.ts";
import type { DisplayList, DotRect, Item, PlacedSymbol } from "./display-list.ts";
import { edgeFindings } from "./edge-findings.ts";
import type { FontMetrics } from "./fonts.ts";
import { frameRects } from "./frame-rects.ts";
import { generalLimits, type LimitProfile } from "./limit-profile.ts";
import { markItems } from "./mark.ts";
import { placeSymbol } from "./place-symbol.ts";
import { quietZoneFindings } from "./quiet-zone-findings.ts";
import { dotsCeil, dotsExactly, dotsFloor } from "./resolution.ts";
import type { LayoutContext } from "./symbol-try.ts";
import type { SymbolElement, Template, TemplateElement, TextElement, UmArea } from "./template.ts";
import { fitLine, missingGlyph, placeLine } from "./text-line.ts";
import { textOverlapFindings } from "./text-overlap-findings.ts";

/** What one label says: the texts for the design's placeholders and the symbols for its slots. */
export interface LabelContent {
  /** By placeholder: `model`, `maker`, `deviceModel`, `dsn`. */
  readonly texts: Readonly<Record<string, string>>;
  readonly symbols: readonly LabelSymbol[];
  /** The word that marks a label as not for sale, e.g. `DEMO`; empty on a real label. */
  readonly mark: string;
}

/** A symbol that the label should carry. */
export interface LabelSymbol {
  /** `serial`, or the kind of a box code. */
  readonly slot: string;
  /** `serial`, or the name of the box code. */
  readonly name: string;
  readonly symbology: Symbology;
  readonly text: string;
  /** True when another label of the same job carries another text here. */
  readonly isPerLabel: boolean;
}

/** A label ready for any writer with what is good to know about it, or why there is none. */
export type LayoutResult =
  | { readonly ok: true; readonly list: DisplayList; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** What to lay out, for which printer. */
export interface LayoutRequest {
  readonly template: Template;
  readonly label: LabelContent;
  readonly encoder: Encoder;
  readonly fonts: FontMetrics;
  /** The template's own resolution when absent. */
  readonly dotsPerInch?: number;
  /** `generalLimits` when absent. */
  readonly limits?: LimitProfile;
}

/** What an element of the design yields. */
interface Drawn {
  readonly items: readonly Item[];
  readonly isPerLabel: boolean;
  readonly placed?: PlacedSymbol;
  readonly findings: readonly Finding[];
}

/**
 * Lays a label out in whole printer dots. Any error-level finding (symbol does not fit, quiet zone intruded on,
 * character or glyph missing) means no label. Box codes without a place in the design are named at info level, texts
 * that run into something at warn level.
 */
export function layoutLabel(request: LayoutRequest): LayoutResult {
  const { template, label, fonts } = request;
  const dotsPerInch = request.dotsPerInch ?? template.dotsPerInch;
  const context = { fonts, dotsPerInch, limits: request.limits ?? generalLimits };
  const slots = assignSlots(template, label.symbols);
  const drawn = [
    ...drawPlain(request, context),
    ...slots.taken.map(({ element, symbol }) => drawSymbol(element, symbol, { encoder: request.encoder, context })),
  ];
  const list: DisplayList = {
    widthUm: template.widthUm,
    heightUm: template.heightUm,
    dotsPerInch,
    fixed: drawn.filter((part) => !part.isPerLabel).flatMap((part) => part.items),
    perLabel: drawn.filter((part) => part.isPerLabel).flatMap((part) => part.items),
    symbols: drawn.flatMap((part) => part.placed ?? []),
  };
  const findings = [
    ...drawn.flatMap((part) => part.findings),
    ...slots.findings,
    ...edgeFindings(list),
    ...quietZoneFindings(list),
    ...textOverlapFindings(list),
  ];
  return findings.some(isError) ? { ok: false, findings } : { ok: true, list, findings };
}

/** Gives each symbol the first free place whose slot and symbologies fit. */
function assignSlots(template: Template, symbols: readonly LabelSymbol[]) {
  const free = template.elements.filter((element) => element.kind === "symbol");
  const taken: { element: SymbolElement; symbol: LabelSymbol }[] = [];
  const findings: Finding[] = [];
  for (const symbol of symbols) {
    const index = free.findIndex(
      (element) => element.slot === symbol.slot && element.symbologies.includes(symbol.symbology),
    );
    const [element] = index === -1 ? [] : free.splice(index, 1);
    if (element === undefined) findings.push(slotFinding(template, symbol));
    else taken.push({ element, symbol });
  }
  return { taken, findings };
}

function slotFinding(template: Template, symbol: LabelSymbol): Finding {
  if (symbol.slot === "serial") {
    return {
      id: "slot-missing",
      level: "error",
      message: `The template "${template.name}" has no place for a serial in ${symbol.symbology}.`,
      measured: symbol.symbology,
      remedy: "Add a symbol with slot: serial and this symbology to the template, or choose another template.",
    };
  }
  return {
    id: "printed-elsewhere",
    level: "info",
    message: `The template "${template.name}" has no free place for the box code "${symbol.name}" (${symbol.slot} in ${symbol.symbology}); it is printed elsewhere on the box.`,
    witness: symbol.text,
  };
}

function drawPlain(request: LayoutRequest, context: LayoutContext): readonly Drawn[] {
  return request.template.elements.flatMap((element) => {
    const drawn = drawElement(element, request.label, context);
    return drawn === undefined ? [] : [drawn];
  });
}

/** What an element draws by itself; symbols wait for their slot. */
function drawElement(element: TemplateElement, label: LabelContent, context: LayoutContext): Drawn | undefined {
  const { dotsPerInch } = context;
  switch (element.kind) {
    case "text":
      return drawText(element, label, context);
    case "rule":
      return fixedRuns([ruleRect(element.area, dotsPerInch)]);
    case "frame":
      return fixedRuns(frameRects(ruleRect(element.area, dotsPerInch), lineDots(element.lineUm, dotsPerInch)));
    case "mark":
      return { ...markItems(element, label.mark, context), isPerLabel: false };
    case "symbol":
      return undefined;
  }
}

function drawText(element: TextElement, label: LabelContent, context: LayoutContext): Drawn {
  const { dotsPerInch, fonts } = context;
  const isPerLabel = element.text.includes("{dsn}");
  const text = element.text.replaceAll(/\{(\w+)\}/g, (_, name: string) => label.texts[name] ?? "");
  if (text === "") return { items: [], isPerLabel, findings: [] };
  const missing = missingGlyph(fonts, { font: element.font, text });
  if (missing !== undefined) return { items: [], isPerLabel, findings: [missing] };
  const widthDots = dotsFloor(element.maxWidthUm, dotsPerInch);
  const fit = fitLine(fonts, { ...element, text }, { widthDots, dotsPerInch });
  if (!fit.ok) return { items: [], isPerLabel, findings: [fit.finding] };
  const x = dotsExactly(element.xUm, dotsPerInch);
  const baseline = Math.round(dotsExactly(element.baselineUm, dotsPerInch));
  const item = placeLine(fonts, fit.line, { x, baseline, align: element.align, dotsPerInch });
  return { items: [item], isPerLabel, findings: [] };
}

function drawSymbol(
  element: SymbolElement,
  symbol: LabelSymbol,
  tools: { readonly encoder: Encoder; readonly context: LayoutContext },
): Drawn {
  const { isPerLabel, name } = symbol;
  const encoded = tools.encoder.encode({ symbology: symbol.symbology, text: symbol.text });
  if (!encoded.ok) return { items: [], isPerLabel, findings: encoded.findings };
  const drawing = placeSymbol({ element, name, symbol: encoded.symbol }, tools.context);
  if (!drawing.ok) return { items: [], isPerLabel, findings: drawing.findings };
  return { items: drawing.items, placed: drawing.placed, isPerLabel, findings: [] };
}

function fixedRuns(rects: readonly DotRect[]): Drawn {
  return { items: [{ kind: "runs", layer: "artwork", rects }], isPerLabel: false, findings: [] };
}

function ruleRect(area: UmArea, dotsPerInch: number): DotRect {
  return {
    x: dotsCeil(area.xUm, dotsPerInch),
    y: dotsCeil(area.yUm, dotsPerInch),
    width: lineDots(area.widthUm, dotsPerInch),
    height: lineDots(area.heightUm, dotsPerInch),
  };
}

/** A line thinner than a dot is one dot. */
function lineDots(um: number, dotsPerInch: number): number {
  return Math.max(1, Math.round(dotsExactly(um, dotsPerInch)));
}
