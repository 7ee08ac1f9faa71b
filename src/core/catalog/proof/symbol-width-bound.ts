import { quietZoneModules, type Symbology } from "../../symbol/index.ts";

/**
 * Modules of the widest symbol that some text of `length` printable ASCII characters can need, quiet zones included;
 * undefined for symbologies whose width does not follow from the length alone. It is an upper bound: a symbol with runs
 * of digits can be narrower.
 *
 * Sources: Code 128, ISO/IEC 15417: 11 modules a symbol character, start, check and stop of 11, 11 and 13, and code set
 * B has every printable character in one. Code 39, ISO/IEC 16388: 15 modules and a gap a character at a wide to narrow
 * ratio of 3, one more character at each end. Code 93 (AIM BC5): 9 modules a character, four more characters and a bar.
 * ITF, ISO/IEC 16390: 18 modules a pair of digits at a ratio of 3, start and stop of 4 and 5.
 */
export function symbolWidthBound(symbology: Symbology, length: number): number | undefined {
  const modules = symbolModules[symbology]?.(length);
  if (modules === undefined) return undefined;
  const { left, right } = quietZoneModules(symbology);
  return left + modules + right;
}

const symbolModules: Partial<Record<Symbology, (length: number) => number>> = {
  code128: (length) => 11 * (length + 2) + 13,
  code39: (length) => 16 * (length + 2) - 1,
  code93: (length) => 9 * (length + 4) + 1,
  itf: (length) => 18 * Math.ceil(length / 2) + 9,
};
