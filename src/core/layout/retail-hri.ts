import type { LinearSymbol, Symbology } from "../symbol/index.ts";

/** A group of digits under an EAN or UPC symbol: which digits, and the modules between which they are centred. */
export interface DigitGroup {
  readonly digits: readonly [from: number, to: number];
  readonly modules: readonly [from: number, to: number];
}

/** How EAN and UPC symbols carry their digits: groups between the guard bars, which reach down between them. */
export interface RetailShape {
  /** Modules at which bars are long. */
  readonly isGuard: (module: number) => boolean;
  readonly groups: readonly DigitGroup[];
}

/** Guard bars reach this many modules below the others (GS1 General Specifications: 5X). */
export const guardModules = 5;

const between = (module: number, from: number, to: number) => module >= from && module < to;

const shapes: Partial<Readonly<Record<Symbology, RetailShape>>> = {
  ean13: {
    isGuard: (module) => between(module, 0, 3) || between(module, 45, 50) || between(module, 92, 95),
    groups: [
      { digits: [0, 1], modules: [-9, -2] },
      { digits: [1, 7], modules: [3, 45] },
      { digits: [7, 13], modules: [50, 92] },
    ],
  },
  upca: {
    // The first and the last digit's bars are as long as the guards; these two digits stand outside.
    isGuard: (module) => between(module, 0, 10) || between(module, 45, 50) || between(module, 85, 95),
    groups: [
      { digits: [0, 1], modules: [-9, -2] },
      { digits: [1, 6], modules: [10, 45] },
      { digits: [6, 11], modules: [50, 85] },
      { digits: [11, 12], modules: [97, 104] },
    ],
  },
  ean8: {
    isGuard: (module) => between(module, 0, 3) || between(module, 31, 36) || between(module, 64, 67),
    groups: [
      { digits: [0, 4], modules: [3, 31] },
      { digits: [4, 8], modules: [36, 64] },
    ],
  },
};

/** The shape of an EAN-13, UPC-A or EAN-8 symbol; undefined for all others. */
export function retailShape(symbol: LinearSymbol): RetailShape | undefined {
  return shapes[symbol.symbology];
}
