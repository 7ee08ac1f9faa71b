import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { decodeImage } from "../../src/reader/decode-image.ts";

/** A corner of 8 x 8 in each of four greys: top left 0, top right 80, bottom left 160, bottom right 240. */
const cornerGreys = [0, 80, 160, 240];

describe("decodeImage", () => {
  it.each([
    [1, [0, 80, 160, 240]],
    [2, [80, 0, 240, 160]],
    [3, [240, 160, 80, 0]],
    [4, [160, 240, 0, 80]],
    [5, [0, 160, 80, 240]],
    [6, [160, 0, 240, 80]],
    [7, [240, 80, 160, 0]],
    [8, [80, 240, 0, 160]],
  ])("turns an image of EXIF orientation %i upright", async (orientation, upright) => {
    const file = await sharp(corners(16, 24), { raw: { width: 16, height: 24, channels: 1 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const image = await decodeImage(file);
    expect([image.width, image.height]).toEqual(orientation >= 5 ? [24, 16] : [16, 24]);
    expect(cornersOf(image)).toEqual(upright);
  });

  it("lays transparent images on white", async () => {
    const clear = { width: 4, height: 4, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const;
    expect(new Set((await decodeImage(await sharp({ create: clear }).png().toBuffer())).pixels)).toEqual(
      new Set([255]),
    );
    const half = { ...clear, background: { r: 0, g: 0, b: 0, alpha: 0.5 } };
    const [grey] = (await decodeImage(await sharp({ create: half }).png().toBuffer())).pixels;
    expect(grey).toBeGreaterThan(120);
    expect(grey).toBeLessThan(136);
  });

  it("sees in red light: red ink is as white as paper, cyan ink is black", async () => {
    const flat = (r: number, g: number, b: number) =>
      sharp({ create: { width: 2, height: 2, channels: 3, background: { r, g, b } } })
        .png()
        .toBuffer();
    expect((await decodeImage(await flat(255, 0, 0))).pixels[0]).toBe(255);
    expect((await decodeImage(await flat(0, 255, 255))).pixels[0]).toBe(0);
  });

  it.each([
    ["16 bits a channel", (image: Sharp) => image.toColourspace("rgb16").png()],
    ["16-bit grey", (image: Sharp) => image.toColourspace("grey16").png()],
    ["a palette", (image: Sharp) => image.png({ palette: true })],
    ["lossless WebP", (image: Sharp) => image.webp({ lossless: true })],
    ["LZW TIFF", (image: Sharp) => image.tiff({ compression: "lzw" })],
    ["a colour JPEG", (image: Sharp) => image.toColourspace("srgb").jpeg({ quality: 100 })],
    ["a CMYK JPEG", (image: Sharp) => image.toColourspace("cmyk").jpeg({ quality: 100 })],
  ])("reads %s as the same greys", async (_, save) => {
    const image = sharp(corners(16, 16), { raw: { width: 16, height: 16, channels: 1 } });
    const found = cornersOf(await decodeImage(await save(image).toBuffer()));
    for (const [index, grey] of found.entries()) {
      // CMYK goes there and back through printing inks, so its black is not quite black.
      expect(Math.abs(grey - (cornerGreys[index] ?? 0))).toBeLessThanOrEqual(40);
    }
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });
});

function corners(width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, index) => {
    const isRight = index % width >= width / 2;
    const isLow = index >= (width * height) / 2;
    return cornerGreys[(isLow ? 2 : 0) + (isRight ? 1 : 0)] ?? 0;
  });
}

function cornersOf(image: { readonly width: number; readonly height: number; readonly pixels: ArrayLike<number> }) {
  const { width, height, pixels } = image;
  return [0, width - 1, (height - 1) * width, height * width - 1].map((index) => pixels[index] ?? -1);
}
