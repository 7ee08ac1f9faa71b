/** The symbologies that boxproof names, drawn or read, under the names that every file and output uses. */
export const symbologies = [
  "code128",
  "code39",
  "datamatrix",
  "qr",
  "ean13",
  "ean8",
  "upca",
  "upce",
  "itf",
  "code93",
  "codabar",
  "pdf417",
  "aztec",
] as const;

/** A barcode symbology: the encoding scheme, not one printed instance. */
export type Symbology = (typeof symbologies)[number];

const linear: ReadonlySet<Symbology> = new Set([
  "code128",
  "code39",
  "ean13",
  "ean8",
  "upca",
  "upce",
  "itf",
  "code93",
  "codabar",
]);

/** True for symbologies of bars and spaces, false for the two-dimensional ones. */
export function isLinear(symbology: Symbology): boolean {
  return linear.has(symbology);
}
