import type { GreyRaster } from "../core/raster/index.ts";
import type { SeenSymbol } from "../core/symbol/index.ts";
import { dropEngine, engineResultCountMax, loadEngine } from "./engine.ts";
import { withoutGhosts } from "./ghost-filter.ts";
import { toSeenSymbols } from "./seen-symbols.ts";

/** The symbols of one image, and whether all of it was looked at. */
export interface SymbolsSeen {
  readonly symbols: readonly SeenSymbol[];
  /** False when the engine stopped at its most results, so there may be more. */
  readonly fullPass: boolean;
  /** Time that the engine took, in milliseconds. */
  readonly ms: number;
}

/** Reads grey pixels on this thread. Throws a plain error when the engine breaks; it is then loaded anew. */
export async function readGrey(image: GreyRaster): Promise<SymbolsSeen> {
  const engine = await loadEngine();
  const start = performance.now();
  try {
    const results = engine.read(image);
    const symbols = withoutGhosts(toSeenSymbols(results));
    return { symbols, fullPass: results.length < engineResultCountMax, ms: performance.now() - start };
  } catch (error) {
    dropEngine();
    throw error;
  }
}
