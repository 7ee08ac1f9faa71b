/** The box around the ink of a glyph, in font units, y up from the baseline. */
export interface InkBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** One glyph of a shaped text: which one, how far it moves the pen, and where its ink is; a space has none. */
export interface ShapedGlyph {
  readonly glyph: number;
  /** In font units, kerning included. */
  readonly advance: number;
  readonly ink: InkBox | undefined;
}

/** Vertical measures of a font in its own units, all positive, `descent` downwards. */
export interface FontMeasures {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
}

/** Port: what layout must know of fonts. The press room reads them from files. */
export interface FontMetrics {
  /** The font's measures; undefined for a name that is no font. */
  measures(font: string): FontMeasures | undefined;
  /** Index (UTF-16) of the first character that the font has no glyph for; undefined when it has all. */
  firstMissing(font: string, text: string): number | undefined;
  /** The glyphs of one line of text, in order. */
  shape(font: string, text: string): readonly ShapedGlyph[];
}

/** A step of a glyph's outline in font units, y up: `M` and `L` a point, `Q` control and end, `C` two controls and end. */
export type OutlineStep =
  | { readonly step: "M"; readonly points: readonly [x: number, y: number] }
  | { readonly step: "L"; readonly points: readonly [x: number, y: number] }
  | CurveStep
  | { readonly step: "Z" };

/** The curved steps. */
export type CurveStep =
  | { readonly step: "Q"; readonly points: readonly [x1: number, y1: number, x: number, y: number] }
  | {
      readonly step: "C";
      readonly points: readonly [x1: number, y1: number, x2: number, y2: number, x: number, y: number];
    };

/** Port: the outlines that a rasteriser or a writer of paths fills (non-zero rule). */
export interface GlyphOutlines extends FontMetrics {
  outline(font: string, glyph: number): readonly OutlineStep[];
}
