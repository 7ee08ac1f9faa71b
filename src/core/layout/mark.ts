import type { Finding } from "../index.ts";
import type { DotRect, Item } from "./display-list.ts";
import { frameRects } from "./frame-rects.ts";
import { dotsExactly } from "./resolution.ts";
import type { LayoutContext } from "./symbol-try.ts";
import type { MarkElement } from "./template.ts";
import { missingGlyph, placeLine } from "./text-line.ts";

/** The framed word of a mark; nothing where there is no word. */
export function markItems(
  element: MarkElement,
  word: string,
  context: LayoutContext,
): { readonly items: readonly Item[]; readonly findings: readonly Finding[] } {
  if (word === "") return { items: [], findings: [] };
  const { fonts, dotsPerInch } = context;
  const missing = missingGlyph(fonts, { font: element.font, text: word });
  if (missing !== undefined) return { items: [], findings: [missing] };
  const em = dotsExactly(element.sizeUm, dotsPerInch);
  const line = Math.max(1, Math.round(em / 14));
  const padding = Math.round(em * 0.45);
  const corner = {
    x: Math.round(dotsExactly(element.xUm, dotsPerInch)),
    y: Math.round(dotsExactly(element.yUm, dotsPerInch)),
  };
  const sign = element.align === "left" ? 1 : -1;
  const at = { x: corner.x + sign * padding, baseline: 0, align: element.align, dotsPerInch };
  const probe = placeLine(fonts, { text: word, font: element.font, sizeUm: element.sizeUm }, at);
  const baseline = corner.y + padding - probe.box.y;
  const text = { ...probe, baseline, box: { ...probe.box, y: probe.box.y + baseline } };
  const outer: DotRect = {
    x: text.box.x - padding,
    y: corner.y,
    width: text.box.width + 2 * padding,
    height: text.box.height + 2 * padding,
  };
  return { items: [{ kind: "runs", layer: "artwork", rects: frameRects(outer, line) }, text], findings: [] };
}
