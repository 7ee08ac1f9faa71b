import bwip from "bwip-js";
import sharp from "sharp";
import { createGreyRaster, type GreyRaster } from "../../src/core/raster/index.ts";

/** A symbol for a test image: bwip-js name, text, pixels a module, place in the image; more options of bwip-js. */
export interface DrawnSymbol {
  readonly bcid: string;
  readonly text: string;
  readonly scale?: number;
  readonly at?: readonly [x: number, y: number];
  readonly heightMm?: number;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Where a symbol was drawn, in pixels. */
export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A white image with symbols drawn by bwip-js, which shares no code with the readers. */
export async function drawSymbols(
  size: { readonly width: number; readonly height: number },
  symbols: readonly DrawnSymbol[],
): Promise<{ readonly raster: GreyRaster; readonly placed: readonly Placed[] }> {
  const raster = createGreyRaster({ ...size, grey: 255 });
  const placed: Placed[] = [];
  for (const symbol of symbols) {
    const drawn = await drawSymbol(symbol);
    const [left, top] = symbol.at ?? [
      Math.floor((size.width - drawn.width) / 2),
      Math.floor((size.height - drawn.height) / 2),
    ];
    if (left < 0 || top < 0 || left + drawn.width > size.width || top + drawn.height > size.height) {
      throw new Error(`${symbol.bcid} of ${drawn.width} x ${drawn.height} does not fit at ${left}, ${top}`);
    }
    for (let y = 0; y < drawn.height; y += 1) {
      const row = drawn.pixels.subarray(y * drawn.width, (y + 1) * drawn.width);
      raster.pixels.set(row, (top + y) * size.width + left);
    }
    placed.push({ left, top, right: left + drawn.width, bottom: top + drawn.height });
  }
  return { raster, placed };
}

async function drawSymbol({ bcid, text, scale = 3, heightMm, options }: DrawnSymbol): Promise<GreyRaster> {
  const height = heightMm === undefined ? {} : { height: heightMm };
  const png = await bwip.toBuffer({ bcid, text, scale, ...height, backgroundcolor: "FFFFFF", ...options });
  const { data, info } = await sharp(png).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

/** The image as a file of a format, by sharp. */
export function imageFile(raster: GreyRaster, format: "png" | "jpeg" | "webp" | "tiff"): Promise<Buffer> {
  const { width, height } = raster;
  return sharp(Buffer.from(raster.pixels), { raw: { width, height, channels: 1 } })
    .toFormat(format)
    .toBuffer();
}
