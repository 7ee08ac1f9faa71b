/** Bytes that `imageFormat` needs to see. */
export const imageHeadLength = 12;

/** An image format, told by its first bytes. */
export interface ImageFormat {
  readonly mediaType: string;
  /** Ending of its files, without the dot. */
  readonly extension: string;
}

interface Signature extends ImageFormat {
  /** Byte values by offset. */
  readonly bytes: readonly (readonly [offset: number, values: readonly number[]])[];
}

const signatures: readonly Signature[] = [
  { mediaType: "image/png", extension: "png", bytes: [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]] },
  { mediaType: "image/jpeg", extension: "jpg", bytes: [[0, [0xff, 0xd8, 0xff]]] },
  {
    mediaType: "image/webp",
    extension: "webp",
    bytes: [
      [0, [0x52, 0x49, 0x46, 0x46]],
      [8, [0x57, 0x45, 0x42, 0x50]],
    ],
  },
  { mediaType: "image/tiff", extension: "tif", bytes: [[0, [0x49, 0x49, 0x2a, 0x00]]] },
  { mediaType: "image/tiff", extension: "tif", bytes: [[0, [0x4d, 0x4d, 0x00, 0x2a]]] },
  {
    mediaType: "image/bmp",
    extension: "bmp",
    // "BM" alone is also the start of many texts; the four reserved bytes are 0 in every bitmap.
    bytes: [
      [0, [0x42, 0x4d]],
      [6, [0, 0, 0, 0]],
    ],
  },
];

/** The format that the first bytes show; undefined when it is none that cameras send. The sender's claim is not asked. */
export function imageFormat(head: Uint8Array): ImageFormat | undefined {
  const found = signatures.find(({ bytes }) =>
    bytes.every(([offset, values]) => values.every((value, index) => head[offset + index] === value)),
  );
  return found === undefined ? undefined : { mediaType: found.mediaType, extension: found.extension };
}
