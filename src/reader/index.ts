/** Image → symbols: hostile input refused, decoded upright in red light, read by one engine, seconded by another. */
export { readImageFile, readImageStream } from "./image-file.ts";
export { createReader, type Reader } from "./reader.ts";
export { createSecondReader, type SecondReader } from "./second-reader.ts";
