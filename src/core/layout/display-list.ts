import type { Symbology } from "../symbol/index.ts";

/** What is printed, or the outline along which the label is cut. */
export type Layer = "artwork" | "die-line";

/** A rectangle in printer dots; x to the right, y down, from the label's top left. */
export interface DotRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Black rectangles: the bars or modules of a symbol, or a rule. */
export interface RunsItem {
  readonly kind: "runs";
  readonly layer: Layer;
  readonly rects: readonly DotRect[];
}

/** One line of text; the baseline's left end in dots, the em size in micrometres. */
export interface TextItem {
  readonly kind: "text";
  readonly layer: Layer;
  /** Name of a font known to `FontMetrics`. */
  readonly font: string;
  readonly sizeUm: number;
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  /** The box that the ink stays in, from the font's ascent, descent and advances, rounded outwards. */
  readonly box: DotRect;
}

/** A closed outline in dots: `M x y L x y … Z`, as points. Stroked on the die line, filled on the artwork. */
export interface PathItem {
  readonly kind: "path";
  readonly layer: Layer;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A one-bit image in dots, e.g. a logo; `bits` row by row, 1 is black. */
export interface ImageItem {
  readonly kind: "image";
  readonly layer: Layer;
  readonly at: DotRect;
  readonly bits: Uint8Array;
}

/** One thing on a label. */
export type Item = RunsItem | TextItem | PathItem | ImageItem;

/** Where a symbol stands on the label, for checks, reports and people; the drawing itself is in the items. */
export interface PlacedSymbol {
  /** `serial`, or the name of the box code. */
  readonly name: string;
  readonly symbology: Symbology;
  readonly text: string;
  /** The symbol without its quiet zone, in dots. */
  readonly at: DotRect;
  /** One module (X-dimension) in dots. */
  readonly moduleDots: number;
  /** Required quiet zone on each side, in dots. */
  readonly quietZone: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** A label ready for any writer. `fixed` is the same on every label of a job, `perLabel` is not. */
export interface DisplayList {
  readonly widthUm: number;
  readonly heightUm: number;
  readonly dotsPerInch: number;
  readonly fixed: readonly Item[];
  readonly perLabel: readonly Item[];
  readonly symbols: readonly PlacedSymbol[];
}
