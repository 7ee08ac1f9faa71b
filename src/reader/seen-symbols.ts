import { isLinear, type Quad, type SeenSymbol, type Symbology } from "../core/symbol/index.ts";
import type { EngineResult } from "./engine.ts";

const symbologyOfFormat: Readonly<Record<string, Symbology>> = {
  Code128: "code128",
  Code39: "code39",
  Code39Std: "code39",
  Code93: "code93",
  EAN13: "ean13",
  EAN8: "ean8",
  UPCA: "upca",
  ITF: "itf",
  ITF14: "itf",
  QRCode: "qr",
  QRCodeModel2: "qr",
  DataMatrix: "datamatrix",
};

/** The engine's results as symbols; a format that boxproof has no name for is left out. */
export function toSeenSymbols(results: readonly EngineResult[]): readonly SeenSymbol[] {
  return results.flatMap((result) => {
    const symbology = symbologyOfFormat[result.format];
    return symbology === undefined ? [] : [toSeenSymbol(result, symbology)];
  });
}

function toSeenSymbol(result: EngineResult, symbology: Symbology): SeenSymbol {
  return {
    ...named(symbology, result.text),
    aim: result.symbologyIdentifier,
    corners: isLinear(symbology) ? unmirrored(cornersOf(result)) : cornersOf(result),
    ...(result.lineCount > 0 ? { lineCount: result.lineCount } : {}),
    rung: "frame",
  };
}

function cornersOf({ position: { topLeft, topRight, bottomRight, bottomLeft } }: EngineResult): Quad {
  return [
    [topLeft.x, topLeft.y],
    [topRight.x, topRight.y],
    [bottomRight.x, bottomRight.y],
    [bottomLeft.x, bottomLeft.y],
  ];
}

/** The engine tells which end of a linear symbol is its left, but calls the upper edge in the image its top. */
function unmirrored([topLeft, topRight, bottomRight, bottomLeft]: Quad): Quad {
  const [acrossX, acrossY] = [topRight[0] - topLeft[0], topRight[1] - topLeft[1]];
  const [downX, downY] = [bottomRight[0] - topRight[0], bottomRight[1] - topRight[1]];
  const isClockwise = acrossX * downY - acrossY * downX >= 0;
  return isClockwise ? [topLeft, topRight, bottomRight, bottomLeft] : [bottomLeft, bottomRight, topRight, topLeft];
}

/** UPC-A and an EAN-13 that starts with 0 are the same bars; both are called UPC-A, with twelve digits. */
function named(symbology: Symbology, text: string): Pick<SeenSymbol, "symbology" | "text"> {
  const isEan = symbology === "ean13" || symbology === "upca";
  if (isEan && text.length === 13 && text.startsWith("0")) return { symbology: "upca", text: text.slice(1) };
  return { symbology, text };
}
