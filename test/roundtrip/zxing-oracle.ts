import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareZXingModule, type ReadResult, readBarcodes } from "zxing-wasm/reader";
import type { GreyRaster } from "../../src/core/raster/index.ts";

/** Reads symbols with zxing-wasm itself, not through the reader room, so that neither vouches for the other. */
export async function createZxingOracle(): Promise<(image: GreyRaster) => Promise<readonly ReadResult[]>> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  return async ({ width, height, pixels }) => {
    const data = new Uint8ClampedArray(width * height * 4);
    for (const [index, grey] of pixels.entries()) data.set([grey, grey, grey, 255], index * 4);
    return readBarcodes({ width, height, data, colorSpace: "srgb" } as Parameters<typeof readBarcodes>[0], {
      tryHarder: true,
      textMode: "Plain",
    });
  };
}
