import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { create, type Font, type Glyph } from "fontkit";
import type { FontMeasures, GlyphOutlines, OutlineStep, ShapedGlyph } from "../core/layout/index.ts";

/** The fonts of templates, by name: Noto Sans for words, B612 Mono (distinct 0 and O, 1 and I) for codes. Both OFL. */
const fontFiles = {
  sans: "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff",
  "sans-medium": "@fontsource/noto-sans/files/noto-sans-latin-500-normal.woff",
  "sans-bold": "@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff",
  mono: "@fontsource/b612-mono/files/b612-mono-latin-400-normal.woff",
  "mono-bold": "@fontsource/b612-mono/files/b612-mono-latin-700-normal.woff",
} as const;

/** Font features in every writer: kerning as the font has it, letters never joined. */
export const fontFeatures: Readonly<Record<string, boolean>> = { kern: true, liga: false, clig: false, calt: false };

/** Metrics and outlines of the fonts that templates may name, and their files for writers that embed them. */
export interface Fonts extends GlyphOutlines {
  readonly names: readonly string[];
  /** The font's file; undefined for a name that is no font. */
  fileOf(font: string): Uint8Array | undefined;
}

/** Further letters of the fonts for words, for names that people gave; no template may name them. */
const scripts = ["latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"] as const;
const weights = { sans: 400, "sans-medium": 500, "sans-bold": 700 } as const;

/** Packages of some 75 MB each, so they are used where somebody has installed them: README, "Five minutes". */
const eastAsianScripts = {
  "noto-sans-sc": "chinese-simplified",
  "noto-sans-tc": "chinese-traditional",
  "noto-sans-jp": "japanese",
  "noto-sans-kr": "korean",
} as const;

let loading: Promise<Fonts> | undefined;
let loadingScripts: Promise<Fonts> | undefined;

/** Reads the fonts from the installed packages, once a process. */
export function loadFonts(): Promise<Fonts> {
  loading ??= readFonts(fontFiles);
  return loading;
}

/**
 * Reads the fonts of further scripts, once a process; each is named by a font and its script, e.g. `sans-bold greek`.
 * East Asian ones are among them where their packages are installed.
 */
export function loadScriptFonts(): Promise<Fonts> {
  loadingScripts ??= readFonts({ ...scriptFiles("noto-sans", scripts), ...installedEastAsianFiles() });
  return loadingScripts;
}

function scriptFiles(family: string, familyScripts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(weights).flatMap(([name, weight]) =>
      familyScripts.map((script) => [
        `${name} ${script}`,
        `@fontsource/${family}/files/${family}-${script}-${weight}-normal.woff`,
      ]),
    ),
  );
}

function installedEastAsianFiles(): Readonly<Record<string, string>> {
  const files = Object.entries(eastAsianScripts).flatMap(([family, script]) =>
    Object.entries(scriptFiles(family, [script])),
  );
  return Object.fromEntries(files.filter(([, specifier]) => isInstalled(specifier)));
}

function isInstalled(specifier: string): boolean {
  try {
    return existsSync(fileURLToPath(import.meta.resolve(specifier)));
  } catch {
    // A package that is not there does not resolve.
    return false;
  }
}

async function readFonts(files: Readonly<Record<string, string>>): Promise<Fonts> {
  const loaded = await Promise.all(
    Object.entries(files).map(async ([name, specifier]) => {
      const file = await readFile(fileURLToPath(import.meta.resolve(specifier)));
      // A font file holds one font; collections are another type of file.
      return [name, new LoadedFont(create(file) as Font, file)] as const;
    }),
  );
  const fonts = new Map(loaded);
  return {
    names: [...fonts.keys()],
    measures: (font) => fonts.get(font)?.measures,
    firstMissing: (font, text) => fonts.get(font)?.firstMissing(text) ?? undefined,
    shape: (font, text) => fonts.get(font)?.shape(text) ?? [],
    outline: (font, glyph) => fonts.get(font)?.outline(glyph) ?? [],
    fileOf: (font) => fonts.get(font)?.file,
  };
}

/** One font with what has been asked of it so far. */
class LoadedFont {
  readonly file: Uint8Array;
  readonly measures: FontMeasures;
  readonly #font: Font;
  readonly #outlines = new Map<number, readonly OutlineStep[]>();

  constructor(font: Font, file: Uint8Array) {
    this.#font = font;
    this.file = file;
    const { unitsPerEm, ascent, descent, capHeight } = font;
    this.measures = { unitsPerEm, ascent, descent: Math.abs(descent), capHeight };
  }

  firstMissing(text: string): number | undefined {
    let index = 0;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      // Control characters have glyphs in some fonts, but nothing to see.
      if (codePoint < 32 || !this.#font.hasGlyphForCodePoint(codePoint)) return index;
      index += character.length;
    }
    return undefined;
  }

  shape(text: string): readonly ShapedGlyph[] {
    const run = this.#font.layout(text, fontFeatures);
    return run.glyphs.map((glyph, index) => ({
      glyph: glyph.id,
      advance: run.positions[index]?.xAdvance ?? glyph.advanceWidth,
      ink: inkOf(glyph),
    }));
  }

  outline(glyph: number): readonly OutlineStep[] {
    const known = this.#outlines.get(glyph);
    if (known !== undefined) return known;
    const steps = this.#font.getGlyph(glyph).path.commands.flatMap((command) => stepOf(command) ?? []);
    this.#outlines.set(glyph, steps);
    return steps;
  }
}

function inkOf(glyph: Glyph): ShapedGlyph["ink"] {
  const { minX, minY, maxX, maxY } = glyph.bbox;
  if (!(maxX > minX && maxY > minY)) return undefined;
  return { left: minX, right: maxX, top: maxY, bottom: minY };
}

function stepOf({ command, args }: { readonly command: string; readonly args: readonly number[] }) {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
  switch (command) {
    case "moveTo":
      return { step: "M", points: [a, b] } as const;
    case "lineTo":
      return { step: "L", points: [a, b] } as const;
    case "quadraticCurveTo":
      return { step: "Q", points: [a, b, c, d] } as const;
    case "bezierCurveTo":
      return { step: "C", points: [a, b, c, d, e, f] } as const;
    default:
      return { step: "Z" } as const;
  }
}
