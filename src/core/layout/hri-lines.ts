import type { Finding } from "../index.ts";
import type { TextItem } from "./display-list.ts";
import type { FontMetrics } from "./fonts.ts";
import { dotsExactly } from "./resolution.ts";
import type { HriStyle } from "./template.ts";
import { fitLine, missingGlyph, placeLine } from "./text-line.ts";

/** Human-readable interpretation, sized: its lines and measures in dots (whole). */
export interface HriBlock {
  readonly lines: readonly string[];
  readonly font: string;
  readonly sizeUm: number;
  readonly capDots: number;
  readonly descentDots: number;
  readonly leadingDots: number;
  /** From the top of the first line's capitals to the lowest descender. */
  readonly heightDots: number;
}

/** A sized block, or why the text cannot be set. */
export type HriResult =
  | { readonly ok: true; readonly block: HriBlock }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Most lines that a wrapped value may take. */
const lineCountMax = 6;

/** Sets the lines of `style.text` for a value, as large as the width allows; wraps the value where the style says so. */
export function sizeHri(
  fonts: FontMetrics,
  style: HriStyle,
  at: { readonly value: string; readonly widthDots: number; readonly dotsPerInch: number },
): HriResult {
  const missing = missingGlyph(fonts, { font: style.font, text: linesOf(style.text, at.value, 1).join("") });
  if (missing !== undefined) return { ok: false, findings: [missing] };
  let finding: Finding | undefined;
  for (let count = 1; count <= (style.wrap ? lineCountMax : 1); count += 1) {
    const lines = linesOf(style.text, at.value, count);
    const fits = lines.map((text) => fitLine(fonts, { ...style, text }, at));
    const failed = fits.find((fit) => !fit.ok);
    if (failed === undefined) {
      const sizeUm = Math.min(...fits.map((fit) => (fit.ok ? fit.line.sizeUm : style.sizeMinUm)));
      return { ok: true, block: blockOf(fonts, { lines, font: style.font, sizeUm, dotsPerInch: at.dotsPerInch }) };
    }
    finding ??= failed.finding;
  }
  return { ok: false, findings: finding === undefined ? [] : [finding] };
}

/** The lines as text items: tied to `x` as `align` says, the first one's capitals touching `top` from below. */
export function placeHri(
  fonts: FontMetrics,
  block: HriBlock,
  at: { readonly x: number; readonly top: number; readonly align: "left" | "center"; readonly dotsPerInch: number },
): readonly TextItem[] {
  return block.lines.map((text, index) => {
    const baseline = at.top + block.capDots + index * block.leadingDots;
    return placeLine(fonts, { text, font: block.font, sizeUm: block.sizeUm }, { ...at, baseline });
  });
}

/** Moves a line sideways into the place, so that a text wider than its symbol does not leave it. */
export function clampedInto(item: TextItem, place: { readonly left: number; readonly right: number }): TextItem {
  const over = Math.max(0, item.box.x + item.box.width - place.right);
  const under = Math.max(0, place.left - (item.box.x - over));
  const shift = under - over;
  return { ...item, x: item.x + shift, box: { ...item.box, x: item.box.x + shift } };
}

/** `{value}` replaced in the style's text; the value itself broken into `count` lines of nearly equal length. */
function linesOf(text: string, value: string, count: number): readonly string[] {
  const chunk = Math.max(1, Math.ceil(value.length / count));
  const broken = Array.from({ length: Math.ceil(value.length / chunk) }, (_, index) =>
    value.slice(index * chunk, (index + 1) * chunk),
  );
  // A function as replacement: a `$` in the value must not be taken for a pattern.
  return text.replace("{value}", () => broken.join("\n")).split("\n");
}

function blockOf(
  fonts: FontMetrics,
  set: {
    readonly lines: readonly string[];
    readonly font: string;
    readonly sizeUm: number;
    readonly dotsPerInch: number;
  },
): HriBlock {
  const measures = fonts.measures(set.font) ?? { unitsPerEm: 1000, ascent: 1000, descent: 250, capHeight: 700 };
  const em = dotsExactly(set.sizeUm, set.dotsPerInch);
  const capDots = Math.ceil((em * measures.capHeight) / measures.unitsPerEm);
  const descentDots = Math.ceil((em * measures.descent) / measures.unitsPerEm);
  const leadingDots = Math.ceil(em * 1.25);
  const heightDots = capDots + (set.lines.length - 1) * leadingDots + descentDots;
  return { lines: set.lines, font: set.font, sizeUm: set.sizeUm, capDots, descentDots, leadingDots, heightDots };
}
