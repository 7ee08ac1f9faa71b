import { describe, expect, it } from "vitest";
import type { EngineResult } from "./engine.ts";
import { toSeenSymbols } from "./seen-symbols.ts";

describe("toSeenSymbols", () => {
  it("keeps text, identifier and lines, with the corners clockwise from the symbol's own top left", () => {
    expect(toSeenSymbols([result({ format: "Code128", text: " A ", lineCount: 9 })])).toEqual([
      {
        symbology: "code128",
        text: " A ",
        aim: "]C0",
        corners: [
          [10, 20],
          [90, 20],
          [90, 40],
          [10, 40],
        ],
        lineCount: 9,
        rung: "frame",
      },
    ]);
  });

  it("calls an EAN-13 that starts with 0 a UPC-A of twelve digits, and leaves other texts with a 0 alone", () => {
    const named = (format: string, text: string) => {
      const [seen] = toSeenSymbols([result({ format, text })]);
      return [seen?.symbology, seen?.text];
    };
    expect(named("EAN13", "0850012345671")).toEqual(["upca", "850012345671"]);
    expect(named("UPCA", "0850012345671")).toEqual(["upca", "850012345671"]);
    expect(named("UPCA", "850012345671")).toEqual(["upca", "850012345671"]);
    expect(named("EAN13", "4006381333931")).toEqual(["ean13", "4006381333931"]);
    expect(named("EAN8", "01234565")).toEqual(["ean8", "01234565"]);
    expect(named("Code128", "0850012345671")).toEqual(["code128", "0850012345671"]);
    expect(named("ITF14", "00850012345671")).toEqual(["itf", "00850012345671"]);
  });

  it("has no line count for a two-dimensional symbol, and leaves out formats without a name", () => {
    const [seen, ...others] = toSeenSymbols([
      result({ format: "DataMatrix", text: "X", lineCount: 0 }),
      result({ format: "DXFilmEdge", text: "Y" }),
    ]);
    expect(seen).not.toHaveProperty("lineCount");
    expect(others).toEqual([]);
  });
});

function result(given: { readonly format: string; readonly text: string; readonly lineCount?: number }): EngineResult {
  return {
    symbologyIdentifier: "]C0",
    lineCount: 0,
    position: {
      topLeft: { x: 10, y: 20 },
      topRight: { x: 90, y: 20 },
      bottomRight: { x: 90, y: 40 },
      bottomLeft: { x: 10, y: 40 },
    },
    ...given,
  };
}
