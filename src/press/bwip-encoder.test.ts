import { describe, expect, it } from "vitest";
import { symbologies } from "../core/symbol/index.ts";
import { createBwipEncoder } from "./bwip-encoder.ts";

const encoder = createBwipEncoder();

function linear(symbology: "code39" | "code128" | "ean13" | "codabar", text: string) {
  const result = encoder.encode({ symbology, text });
  if (!result.ok || result.symbol.kind !== "linear") throw new Error(JSON.stringify(result));
  return result.symbol;
}

function matrix(symbology: "datamatrix" | "qr" | "pdf417", text: string) {
  const result = encoder.encode({ symbology, text });
  if (!result.ok || result.symbol.kind !== "matrix") throw new Error(JSON.stringify(result));
  return result.symbol;
}

describe("the encoder", () => {
  it("draws Code 39 with bars and spaces of one and three modules, 16 a character, no check digit", () => {
    const symbol = linear("code39", "A1");
    // Start, two characters and stop; three gaps between them (ISO/IEC 16388: 13 to 16 modules a character).
    expect(symbol.moduleCount).toBe(4 * 15 + 3);
    expect(new Set(symbol.elementWidths)).toEqual(new Set([1, 3]));
    // The star that starts and ends each symbol.
    expect(symbol.elementWidths.slice(0, 9)).toEqual([1, 3, 1, 1, 3, 1, 3, 1, 1]);
    expect(symbol.elementWidths.slice(-9)).toEqual([1, 3, 1, 1, 3, 1, 3, 1, 1]);
  });

  it("ends every linear symbol with a bar", () => {
    expect(linear("codabar", "A1234B").elementWidths.length % 2).toBe(1);
    expect(linear("code128", "BL1").elementWidths.length % 2).toBe(1);
  });

  it("packs digits of Code 128 in pairs", () => {
    // Start C, 8 pairs, check character, stop: 11 modules each but 13 for the stop (ISO/IEC 15417).
    expect(linear("code128", "0123456789012345").moduleCount).toBe(11 + 8 * 11 + 11 + 13);
  });

  it("gives EAN-13 its 95 modules", () => {
    expect(linear("ean13", "4006381333931").moduleCount).toBe(95);
  });

  it("refuses a wrong check digit of an EAN", () => {
    expect(encoder.encode({ symbology: "ean13", text: "4006381333930" })).toMatchObject({
      ok: false,
      findings: [{ id: "symbol-encode" }],
    });
  });

  it("draws Data Matrix square, with its solid left and lower edge", () => {
    const symbol = matrix("datamatrix", "PURE2614000045778");
    expect(symbol.columnCount).toBe(symbol.rowCount);
    const cell = (column: number, row: number) => symbol.modules[row * symbol.columnCount + column];
    for (let index = 0; index < symbol.rowCount; index += 1) {
      expect(cell(0, index)).toBe(1);
      expect(cell(index, symbol.rowCount - 1)).toBe(1);
    }
  });

  it("draws QR at level M: 14 bytes are the most for 21 modules, 26 for 25", () => {
    // ISO/IEC 18004, byte capacities of versions 1-M and 2-M.
    expect(matrix("qr", "a".repeat(14)).columnCount).toBe(21);
    expect(matrix("qr", "a".repeat(15)).columnCount).toBe(25);
    expect(matrix("qr", "a".repeat(26)).columnCount).toBe(25);
    expect(matrix("qr", "a".repeat(27)).columnCount).toBe(29);
  });

  it("gives PDF417 its full rows", () => {
    const symbol = matrix("pdf417", "BL12614A000457U");
    expect(symbol.modules).toHaveLength(symbol.columnCount * symbol.rowCount);
  });

  it("refuses what a symbology lacks before it draws anything, and never takes full-ASCII Code 39", () => {
    expect(encoder.encode({ symbology: "code39", text: "abc" })).toMatchObject({
      ok: false,
      findings: [{ id: "symbol-character", at: [0, 1] }, {}, {}],
    });
  });

  it("answers every symbology and every odd text with a value, never with an exception", () => {
    for (const symbology of symbologies) {
      for (const text of ["", "^", "^029", "\u0000", "00000000", "A0A", "é", "x".repeat(5000)]) {
        expect(encoder.encode({ symbology, text })).toHaveProperty("ok");
      }
    }
  });
});
