import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
  BINARIZERS,
  CHARACTER_SETS,
  EAN_ADD_ON_SYMBOLS,
  encodeFormats,
  prepareZXingModule,
  purgeZXingModule,
  TEXT_MODES,
  type ZXingReaderOptions,
  type ZXingReadResult,
} from "zxing-wasm/reader";
import type { GreyRaster } from "../core/raster/index.ts";

/** A result as the engine gives it. */
export type EngineResult = Pick<ZXingReadResult, "format" | "text" | "symbologyIdentifier" | "position" | "lineCount">;

/** The first reader: zxing-cpp as WebAssembly. It works on the calling thread; a read blocks it. */
export interface Engine {
  /** Every result in the image, at most `engineResultCountMax`. Throws when the engine breaks; then load it anew. */
  read(image: GreyRaster): readonly EngineResult[];
}

/** Most results of one image; a read that reaches it may have missed some. */
export const engineResultCountMax = 20;

/**
 * What the engine looks for. ITF only as ITF-14: fourteen digits with a check digit, since shorter ITF texts are found
 * in the bars of other codes (zxing-cpp, issue 853). UPC-E (issue 273) and Micro QR are left out for the same reason.
 * Code 39 only as it stands: as "Code39" the engine takes the serial `AB+C` for full ASCII and gives `ABc`, whatever the
 * option says.
 */
const formats = [
  "Code128",
  "Code39Std",
  "Code93",
  "EAN13",
  "EAN8",
  "UPCA",
  "ITF14",
  "QRCodeModel2",
  "DataMatrix",
] as const;

const options: ZXingReaderOptions = {
  formats: encodeFormats([...formats]),
  tryHarder: true,
  tryRotate: true,
  // Costs a third of the time and finds only white-on-black 2D codes; but one of those may be a second serial.
  tryInvert: true,
  tryDownscale: true,
  tryDenoise: false,
  downscaleFactor: 3,
  downscaleThreshold: 500,
  binarizer: BINARIZERS.indexOf("LocalAverage"),
  isPure: false,
  minLineCount: 2,
  maxNumberOfSymbols: engineResultCountMax,
  validateOptionalChecksum: false,
  returnErrors: false,
  eanAddOnSymbol: EAN_ADD_ON_SYMBOLS.indexOf("Ignore"),
  // The text as encoded, without brackets around GS1 identifiers.
  textMode: TEXT_MODES.indexOf("Plain"),
  characterSet: CHARACTER_SETS.indexOf("Unknown"),
  tryCode39ExtendedMode: false,
};

/**
 * The part of the engine's module that is used. The package's public call takes RGBA only and would make four bytes of
 * every grey pixel to turn them back into one; this is the call underneath it. The version is pinned.
 */
interface EngineModule {
  readonly HEAPU8: Uint8Array;
  _malloc(byteCount: number): number;
  _free(pointer: number): void;
  readBarcodesFromPixmap(
    pointer: number,
    width: number,
    height: number,
    options: ZXingReaderOptions,
  ): { size(): number; get(index: number): EngineResult | undefined; delete(): void };
}

let loading: Promise<Engine> | undefined;

/** The engine of this thread, from the WebAssembly file of the installed package; nothing is ever fetched. */
export function loadEngine(): Promise<Engine> {
  loading ??= load();
  return loading;
}

/** Drops a broken engine; the next `loadEngine` starts a fresh one. */
export function dropEngine(): void {
  loading = undefined;
  purgeZXingModule();
}

async function load(): Promise<Engine> {
  const wasm = await readFile(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const module = (await prepareZXingModule({
    overrides: {
      wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength),
      // What an abort says is in the error that it throws.
      print: () => {},
      printErr: () => {},
    },
    fireImmediately: true,
  })) as unknown as EngineModule;
  return { read: (image) => readWith(module, image) };
}

function readWith(module: EngineModule, { width, height, pixels }: GreyRaster): readonly EngineResult[] {
  const pointer = module._malloc(pixels.length);
  if (pointer === 0) throw new Error(`the reader has no memory for ${pixels.length} pixels`);
  try {
    // Read after the allocation: growing the memory replaces the view.
    module.HEAPU8.set(pixels, pointer);
    const results = module.readBarcodesFromPixmap(pointer, width, height, options);
    const copied = Array.from({ length: results.size() }, (_, index) => results.get(index));
    results.delete();
    return copied.filter((result) => result !== undefined);
  } finally {
    module._free(pointer);
  }
}
