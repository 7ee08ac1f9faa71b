import type { Fonts } from "../../press/index.ts";
import type { NameFonts } from "./name-fonts.ts";
import type { TextLook } from "./text-look.ts";

/** A stretch of a text with the font that it is drawn in. */
export interface TextRun {
  readonly text: string;
  readonly font: string;
  /** How far the text is moved to the right of its place, in parts of the font's size. */
  readonly shift: number;
}

/** The line that tells a zero from an O, from the zero's place, in parts of the font's size; its width is one, too. */
export interface ZeroStroke {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly width: number;
}

/**
 * A text in runs. In the fixed-width fonts round brackets look like square ones, which in a regex mean something else:
 * they come from the other family; and stops, commas and colons stand at the left of their place, as if a blank followed
 * them: they are moved to its middle.
 */
export function runsOf(text: string, font: TextLook["font"], fonts: NameFonts): readonly TextRun[] {
  if (!isFixedWidth(font)) return scriptRuns(text, font, fonts);
  return text.split(/([()]+|[.,:;])/).flatMap((part): readonly TextRun[] => {
    if (part === "") return [];
    if (/^[()]/.test(part)) return [{ text: part, font: fontOf(font, part.charAt(0)), shift: 0 }];
    return [{ text: part, font, shift: /^[.,:;]$/.test(part) ? centring(part, font, fonts) : 0 }];
  });
}

/** Neighbouring characters of one font together. */
function scriptRuns(text: string, font: string, fonts: NameFonts): readonly TextRun[] {
  const runs: TextRun[] = [];
  for (const character of text) {
    const name = fonts.fontFor(font, character);
    const last = runs.at(-1);
    if (last?.font === name) runs[runs.length - 1] = { ...last, text: last.text + character };
    else runs.push({ text: character, font: name, shift: 0 });
  }
  return runs;
}

/** The font that a character is drawn in. */
export function fontOf(font: TextLook["font"], character: string): TextLook["font"] {
  if (character !== "(" && character !== ")") return font;
  if (font === "mono") return "sans";
  return font === "mono-bold" ? "sans-bold" : font;
}

function isFixedWidth(font: TextLook["font"]): boolean {
  return font === "mono" || font === "mono-bold";
}

function centring(character: string, font: TextLook["font"], fonts: Fonts): number {
  const [glyph] = fonts.shape(font, character);
  if (glyph?.ink === undefined) return 0;
  const unitsPerEm = fonts.measures(font)?.unitsPerEm ?? 1_000;
  return (glyph.advance / 2 - (glyph.ink.left + glyph.ink.right) / 2) / unitsPerEm;
}

/** The stroke through a zero of a fixed-width font; undefined for other fonts, whose zero is much narrower than an O. */
export function zeroStroke(font: TextLook["font"], fonts: Fonts): ZeroStroke | undefined {
  const ink = isFixedWidth(font) ? fonts.shape(font, "0")[0]?.ink : undefined;
  if (ink === undefined) return undefined;
  const unitsPerEm = fonts.measures(font)?.unitsPerEm ?? 1_000;
  const at = (right: number, up: number): readonly [number, number] => [
    (ink.left + right * (ink.right - ink.left)) / unitsPerEm,
    (ink.bottom + up * (ink.top - ink.bottom)) / unitsPerEm,
  ];
  return { from: at(0.3, 0.24), to: at(0.7, 0.76), width: 0.055 };
}
