import type { Symbology } from "./symbology.ts";

/** A point in pixels of the upright original image: x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** The corners of a symbol: its own top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/** Which step of the reader's ladder saw a symbol. `frame`: the whole image as it came. */
export type Rung = "frame";

/** What a reader saw: one symbol of an image. */
export interface SeenSymbol {
  readonly symbology: Symbology;
  /** The text exactly as encoded: no symbology prefix, nothing trimmed. */
  readonly text: string;
  /** ISO/IEC 15424 symbology identifier, e.g. `]C0`. */
  readonly aim: string;
  readonly corners: Quad;
  /** Linear symbols: how many scan lines agreed on the text; few lines mean a ghost. */
  readonly lineCount?: number;
  readonly rung: Rung;
}
