import type { Symbology } from "./symbology.ts";

/** Clear margin that a symbol needs on each side, in modules (X). */
export interface QuietZoneModules {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What the standard of each symbology asks for, in modules. Linear symbols need none above and below. */
const quietZones: Readonly<Record<Symbology, QuietZoneModules>> = {
  code128: sides(10, 10), // ISO/IEC 15417
  code39: sides(10, 10), // ISO/IEC 16388
  ean13: sides(11, 7), // ISO/IEC 15420
  ean8: sides(7, 7),
  upca: sides(9, 9),
  upce: sides(9, 7),
  itf: sides(10, 10), // ISO/IEC 16390
  code93: sides(10, 10),
  codabar: sides(10, 10),
  datamatrix: around(1), // ISO/IEC 16022
  qr: around(4), // ISO/IEC 18004
  pdf417: around(2), // ISO/IEC 15438
  aztec: around(0), // ISO/IEC 24778 asks for none
};

/** The quiet zone that the symbology's standard requires, in modules on each side. */
export function quietZoneModules(symbology: Symbology): QuietZoneModules {
  return quietZones[symbology];
}

function sides(left: number, right: number): QuietZoneModules {
  return { left, right, top: 0, bottom: 0 };
}

function around(modules: number): QuietZoneModules {
  return { left: modules, right: modules, top: modules, bottom: modules };
}
