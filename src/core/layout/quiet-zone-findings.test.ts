import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DisplayList, DotRect, Item, PlacedSymbol } from "./display-list.ts";
import { quietZoneFindings } from "./quiet-zone-findings.ts";

/** At 254 dots an inch a dot is exactly 0.1 mm. */
const dotsPerInch = 254;

function placed(symbol: Partial<PlacedSymbol>): PlacedSymbol {
  const quietZone = { left: 0, right: 0, top: 0, bottom: 0 };
  const at = { x: 100, y: 100, width: 40, height: 40 };
  return { name: "serial", symbology: "datamatrix", text: "X", moduleDots: 4, at, quietZone, ...symbol };
}

function runs(...rects: readonly DotRect[]): Item {
  return { kind: "runs", layer: "artwork", rects };
}

function label(symbol: PlacedSymbol, items: readonly Item[], sizeUm = 100_000): DisplayList {
  const own = runs(symbol.at);
  return {
    widthUm: sizeUm,
    heightUm: sizeUm,
    dotsPerInch,
    fixed: items,
    perLabel: [own],
    symbols: [symbol],
  };
}

const beside: Readonly<Record<string, (gap: number) => DotRect>> = {
  left: (gap) => ({ x: 90 - gap, y: 110, width: 10, height: 10 }),
  right: (gap) => ({ x: 140 + gap, y: 110, width: 10, height: 10 }),
  top: (gap) => ({ x: 110, y: 90 - gap, width: 10, height: 10 }),
  bottom: (gap) => ({ x: 110, y: 140 + gap, width: 10, height: 10 }),
};

describe("quietZoneFindings", () => {
  it.each(Object.keys(beside))(
    "passes ink at exactly 1X on the %s of a Data Matrix and names it one dot closer",
    (side) => {
      const at = (gap: number) => quietZoneFindings(label(placed({}), [runs(beside[side]?.(gap) ?? placed({}).at)]));
      expect(at(4)).toEqual([]);
      expect(at(3)).toMatchObject([
        { id: "quiet-zone", level: "error", witness: side, measured: "0.75X", required: "at least 1X" },
      ]);
      expect(at(0)).toMatchObject([{ measured: "0X" }]);
    },
  );

  it("sees a mark at the corner of the zone", () => {
    const corner = runs({ x: 97, y: 97, width: 3, height: 3 });
    expect(quietZoneFindings(label(placed({}), [corner]))).toMatchObject([{ id: "quiet-zone" }]);
  });

  it("asks a linear symbol for 10X at its sides and nothing above and below", () => {
    const symbol = placed({ symbology: "code128" });
    const touching = runs({ x: 100, y: 90, width: 40, height: 10 }, { x: 100, y: 140, width: 40, height: 5 });
    expect(quietZoneFindings(label(symbol, [touching]))).toEqual([]);
    const at = (gap: number) => quietZoneFindings(label(symbol, [runs(beside["left"]?.(gap) ?? symbol.at)]));
    expect(at(40)).toEqual([]);
    expect(at(39)).toMatchObject([{ measured: "9.75X", required: "at least 10X", witness: "left" }]);
  });

  it("asks for the symbol's own zone where that is wider than the symbology's", () => {
    const symbol = placed({ quietZone: { left: 20, right: 0, top: 0, bottom: 0 } });
    const at = (gap: number) => quietZoneFindings(label(symbol, [runs(beside["left"]?.(gap) ?? symbol.at)]));
    expect(at(20)).toEqual([]);
    expect(at(19)).toMatchObject([{ measured: "4.75X", required: "at least 5X" }]);
  });

  it("does not believe a symbol that claims to need none", () => {
    const symbol = placed({ symbology: "qr" });
    expect(quietZoneFindings(label(symbol, [runs(beside["top"]?.(15) ?? symbol.at)]))).toMatchObject([
      { required: "at least 4X" },
    ]);
  });

  it("takes the label's edge for an intruder, exactly", () => {
    const symbol = placed({ at: { x: 4, y: 4, width: 40, height: 40 } });
    // 48 dots are exactly 4.8 mm.
    expect(quietZoneFindings(label(symbol, [], 4_800))).toEqual([]);
    expect(quietZoneFindings(label(symbol, [], 4_799))).toMatchObject([
      { id: "quiet-zone", witness: "right", measured: "0.75X" },
      { id: "quiet-zone", witness: "bottom", measured: "0.75X" },
    ]);
    const shifted = placed({ at: { x: 3, y: 4, width: 40, height: 40 } });
    expect(quietZoneFindings(label(shifted, []))).toMatchObject([{ witness: "left", measured: "0.75X" }]);
  });

  it("names a text by its words and another symbol by its name", () => {
    const box = { x: 90, y: 110, width: 9, height: 10 };
    const text: Item = {
      kind: "text",
      layer: "artwork",
      font: "sans",
      sizeUm: 3_000,
      text: "Brewline",
      x: 90,
      baseline: 120,
      box,
    };
    expect(quietZoneFindings(label(placed({}), [text]))[0]?.message).toContain('the text "Brewline"');
    const list = label(placed({}), []);
    const other = placed({ name: "mac", at: { x: 142, y: 100, width: 40, height: 40 } });
    const both = { ...list, perLabel: [...list.perLabel, runs(other.at)], symbols: [...list.symbols, other] };
    const messages = quietZoneFindings(both).map((finding) => finding.message);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('the symbol "mac"');
    expect(messages[1]).toContain('the symbol "serial"');
  });

  it("finds what lies over the modules, but leaves the symbol its own", () => {
    const over = runs({ x: 110, y: 110, width: 5, height: 5 });
    expect(quietZoneFindings(label(placed({}), [over]))).toMatchObject([{ id: "symbol-overprinted" }]);
  });

  it("ignores the die line, which is not printed", () => {
    const die: Item = { kind: "runs", layer: "die-line", rects: [{ x: 96, y: 96, width: 48, height: 1 }] };
    expect(quietZoneFindings(label(placed({}), [die]))).toEqual([]);
  });

  it("never finds more when the zone gets wider", () => {
    const rect = fc.record({
      x: fc.integer({ min: 60, max: 170 }),
      y: fc.integer({ min: 60, max: 170 }),
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(
        rect,
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom("code128", "qr"),
        (ink, further, symbology) => {
          const symbol = placed({ symbology: symbology === "qr" ? "qr" : "code128" });
          const away = (from: number, size: number) => (from < 100 ? -further : from + size > 140 ? further : 0);
          const moved = { ...ink, x: ink.x + away(ink.x, ink.width), y: ink.y + away(ink.y, ink.height) };
          const zones = (item: DotRect) =>
            quietZoneFindings(label(symbol, [runs(item)])).filter((finding) => finding.id === "quiet-zone");
          expect(zones(moved).length).toBeLessThanOrEqual(zones(ink).length);
        },
      ),
    );
  });
});
