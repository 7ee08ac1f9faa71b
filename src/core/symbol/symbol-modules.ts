import type { Finding } from "../index.ts";
import type { Symbology } from "./symbology.ts";

/** A linear symbol as widths of its elements in modules: bar, space, bar, … bar. No quiet zone. */
export interface LinearSymbol {
  readonly kind: "linear";
  readonly symbology: Symbology;
  readonly text: string;
  readonly elementWidths: readonly number[];
  /** The sum of the element widths. */
  readonly moduleCount: number;
}

/** A two-dimensional symbol as a matrix of modules, row by row from the top left; 1 is dark. No quiet zone. */
export interface MatrixSymbol {
  readonly kind: "matrix";
  readonly symbology: Symbology;
  readonly text: string;
  readonly columnCount: number;
  readonly rowCount: number;
  readonly modules: Uint8Array;
}

/** One symbol, encoded but not yet placed. */
export type SymbolModules = LinearSymbol | MatrixSymbol;

/** What to encode. The text is encoded exactly; nothing is trimmed, folded or given a check digit that it lacks. */
export interface EncodeRequest {
  readonly symbology: Symbology;
  readonly text: string;
}

/** The symbol, or why there is none (a character the symbology lacks, a text too long for it). */
export type EncodeResult =
  | { readonly ok: true; readonly symbol: SymbolModules }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Port: turns a text into modules. The press room adapts a library to it; own encoders come later. */
export interface Encoder {
  encode(request: EncodeRequest): EncodeResult;
}
