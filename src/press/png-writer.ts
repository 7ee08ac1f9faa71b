import { crc32, deflateSync } from "node:zlib";
import { BoxproofError } from "../core/index.ts";
import {
  type DisplayList,
  type GlyphOutlines,
  rasterDotCountMax,
  rasterise,
  rasterSize,
} from "../core/layout/index.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * A label as a PNG of one bit a pixel, one pixel a printer dot, white paper (never transparent: readers see nothing on
 * that), with its resolution in pHYs. The same list gives the same bytes. PNG: W3C PNG specification, third edition.
 * Throws ERR_LABEL for a label of more dots than can be drawn.
 */
export function writePng(list: DisplayList, glyphs: GlyphOutlines): Uint8Array {
  checkSize(list);
  const { width, height, bits } = rasterise(list, glyphs);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // bits a sample; colour type 0 (grey), deflate, adaptive filters, not interlaced: zeros
  const pixelsPerMetre = Math.round(list.dotsPerInch / 0.0254);
  const resolution = Buffer.alloc(9);
  resolution.writeUInt32BE(pixelsPerMetre, 0);
  resolution.writeUInt32BE(pixelsPerMetre, 4);
  resolution[8] = 1; // the unit is the metre
  return Buffer.concat([
    Uint8Array.from(signature),
    chunk("IHDR", header),
    chunk("pHYs", resolution),
    chunk("IDAT", deflateSync(packRows({ width, height, bits }), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function checkSize(list: DisplayList): void {
  const { width, height } = rasterSize(list);
  const dotCount = width * height;
  if (dotCount <= rasterDotCountMax) return;
  const at = `${width} x ${height} dots at ${list.dotsPerInch} dpi`;
  throw new BoxproofError(
    "ERR_LABEL",
    `The label is ${at}, ${dotCount} in all; a PNG has at most ${rasterDotCountMax}.`,
    {
      remedy: "Write FILE.pdf or FILE.svg, lower --dpi, or make the template smaller.",
      details: { width, height, dotCount, dotCountMax: rasterDotCountMax },
    },
  );
}

/** Rows of packed bits, the left dot in the highest bit, 1 for white, each row after its filter byte 0 (none). */
function packRows(raster: { readonly width: number; readonly height: number; readonly bits: Uint8Array }): Uint8Array {
  const rowBytes = Math.ceil(raster.width / 8);
  const packed = new Uint8Array((rowBytes + 1) * raster.height);
  for (let y = 0; y < raster.height; y += 1) {
    const start = y * (rowBytes + 1) + 1;
    for (let x = 0; x < raster.width; x += 1) {
      if (raster.bits[y * raster.width + x] === 1) continue;
      const at = start + (x >> 3);
      packed[at] = (packed[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return packed;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
