import sharp from "sharp";
import { BoxproofError } from "../core/index.ts";
import type { GreyRaster } from "../core/raster/index.ts";
import { imageBytesTooLarge } from "./image-file.ts";
import { type ImageFormat, imageFormatOf } from "./image-format.ts";
import { imageByteCountMax, imageDecodeTimeoutS, imagePixelCountMax, imageSideMax } from "./image-limits.ts";

/** The loaders of libvips that boxproof uses, all from memory. */
const loaders = [
  "VipsForeignLoadJpegBuffer",
  "VipsForeignLoadPngBuffer",
  "VipsForeignLoadWebpBuffer",
  "VipsForeignLoadTiffBuffer",
];

let loadersBlocked = false;

/** Shuts every other loader of the image library, once in a process: a 227-byte SVG can keep one busy for ever. */
function blockLoaders(): void {
  if (loadersBlocked) return;
  loadersBlocked = true;
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: loaders });
  // Every image is seen once, so a cache of images would only hold memory.
  sharp.cache(false);
}

/**
 * The pixels of an image file: upright, on white, as the red channel of sRGB, because scanners look with red light (GS1
 * General Specifications: symbols are graded at 660 nm). Throws ERR_IMAGE_FORMAT, ERR_IMAGE_TOO_LARGE, ERR_IMAGE_READ or
 * ERR_IMAGE_DAMAGED (the file ends early or is broken: what is missing could hold a code, so nothing of it is read).
 */
export async function decodeImage(bytes: Uint8Array): Promise<GreyRaster> {
  if (bytes.length > imageByteCountMax) throw imageBytesTooLarge(bytes.length);
  const format = imageFormatOf(bytes);
  blockLoaders();
  await refuseByHeader(bytes, format);
  try {
    const { data, info } = await sharp(bytes, { failOn: "error", limitInputPixels: imagePixelCountMax })
      .autoOrient()
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .extractChannel("red")
      .timeout({ seconds: imageDecodeTimeoutS })
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, pixels: data };
  } catch (error) {
    throw decodeError(error, format);
  }
}

/** Reads only the header, so a bomb is refused before anything of it is unpacked. */
async function refuseByHeader(bytes: Uint8Array, format: ImageFormat): Promise<void> {
  const header = await sharp(bytes, { failOn: "error", limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw decodeError(error, format);
    });
  const { width, height, pages = 1 } = header;
  refuseBySize({ width, height });
  if (pages === 1) return;
  throw new BoxproofError("ERR_IMAGE_FORMAT", `The ${format} file holds ${pages} pages; expected one image.`, {
    remedy: "Save each page as a file of its own.",
    details: { pages },
  });
}

/** Throws ERR_IMAGE_TOO_LARGE for an image with too many pixels, in all or along one side. */
export function refuseBySize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height <= imagePixelCountMax && Math.max(width, height) <= imageSideMax) return;
  throw new BoxproofError(
    "ERR_IMAGE_TOO_LARGE",
    `The image has ${width} x ${height} pixels; at most ${imagePixelCountMax} in all and ${imageSideMax} along a side are read.`,
    { remedy: "Crop it to the box, or save it at a lower resolution.", details: { width, height } },
  );
}

/** Which of our errors a failure of the image library is; its own text goes along, without a line break. */
function decodeError(error: unknown, format: ImageFormat): BoxproofError {
  const said = (error instanceof Error ? error.message : String(error)).trim().replaceAll(/\s*\n\s*/g, "; ");
  if (/timeout/i.test(said)) {
    return new BoxproofError("ERR_IMAGE_READ", `Decoding the ${format} took over ${imageDecodeTimeoutS} s.`, {
      remedy: "Save the image again in a plain form, e.g. as a baseline JPEG.",
      cause: error,
    });
  }
  return new BoxproofError("ERR_IMAGE_DAMAGED", `The ${format} file is damaged or incomplete (${said}).`, {
    remedy: "Take or copy the image again; a damaged image could hide a code, so none of it is read.",
    details: { format, library: said },
    cause: error,
  });
}
