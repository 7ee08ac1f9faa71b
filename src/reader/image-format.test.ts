import { describe, expect, it } from "vitest";
import type { BoxproofError } from "../core/index.ts";
import { imageFormatOf } from "./image-format.ts";

describe("imageFormatOf", () => {
  it("knows the four formats by their first bytes", () => {
    expect(imageFormatOf(bytes("\u00ff\u00d8\u00ff\u00e0"))).toBe("jpeg");
    expect(imageFormatOf(bytes("\u0089PNG\r\n\u001a\n...."))).toBe("png");
    expect(imageFormatOf(bytes("RIFF\u0010\u0000\u0000\u0000WEBPVP8 "))).toBe("webp");
    expect(imageFormatOf(bytes("II*\u0000"))).toBe("tiff");
    expect(imageFormatOf(bytes("MM\u0000*"))).toBe("tiff");
  });

  it.each([
    ["", "an empty file"],
    ["%PDF-1.7", "a PDF"],
    ["<svg xmlns=", "an SVG or XML file"],
    ["  \n<?xml version", "an SVG or XML file"],
    ["\u00ef\u00bb\u00bf<SVG", "an SVG or XML file"],
    ["<!DOCTYPE svg", "an SVG or XML file"],
    ["GIF89a", "a GIF"],
    ["BM\u0000\u0000", "a BMP"],
    ["\u0000\u0000\u0000\u0018ftypheic", "a HEIC or AVIF image"],
    ["serial;gtin\n", "no image that boxproof knows"],
    ["\u00ff\u00d8", "no image that boxproof knows"],
    ["RIFF\u0000\u0000\u0000\u0000WAVE", "no image that boxproof knows"],
  ])("names what %j is, and what to do", (start, what) => {
    const refusal = refusalOf(bytes(start));
    expect(refusal.code).toBe("ERR_IMAGE_FORMAT");
    expect(refusal.message).toBe(`This is ${what}; expected JPEG, PNG, WebP or TIFF.`);
    expect(refusal.remedy).toMatch(/\.$/);
  });
});

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function refusalOf(file: Uint8Array): BoxproofError {
  try {
    imageFormatOf(file);
  } catch (error) {
    return error as BoxproofError;
  }
  throw new Error("not refused");
}
