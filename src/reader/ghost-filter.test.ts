import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Quad, SeenSymbol, Symbology } from "../core/symbol/index.ts";
import { overlapShare, withoutGhosts } from "./ghost-filter.ts";

describe("withoutGhosts", () => {
  it("keeps the reading with the most lines of two that lie over each other, wherever it stands in the list", () => {
    const true180 = symbol({ text: "G090LB107264015493456", lineCount: 180, corners: box(10, 10, 600, 180) });
    const ghost6 = symbol({ text: 'G090L"107264015493456', lineCount: 6, corners: box(10, 60, 600, 6) });
    expect(withoutGhosts([true180, ghost6])).toEqual([true180]);
    expect(withoutGhosts([ghost6, true180])).toEqual([true180]);
  });

  it("keeps four lines and drops three", () => {
    const four = symbol({ text: "FOUR", lineCount: 4 });
    const three = symbol({ text: "THREE", lineCount: 3, corners: box(0, 500, 100, 3) });
    expect(withoutGhosts([four, three])).toEqual([four]);
  });

  it("keeps two linear symbols that stand close above each other", () => {
    const upper = symbol({ text: "UPPER", lineCount: 50, corners: box(0, 0, 300, 50) });
    const lower = symbol({ text: "LOWER", lineCount: 20, corners: box(20, 49, 300, 50) });
    expect(withoutGhosts([upper, lower])).toEqual([upper, lower]);
  });

  it("keeps two-dimensional symbols, whatever lies over them and however few lines they have", () => {
    const linear = symbol({ text: "LINEAR", lineCount: 90, corners: box(0, 0, 300, 100) });
    const matrix = symbol({ symbology: "datamatrix", text: "MATRIX", corners: box(10, 10, 50, 50) });
    const another = symbol({ symbology: "qr", text: "QR", corners: box(20, 20, 50, 50) });
    expect(withoutGhosts([matrix, linear, another])).toEqual([matrix, linear, another]);
  });

  it("drops a ghost that is one line thin", () => {
    const whole = symbol({ text: "WHOLE", lineCount: 30, corners: box(0, 0, 300, 60) });
    const thin = symbol({ text: "THIN", lineCount: 4, corners: box(5, 30, 280, 0) });
    expect(withoutGhosts([thin, whole])).toEqual([whole]);
  });

  it("keeps the order and never adds a symbol, and filtering twice changes nothing", () => {
    fc.assert(
      fc.property(fc.array(anySymbol(), { maxLength: 8 }), (symbols) => {
        const kept = withoutGhosts(symbols);
        expect(symbols.filter((seen) => kept.includes(seen))).toEqual(kept);
        expect(withoutGhosts(kept)).toEqual(kept);
      }),
    );
  });
});

describe("overlapShare", () => {
  it("is 1 for a quad inside another, 0 for one beside it, and about the shared part of the smaller", () => {
    expect(overlapShare(box(0, 0, 100, 100), box(20, 20, 10, 10))).toBe(1);
    expect(overlapShare(box(0, 0, 100, 100), box(101, 0, 50, 50))).toBe(0);
    expect(overlapShare(box(0, 0, 100, 100), box(80, 0, 40, 10))).toBeCloseTo(0.5, 0);
  });

  it("goes by the quads, not by the upright boxes around them", () => {
    // Two thin bars, tilted alike, side by side: their upright boxes overlap, they do not.
    const tilted = (dy: number): Quad => [
      [0, dy],
      [400, 100 + dy],
      [395, 120 + dy],
      [-5, 20 + dy],
    ];
    expect(overlapShare(tilted(0), tilted(30))).toBe(0);
    expect(overlapShare(tilted(0), tilted(5))).toBeGreaterThan(0.5);
  });

  it("does not depend on the order of the quads or on which corner comes first", () => {
    const a = box(0, 0, 100, 40);
    const [first, second, third, fourth] = box(30, 10, 100, 40);
    const turned: Quad = [third, fourth, first, second];
    const mirrored: Quad = [second, first, fourth, third];
    const share = overlapShare(a, [first, second, third, fourth]);
    expect(overlapShare(turned, a)).toBe(share);
    expect(overlapShare(a, mirrored)).toBe(share);
  });
});

function box(x: number, y: number, width: number, height: number): Quad {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function symbol(given: {
  readonly text: string;
  readonly symbology?: Symbology;
  readonly lineCount?: number;
  readonly corners?: Quad;
}): SeenSymbol {
  return { symbology: "code128", aim: "]C0", corners: box(0, 0, 300, 100), rung: "frame", ...given };
}

function anySymbol(): fc.Arbitrary<SeenSymbol> {
  const place = fc.integer({ min: 0, max: 60 });
  return fc
    .record({
      symbology: fc.constantFrom<Symbology>("code128", "code39", "ean13", "qr", "datamatrix"),
      lineCount: fc.integer({ min: 0, max: 20 }),
      text: fc.string({ minLength: 1, maxLength: 3 }),
      at: fc.tuple(place, place, place, place),
    })
    .map(({ at: [x, y, width, height], ...rest }) => symbol({ ...rest, corners: box(x, y, width, height) }));
}
