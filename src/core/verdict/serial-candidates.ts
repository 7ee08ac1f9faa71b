import { type Catalog, modelsOfSerial } from "../catalog/index.ts";
import { dsnLengthMax, parseDsn } from "../dsn/index.ts";
import type { Symbology } from "../symbol/index.ts";

/** One symbol on a box, as a reader gave it. */
export interface BoxSymbol {
  /** The text as encoded: the symbology identifier is not part of it. */
  readonly text: string;
  readonly symbology?: Symbology;
  /** ISO/IEC 15424 symbology identifier, e.g. `]C0`. */
  readonly aim?: string;
}

/** A text that is a serial of at least one model. */
export interface SerialCandidate {
  readonly text: string;
  /** The models whose pattern it matches, in the catalog's order. */
  readonly deviceModels: readonly string[];
}

/**
 * The distinct texts among the symbols that are DSNs and fully match the pattern of any model, in ASCII order: the same
 * for every order of the symbols.
 */
export function serialCandidates(catalog: Catalog, symbols: readonly BoxSymbol[]): readonly SerialCandidate[] {
  const texts = new Set(symbols.map(({ text }) => text).filter((text) => text.length <= dsnLengthMax));
  return [...texts].sort().flatMap((text) => {
    if (parseDsn(text) === undefined) return [];
    const deviceModels = modelsOfSerial(catalog, text).map(({ deviceModel }) => deviceModel);
    return deviceModels.length === 0 ? [] : [{ text, deviceModels }];
  });
}
