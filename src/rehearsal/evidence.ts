import sharp from "sharp";
import type { GreyRaster } from "../core/raster/index.ts";
import type { Picture } from "./rehearsal-result.ts";

/** The files that a rehearsal leaves behind, by their path in the folder. Kept in memory until all is done. */
export interface EvidenceFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Adds a file; a second one of the same name is a defect. */
  add(file: string, bytes: Uint8Array): void;
  /** Adds a grey picture as JPEG. */
  addPhoto(photo: Omit<Picture, "width" | "height">, image: GreyRaster): Promise<Picture>;
}

// Enough to see bars of two pixels, small enough that a report of some twenty frames can be mailed.
const jpegQuality = 72;

/** An empty collection. */
export function createEvidence(): EvidenceFiles {
  const files = new Map<string, Uint8Array>();
  const add = (file: string, bytes: Uint8Array) => {
    if (files.has(file)) throw new Error(`broken invariant: evidence ${file} is added once`);
    files.set(file, bytes);
  };
  return {
    files,
    add,
    async addPhoto(photo, image) {
      const { width, height, pixels } = image;
      const raw = { width, height, channels: 1 } as const;
      const jpeg = await sharp(pixels, { raw }).toColourspace("b-w").jpeg({ quality: jpegQuality }).toBuffer();
      add(photo.file, jpeg);
      return { ...photo, width, height };
    },
  };
}
