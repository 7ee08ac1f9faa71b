import { expect, it } from "vitest";
import { imageFormat } from "./image-format.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

it.each([
  ["\u0089PNG\r\n\u001a\n\0\0\0\r", "image/png", "png"],
  ["\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF", "image/jpeg", "jpg"],
  ["RIFF\u0010\0\0\0WEBPVP8", "image/webp", "webp"],
  ["II*\0\b\0\0\0", "image/tiff", "tif"],
  ["MM\0*\0\0\0\b", "image/tiff", "tif"],
  ["BM\u0036\u0010\0\0\0\0\0\0\u0036\0", "image/bmp", "bmp"],
])("tells %j by its first bytes", (head, mediaType, extension) => {
  expect(imageFormat(bytes(head))).toEqual({ mediaType, extension });
});

it.each([
  "",
  "\u0089PN",
  "\u0089PNG\n\n\u001a\n",
  "RIFF\u0010\0\0\0WAVE",
  "BMW is no bitmap",
  "BM",
  "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "%PDF-1.7",
  "GIF89a",
  "--boundary\r\nContent-Disposition: form-data",
])("does not take %j for an image", (head) => {
  expect(imageFormat(bytes(head))).toBeUndefined();
});
