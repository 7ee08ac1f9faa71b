/** Most bytes of an image file: a 12-megapixel photograph has 5, as an uncompressed TIFF 36 million. */
export const imageByteCountMax = 64 * 1024 * 1024;

/** Most pixels of an image. A 31-kilobyte PNG can ask for 256 million. */
export const imagePixelCountMax = 60_000_000;

/** Longest side of an image, in pixels: a strip of 60 million by 1 costs the image library 2 GB. */
export const imageSideMax = 20_000;

/** Longest time that decoding one image file may take, in seconds. */
export const imageDecodeTimeoutS = 20;
