import type { Symbology } from "../../core/symbol/index.ts";

const titles: Readonly<Record<Symbology, string>> = {
  code128: "Code 128",
  code39: "Code 39",
  datamatrix: "Data Matrix",
  qr: "QR Code",
  ean13: "EAN-13",
  ean8: "EAN-8",
  upca: "UPC-A",
  upce: "UPC-E",
  itf: "ITF",
  code93: "Code 93",
  codabar: "Codabar",
  pdf417: "PDF417",
  aztec: "Aztec Code",
};

/** The name that people use for a symbology. */
export function symbologyTitle(symbology: Symbology): string {
  return titles[symbology];
}
