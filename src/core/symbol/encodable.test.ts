import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodableFindings } from "./encodable.ts";
import { type Symbology, symbologies } from "./symbology.ts";

const dsnText = fc.stringMatching(/^[A-Za-z0-9_+-]{1,64}$/);

describe("encodableFindings", () => {
  it("lets every serial into Code 128, Data Matrix and QR", () => {
    fc.assert(
      fc.property(dsnText, fc.constantFrom<Symbology>("code128", "datamatrix", "qr", "pdf417"), (text, symbology) => {
        expect(encodableFindings(symbology, text)).toEqual([]);
      }),
    );
  });

  it("refuses lower case and underscore in Code 39, and names character and place", () => {
    expect(encodableFindings("code39", "AB-1_x")).toMatchObject([
      { id: "symbol-character", at: [4, 5], measured: '"_"' },
      { id: "symbol-character", at: [5, 6], measured: '"x"' },
    ]);
    expect(encodableFindings("code39", "AZ09-. $/+%")).toEqual([]);
  });

  it("takes Code 39 texts exactly when they have none but its 43 characters", () => {
    const fortyThree = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%");
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), (text) => {
        const fits = [...text].every((character) => fortyThree.has(character));
        const ids = encodableFindings("code39", text).map((finding) => finding.id);
        expect(!ids.includes("symbol-character")).toBe(fits);
      }),
    );
  });

  it("refuses pairs in Code 39 that a full-ASCII reader takes for one other character", () => {
    expect(encodableFindings("code39", "X+A1")).toMatchObject([{ id: "symbol-full-ascii", at: [1, 3] }]);
    expect(encodableFindings("code39", "A+1+-+")).toEqual([]);
    expect(encodableFindings("code128", "X+A1")).toEqual([]);
  });

  it("counts a character outside the basic plane once, where it stands", () => {
    expect(encodableFindings("qr", "ab\u{1F600}c")).toMatchObject([{ id: "symbol-character", at: [2, 4] }]);
    expect(encodableFindings("code128", "Ü")).toMatchObject([{ at: [0, 1], measured: '"Ü"' }]);
  });

  it.each([
    ["ean13", 13],
    ["upca", 12],
    ["ean8", 8],
    ["upce", 8],
  ] as const)("wants exactly as many digits as %s has", (symbology, count) => {
    expect(encodableFindings(symbology, "0".repeat(count))).toEqual([]);
    expect(encodableFindings(symbology, "0".repeat(count - 1))).toMatchObject([{ id: "symbol-length" }]);
    expect(encodableFindings(symbology, "0".repeat(count + 1))).toMatchObject([{ id: "symbol-length" }]);
  });

  it("wants an even number of digits in ITF", () => {
    expect(encodableFindings("itf", "0123")).toEqual([]);
    expect(encodableFindings("itf", "012")).toMatchObject([{ id: "symbol-length" }]);
  });

  it("wants Codabar's letters at both ends and nowhere else", () => {
    expect(encodableFindings("codabar", "A12B")).toEqual([]);
    expect(encodableFindings("codabar", "12B")).toMatchObject([{ at: [0, 1] }]);
    expect(encodableFindings("codabar", "A1C2B")).toMatchObject([{ at: [2, 3] }]);
  });

  it("refuses an empty text in every symbology", () => {
    for (const symbology of symbologies) expect(encodableFindings(symbology, "")).not.toEqual([]);
  });

  it("takes the longest text of a matrix symbol and not one character more", () => {
    expect(encodableFindings("qr", "x".repeat(2331))).toEqual([]);
    expect(encodableFindings("qr", "x".repeat(2332))).toMatchObject([{ id: "symbol-length" }]);
  });
});
