import { isLinear, type Symbology } from "../symbol/index.ts";

/** Limits that a printed symbol must keep, as data with their sources. Quiet zones come from the symbology itself. */
export interface LimitProfile {
  readonly name: string;
  limitsOf(symbology: Symbology): SymbolLimits;
}

/** Limits of one symbology, in micrometres. */
export interface SymbolLimits {
  /** Smallest X-dimension. */
  readonly xMinUm: number;
  /** Smallest height of the bars; undefined for matrix symbols, whose height follows from X. */
  readonly heightMinUm?: number;
  /** Where the numbers come from. */
  readonly source: string;
}

// The floors below are against designs that no reader gets; they are not recommendations.
const linear: SymbolLimits = {
  xMinUm: 125,
  heightMinUm: 5_000,
  source: "bars lower than 5 mm, or narrower than 0.125 mm, need a reader made for them",
};

const matrix: SymbolLimits = {
  xMinUm: 250,
  source: "a hand-held imager at arm's length needs about 0.25 mm for its two pixels a module",
};

const retail: SymbolLimits = {
  xMinUm: 264,
  heightMinUm: 5_000,
  source: "GS1 General Specifications: EAN and UPC from 80 % magnification, which is X = 0.264 mm",
};

const retailSymbologies: ReadonlySet<Symbology> = new Set(["ean13", "ean8", "upca", "upce"]);

/** What every box label must keep, whoever scans it. */
export const generalLimits: LimitProfile = {
  name: "general",
  limitsOf(symbology) {
    if (retailSymbologies.has(symbology)) return retail;
    return isLinear(symbology) ? linear : matrix;
  },
};
