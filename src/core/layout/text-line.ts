import type { Finding } from "../index.ts";
import type { DotRect, TextItem } from "./display-list.ts";
import type { FontMetrics } from "./fonts.ts";
import { dotsExactly, millimetres, millimetresOfDots } from "./resolution.ts";
import type { Align } from "./template.ts";

/** A line of text before it is placed. */
export interface TextLine {
  readonly text: string;
  readonly font: string;
  readonly sizeUm: number;
}

/** Ink of a line relative to its pen start on the baseline, in dots, not rounded; y down. */
export interface LineInk {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** How far the pen moves. */
  readonly advance: number;
}

/** Steps in which a long text is made smaller: a quarter of a point. */
const shrinkStepUm = 88;

/** Finding for the first character that the font lacks; undefined when it has all. */
export function missingGlyph(fonts: FontMetrics, line: { readonly font: string; readonly text: string }) {
  if (fonts.measures(line.font) === undefined) {
    return fontFinding(`The template names the font "${line.font}", which does not exist.`);
  }
  const at = fonts.firstMissing(line.font, line.text);
  if (at === undefined) return undefined;
  const character = String.fromCodePoint(line.text.codePointAt(at) ?? 0);
  const finding: Finding = {
    id: "glyph-missing",
    level: "error",
    message: `The font "${line.font}" has no glyph for ${JSON.stringify(character)}, character ${at + 1} of ${JSON.stringify(line.text)}.`,
    at: [at, at + character.length],
    measured: JSON.stringify(character),
    remedy: "Write this text with the characters of Western European languages, or choose another font.",
  };
  return finding;
}

/** Measures the ink of a line; every glyph must be there (see `missingGlyph`). */
function measureLine(fonts: FontMetrics, line: TextLine, dotsPerInch: number): LineInk {
  const unitsPerEm = fonts.measures(line.font)?.unitsPerEm ?? 1000;
  const scale = dotsExactly(line.sizeUm, dotsPerInch) / unitsPerEm;
  let pen = 0;
  let ink = { left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY, top: 0, bottom: 0 };
  for (const glyph of fonts.shape(line.font, line.text)) {
    if (glyph.ink !== undefined) {
      ink = {
        left: Math.min(ink.left, pen + glyph.ink.left),
        right: Math.max(ink.right, pen + glyph.ink.right),
        top: Math.max(ink.top, glyph.ink.top),
        bottom: Math.min(ink.bottom, glyph.ink.bottom),
      };
    }
    pen += glyph.advance;
  }
  const isBlank = ink.left > ink.right;
  return {
    left: isBlank ? 0 : ink.left * scale,
    right: isBlank ? 0 : ink.right * scale,
    top: -ink.top * scale,
    bottom: -ink.bottom * scale,
    advance: pen * scale,
  };
}

/** Places a line: the ink's left end, middle or right end at `x`, the letters on `baseline`, both in dots. */
export function placeLine(
  fonts: FontMetrics,
  line: TextLine,
  at: { readonly x: number; readonly baseline: number; readonly align: Align; readonly dotsPerInch: number },
): TextItem {
  const ink = measureLine(fonts, line, at.dotsPerInch);
  const anchor = at.align === "left" ? ink.left : at.align === "right" ? ink.right : (ink.left + ink.right) / 2;
  const x = Math.round(at.x - anchor);
  return { kind: "text", layer: "artwork", ...line, x, baseline: at.baseline, box: boxOf(ink, x, at.baseline) };
}

/** The largest size from `sizeUm` down to `sizeMinUm` at which the ink is at most `widthDots` wide. */
export function fitLine(
  fonts: FontMetrics,
  line: TextLine & { readonly sizeMinUm: number },
  limit: { readonly widthDots: number; readonly dotsPerInch: number },
): { readonly ok: true; readonly line: TextLine } | { readonly ok: false; readonly finding: Finding } {
  const { text, font, sizeMinUm } = line;
  const inkOf = (sizeUm: number) => measureLine(fonts, { text, font, sizeUm }, limit.dotsPerInch);
  const full = inkOf(line.sizeUm);
  const width = full.right - full.left;
  if (width <= limit.widthDots) return { ok: true, line: { text, font, sizeUm: line.sizeUm } };
  // Ink grows with the size, so the size that fits is known at once; it is then taken from the steps below.
  const steps = Math.ceil((line.sizeUm * (1 - limit.widthDots / width)) / shrinkStepUm);
  const sizeUm = Math.max(sizeMinUm, line.sizeUm - steps * shrinkStepUm);
  const ink = inkOf(sizeUm);
  if (ink.right - ink.left <= limit.widthDots) return { ok: true, line: { text, font, sizeUm } };
  const measured = millimetresOfDots(Math.ceil(ink.right - ink.left), limit.dotsPerInch);
  const required = millimetresOfDots(Math.floor(limit.widthDots), limit.dotsPerInch);
  return {
    ok: false,
    finding: {
      id: "text-fit",
      level: "error",
      message: `${JSON.stringify(text)} is ${measured} wide at its smallest size of ${millimetres(sizeMinUm)}; there is room for ${required}.`,
      measured,
      required: `at most ${required}`,
      remedy: "Shorten the text, or give it more room or a smaller smallest size in the template.",
    },
  };
}

function boxOf(ink: LineInk, x: number, baseline: number): DotRect {
  const left = Math.floor(x + ink.left);
  const top = Math.floor(baseline + ink.top);
  return {
    x: left,
    y: top,
    width: Math.ceil(x + ink.right) - left,
    height: Math.ceil(baseline + ink.bottom) - top,
  };
}

function fontFinding(message: string): Finding {
  return {
    id: "font-unknown",
    level: "error",
    message,
    remedy: "Use one of the fonts that the template schema lists.",
  };
}
