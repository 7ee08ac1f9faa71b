import {
  BarcodeFormat,
  BinaryBitmap,
  DataMatrixReader,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatOneDReader,
  QRCodeReader,
  RGBLuminanceSource,
} from "@zxing/library";
import type { GreyRaster } from "../core/raster/index.ts";
import type { Symbology } from "../core/symbol/index.ts";

/** A reader that shares no code with the first: evidence that a symbol reads elsewhere. No verdict depends on it. */
export interface SecondReader {
  /**
   * The text of the first symbol of that symbology that it finds; undefined when it finds none, or for a symbology that
   * it does not read (UPC-E, Codabar, PDF417, Aztec). Finding none proves little: it reads far less than the first.
   */
  read(image: GreyRaster, symbology: Symbology): string | undefined;
}

const formatOfSymbology: Partial<Readonly<Record<Symbology, BarcodeFormat>>> = {
  code128: BarcodeFormat.CODE_128,
  code39: BarcodeFormat.CODE_39,
  code93: BarcodeFormat.CODE_93,
  itf: BarcodeFormat.ITF,
  ean13: BarcodeFormat.EAN_13,
  ean8: BarcodeFormat.EAN_8,
  upca: BarcodeFormat.UPC_A,
  datamatrix: BarcodeFormat.DATA_MATRIX,
  qr: BarcodeFormat.QR_CODE,
};

/** A second reader over the TypeScript port of ZXing. It works on the calling thread. */
export function createSecondReader(): SecondReader {
  return { read: readWithPort };
}

function readWithPort(image: GreyRaster, symbology: Symbology): string | undefined {
  const format = formatOfSymbology[symbology];
  if (format === undefined) return undefined;
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [format]],
    [DecodeHintType.TRY_HARDER, true],
    [DecodeHintType.ALLOWED_LENGTHS, [14]],
  ]);
  try {
    // Its readers are called one by one: its own reader of all formats prints a warning for each that fails.
    return readerOf(format, hints).decode(bitmapOf(image), hints).getText();
  } catch {
    // Not found, a failed check and a defect of the port are all thrown, and all mean that it saw nothing.
    return undefined;
  }
}

function readerOf(format: BarcodeFormat, hints: Map<DecodeHintType, unknown>) {
  if (format === BarcodeFormat.DATA_MATRIX) return new DataMatrixReader();
  if (format === BarcodeFormat.QR_CODE) return new QRCodeReader();
  return new MultiFormatOneDReader(hints);
}

function bitmapOf({ width, height, pixels }: GreyRaster): BinaryBitmap {
  // A copy, because turning the image in search of a symbol is done in place.
  return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(new Uint8ClampedArray(pixels), width, height)));
}
