import { BoxproofError } from "../core/index.ts";

/** The image formats that boxproof opens. */
export type ImageFormat = "jpeg" | "png" | "webp" | "tiff";

/** What the first bytes of other files tell, and what to do about it. */
interface OtherFormat {
  readonly name: string;
  readonly remedy: string;
  is(bytes: Uint8Array): boolean;
}

const remedyConvert = "Give a JPEG, PNG, WebP or TIFF image.";

const otherFormats: readonly OtherFormat[] = [
  {
    name: "an empty file",
    remedy: "Check that the camera or the copy finished writing it.",
    is: (b) => b.length === 0,
  },
  {
    name: "a PDF",
    remedy: "Rasterise it first, e.g. with pdftoppm -r 600 -png FILE.pdf PAGE.",
    is: (b) => startsWith(b, "%PDF"),
  },
  {
    name: "an SVG or XML file",
    remedy: "Rasterise it first: boxproof opens no vector images, as they can hide endless work.",
    is: (b) => /^\s*<(\?xml|svg|!)/i.test(text(b, 0, 256).replace(/^\u00ef\u00bb\u00bf/, "")),
  },
  { name: "a GIF", remedy: remedyConvert, is: (b) => startsWith(b, "GIF8") },
  { name: "a BMP", remedy: remedyConvert, is: (b) => startsWith(b, "BM") },
  {
    name: "a HEIC or AVIF image",
    remedy: `${remedyConvert} On an iPhone: Settings, Camera, Formats, Most Compatible.`,
    is: (b) => text(b, 4, 8) === "ftyp",
  },
];

/**
 * The format that the first bytes tell; names and endings of files do not count. Throws ERR_IMAGE_FORMAT for anything
 * else, so that no other loader of the image library ever sees it.
 */
export function imageFormatOf(bytes: Uint8Array): ImageFormat {
  if (startsWith(bytes, "\u00ff\u00d8\u00ff")) return "jpeg";
  if (startsWith(bytes, "\u0089PNG\r\n\u001a\n")) return "png";
  if (startsWith(bytes, "RIFF") && text(bytes, 8, 12) === "WEBP") return "webp";
  if (startsWith(bytes, "II*\u0000") || startsWith(bytes, "MM\u0000*")) return "tiff";
  const other = otherFormats.find((format) => format.is(bytes));
  const what = other === undefined ? "no image that boxproof knows" : other.name;
  throw new BoxproofError("ERR_IMAGE_FORMAT", `This is ${what}; expected JPEG, PNG, WebP or TIFF.`, {
    remedy: other?.remedy ?? remedyConvert,
    details: { found: other?.name ?? "unknown", expected: ["jpeg", "png", "webp", "tiff"] },
  });
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return text(bytes, 0, magic.length) === magic;
}

/** One character a byte. */
function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
