/** Symbologies, encoded symbols, and what a reader saw. */
export { encodableFindings, fullAsciiPair } from "./encodable.ts";
export { type QuietZoneModules, quietZoneModules } from "./quiet-zone.ts";
export type { Point, Quad, Rung, SeenSymbol } from "./seen-symbol.ts";
export type {
  EncodeRequest,
  EncodeResult,
  Encoder,
  LinearSymbol,
  MatrixSymbol,
  SymbolModules,
} from "./symbol-modules.ts";
export { isLinear, type Symbology, symbologies } from "./symbology.ts";
