import type { Symbology } from "../symbol/index.ts";

/** A label design: where things stand, in whole micrometres. Holds no serial, no pattern and no printer secrets. */
export interface Template {
  readonly format: "boxproof-template/1";
  readonly name: string;
  readonly widthUm: number;
  readonly heightUm: number;
  /** The printer for which the design is made; a job may choose another resolution. */
  readonly dotsPerInch: number;
  readonly elements: readonly TemplateElement[];
}

/** One thing of a design. */
export type TemplateElement = TextElement | RuleElement | FrameElement | SymbolElement | MarkElement;

/** Where a line of text is tied to its point. */
export type Align = "left" | "center" | "right";

/** A rectangle on the label in micrometres from its top left. */
export interface UmArea {
  readonly xUm: number;
  readonly yUm: number;
  readonly widthUm: number;
  readonly heightUm: number;
}

/** One line of text. `{model}`, `{maker}`, `{deviceModel}` and `{dsn}` are filled in. */
export interface TextElement {
  readonly kind: "text";
  readonly text: string;
  readonly font: string;
  readonly sizeUm: number;
  /** A long text is set smaller, down to this size, to stay within `maxWidthUm`. */
  readonly sizeMinUm: number;
  readonly xUm: number;
  /** The line on which the letters stand. */
  readonly baselineUm: number;
  readonly align: Align;
  readonly maxWidthUm: number;
}

/** A black bar, e.g. a hairline between two parts. */
export interface RuleElement {
  readonly kind: "rule";
  readonly area: UmArea;
}

/** The outline of a rectangle; the line lies inside the area. */
export interface FrameElement {
  readonly kind: "frame";
  readonly area: UmArea;
  readonly lineUm: number;
}

/** The framed word that tells a demo label or a specimen from a real one; nothing is drawn on a real label. */
export interface MarkElement {
  readonly kind: "mark";
  readonly font: string;
  readonly sizeUm: number;
  /** The corner of the frame that stays when the word grows: top left, or top right with `align: right`. */
  readonly xUm: number;
  readonly yUm: number;
  readonly align: "left" | "right";
}

/** Human-readable interpretation, or another caption, of a symbol. */
export interface HriStyle {
  /** `{value}` is the encoded text; `\n` starts a line. */
  readonly text: string;
  readonly font: string;
  readonly sizeUm: number;
  readonly sizeMinUm: number;
  readonly gapUm: number;
  readonly place: "below" | "right";
  /** A value too long for one line is broken into lines of equal length. */
  readonly wrap: boolean;
}

/** A place for a symbol. The first whose slot and symbologies fit takes it. */
export interface SymbolElement {
  readonly kind: "symbol";
  /** `serial`, or the kind of a box code. */
  readonly slot: string;
  readonly symbologies: readonly Symbology[];
  /** All that belongs to the symbol stays in here: quiet zone, modules, human-readable interpretation. */
  readonly area: UmArea;
  /** Smallest X-dimension of the design; dots are rounded up from it. */
  readonly xUm: number;
  /** Where the symbol is short enough, X may grow in whole dots up to this. */
  readonly xMaxUm: number;
  readonly align: Align;
  readonly hri?: HriStyle;
}
