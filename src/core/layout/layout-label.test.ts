import { describe, expect, it } from "vitest";
import type { EncodeRequest, Encoder, SymbolModules } from "../symbol/index.ts";
import type { DisplayList } from "./display-list.ts";
import type { FontMetrics } from "./fonts.ts";
import { type LabelSymbol, type LayoutRequest, layoutLabel } from "./layout-label.ts";
import type { MarkElement, SymbolElement, Template, TemplateElement, TextElement } from "./template.ts";

/** Every letter is 0.6 em wide with ink from 0.1 to 0.5 em, on the line, 0.7 em high. It has ASCII only. */
const fonts: FontMetrics = {
  measures: (font) => (font === "sans" ? { unitsPerEm: 1000, ascent: 900, descent: 200, capHeight: 700 } : undefined),
  firstMissing: (_, text) => {
    const at = [...text].findIndex((character) => character > "~");
    return at === -1 ? undefined : at;
  },
  shape: (_, text) =>
    [...text].map((character) => ({
      glyph: character.charCodeAt(0),
      advance: 600,
      ink: character === " " ? undefined : { left: 100, right: 500, top: 700, bottom: 0 },
    })),
};

/** 10 modules a character and a last bar; a matrix has as many modules a side as the text has characters. */
const encoder: Encoder = {
  encode: ({ symbology, text }: EncodeRequest) => {
    if (text.includes("!")) {
      return { ok: false, findings: [{ id: "symbol-character", level: "error", message: `no "!" in ${symbology}` }] };
    }
    return { ok: true, symbol: modulesOf(symbology, text) };
  },
};

function modulesOf(symbology: EncodeRequest["symbology"], text: string): SymbolModules {
  if (symbology === "qr" || symbology === "datamatrix") {
    const modules = new Uint8Array(text.length * text.length).fill(1);
    return { kind: "matrix", symbology, text, columnCount: text.length, rowCount: text.length, modules };
  }
  const moduleCount = text.length * 10 + 1;
  return { kind: "linear", symbology, text, elementWidths: Array(moduleCount).fill(1), moduleCount };
}

const place: SymbolElement = {
  kind: "symbol",
  slot: "serial",
  symbologies: ["code128", "code39"],
  area: { xUm: 0, yUm: 0, widthUm: 50_000, heightUm: 10_000 },
  xUm: 250,
  xMaxUm: 250,
  align: "left",
  hri: { text: "S/N: {value}", font: "sans", sizeUm: 2_000, sizeMinUm: 1_000, gapUm: 500, place: "below", wrap: false },
};
const mark: MarkElement = { kind: "mark", font: "sans", sizeUm: 2_000, xUm: 1_000, yUm: 20_000, align: "left" };
const title: TextElement = {
  kind: "text",
  text: "{model}",
  font: "sans",
  sizeUm: 4_000,
  sizeMinUm: 2_000,
  xUm: 5_000,
  baselineUm: 30_000,
  align: "left",
  maxWidthUm: 40_000,
};

const serial: LabelSymbol = { slot: "serial", name: "serial", symbology: "code128", text: "ABCDE", isPerLabel: true };

interface Change {
  readonly elements?: readonly TemplateElement[];
  readonly symbols?: readonly LabelSymbol[];
  readonly texts?: Readonly<Record<string, string>>;
  readonly mark?: string;
  readonly dotsPerInch?: number;
}

/** At 254 dots an inch a dot is exactly 0.1 mm. */
function request(change: Change = {}): LayoutRequest {
  const template: Template = {
    format: "boxproof-template/1",
    name: "test",
    widthUm: 60_000,
    heightUm: 40_000,
    dotsPerInch: change.dotsPerInch ?? 254,
    elements: change.elements ?? [place],
  };
  const label = { texts: change.texts ?? {}, symbols: change.symbols ?? [serial], mark: change.mark ?? "" };
  return { template, label, encoder, fonts };
}

function listOf(change: Change): DisplayList {
  const result = layoutLabel(request(change));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.list;
}

function findingIds(change: Change): readonly string[] {
  return layoutLabel(request(change)).findings.map((finding) => finding.id);
}

function symbolPlace(change: Partial<SymbolElement>): SymbolElement {
  return { ...place, ...change };
}

const texts = (list: DisplayList) =>
  [...list.fixed, ...list.perLabel].flatMap((item) => (item.kind === "text" ? [item.text] : []));

describe("layoutLabel: X and fit", () => {
  it("rounds X up to whole dots and never below the template's", () => {
    expect(listOf({ elements: [symbolPlace({ xUm: 300, xMaxUm: 300 })] }).symbols[0]?.moduleDots).toBe(3);
    expect(listOf({ elements: [symbolPlace({ xUm: 301, xMaxUm: 301 })] }).symbols[0]?.moduleDots).toBe(4);
  });

  it("lets X grow to the largest whole number of dots that fits, and not over its maximum", () => {
    // 51 modules and 20 of quiet zone: 71 X. 50 mm are 500 dots, so 7 dots a module are the most.
    expect(listOf({ elements: [symbolPlace({ xMaxUm: 2_000 })] }).symbols[0]?.moduleDots).toBe(7);
    expect(listOf({ elements: [symbolPlace({ xMaxUm: 599 })] }).symbols[0]?.moduleDots).toBe(5);
  });

  it("fits a symbol into exactly its width and refuses it at one micrometre less, with the numbers", () => {
    // 71 modules of 3 dots of 0.1 mm.
    const at = (widthUm: number) =>
      layoutLabel(request({ elements: [symbolPlace({ area: { ...place.area, widthUm } })] }));
    expect(at(21_300)).toMatchObject({ ok: true, findings: [] });
    expect(at(21_299)).toMatchObject({
      ok: false,
      findings: [{ id: "symbol-fit", measured: "21.3 mm", required: "at most 21.299 mm" }],
    });
  });

  it("refuses an X below the limit of the symbology", () => {
    const at = (xUm: number) => findingIds({ elements: [symbolPlace({ xUm, xMaxUm: xUm })], dotsPerInch: 2540 });
    expect(at(125)).not.toContain("x-dimension");
    // 12 dots of 0.01 mm are 0.12 mm.
    expect(at(120)).toEqual(["x-dimension"]);
  });

  it("wants bars of at least 5 mm, to the dot", () => {
    const bare = ({ hri: _, ...rest }: SymbolElement) => rest;
    const at = (heightUm: number) =>
      layoutLabel(request({ elements: [bare(symbolPlace({ area: { ...place.area, heightUm } }))] }));
    expect(at(5_000)).toMatchObject({ ok: true });
    expect(at(4_999)).toMatchObject({
      ok: false,
      findings: [{ id: "symbol-height", measured: "4.9 mm", required: "at least 5 mm" }],
    });
  });

  it("keeps a matrix symbol with its quiet zone and text inside its place, to the dot", () => {
    const qr: LabelSymbol = { ...serial, symbology: "qr", text: "x".repeat(21) };
    // 29 modules of 3 dots: 8.7 mm; the text takes 5 + 14 + 4 dots more.
    const at = (heightUm: number) => {
      const area = { ...place.area, heightUm };
      return layoutLabel(request({ elements: [symbolPlace({ symbologies: ["qr"], area })], symbols: [qr] }));
    };
    expect(at(11_000)).toMatchObject({ ok: true });
    expect(at(10_999)).toMatchObject({ ok: false, findings: [{ id: "symbol-fit", measured: "11 mm" }] });
  });
});

describe("layoutLabel: what is drawn", () => {
  it("draws bars of whole modules, quiet zone inside the place", () => {
    const list = listOf({});
    expect(list.symbols[0]).toMatchObject({
      at: { x: 30, y: 0, width: 153 },
      moduleDots: 3,
      quietZone: { left: 30, right: 30, top: 0, bottom: 0 },
    });
    const bars = list.perLabel.find((item) => item.kind === "runs");
    expect(bars?.rects.slice(0, 2)).toMatchObject([
      { x: 30, width: 3 },
      { x: 36, width: 3 },
    ]);
  });

  it("prints the serial in plain text under its symbol", () => {
    expect(texts(listOf({}))).toEqual(["S/N: ABCDE"]);
  });

  it("prints a serial with a $ exactly, not as a replacement pattern", () => {
    expect(texts(listOf({ symbols: [{ ...serial, text: "A$&$1" }] }))).toEqual(["S/N: A$&$1"]);
  });

  it("parts what every label has from what differs", () => {
    const gtinPlace = symbolPlace({ slot: "gtin", area: { ...place.area, yUm: 11_000 } });
    const gtin = { ...serial, slot: "gtin", name: "gtin", text: "XYZ", isPerLabel: false };
    const list = listOf({
      elements: [place, gtinPlace, title],
      symbols: [serial, gtin],
      texts: { model: "One" },
    });
    expect(list.fixed.map((item) => item.kind)).toEqual(["text", "runs", "text"]);
    expect(list.perLabel.map((item) => item.kind)).toEqual(["runs", "text"]);
  });

  it("breaks a long serial into equal lines beside a matrix symbol where the design says so", () => {
    const style = { ...place.hri, text: "S/N:\n{value}", place: "right", wrap: true, sizeMinUm: 2_000 } as const;
    const area = { ...place.area, widthUm: 21_000, heightUm: 12_000 };
    const element = symbolPlace({
      symbologies: ["datamatrix"],
      hri: { ...style, font: "sans", sizeUm: 2_000, gapUm: 500 },
      area,
    });
    const list = listOf({
      elements: [element],
      symbols: [{ ...serial, symbology: "datamatrix", text: "ABCDEFGHIJKLMNOP" }],
    });
    expect(texts(list)).toEqual(["S/N:", "ABCDEFGH", "IJKLMNOP"]);
  });

  it("draws EAN-13 with long guard bars and its digits in groups between them", () => {
    const ean: LabelSymbol = { ...serial, symbology: "ean13", text: "4006381333931" };
    const widths = { kind: "linear", symbology: "ean13", text: ean.text, moduleCount: 95 } as const;
    const ninetyFive: Encoder = {
      encode: () => ({ ok: true, symbol: { ...widths, elementWidths: Array(95).fill(1) } }),
    };
    const element = symbolPlace({ symbologies: ["ean13"], xUm: 300, xMaxUm: 300 });
    const result = layoutLabel({ ...request({ elements: [element], symbols: [ean] }), encoder: ninetyFive });
    if (!result.ok) throw new Error(JSON.stringify(result.findings));
    expect(texts(result.list)).toEqual(["4", "006381", "333931"]);
    const [bars] = result.list.perLabel;
    const heights = bars?.kind === "runs" ? bars.rects.map((rect) => rect.height) : [];
    const high = Math.max(...heights);
    // Bars 0 and 2, 46 and 48, 92 and 94 are the guards.
    expect(heights.flatMap((height, index) => (height === high ? [index * 2] : []))).toEqual([0, 2, 46, 48, 92, 94]);
  });

  it("marks demo labels and specimens, and draws nothing there on a real label", () => {
    expect(texts(listOf({ elements: [place, mark], mark: "DEMO SPECIMEN" }))).toContain("DEMO SPECIMEN");
    expect(listOf({ elements: [place, mark] }).fixed).toEqual([]);
  });

  it("sets a long name smaller, down to its smallest size and no further", () => {
    // A letter is 0.6 em: 16 letters are 9.4 em of ink, 37.6 mm at 4 mm.
    const sizeOf = (model: string) => {
      const [item] = listOf({ elements: [title], symbols: [], texts: { model } }).fixed;
      return item?.kind === "text" ? item.sizeUm : undefined;
    };
    expect(sizeOf("x".repeat(16))).toBe(4_000);
    const smaller = sizeOf("x".repeat(20)) ?? 0;
    expect(smaller).toBeLessThan(4_000);
    expect(smaller * (20 * 0.6 - 0.2)).toBeLessThanOrEqual(40_000);
    expect(findingIds({ elements: [title], symbols: [], texts: { model: "x".repeat(40) } })).toEqual(["text-fit"]);
  });
});

describe("layoutLabel: what is refused or told", () => {
  it("has no label without a place for the serial's symbology", () => {
    expect(layoutLabel(request({ symbols: [{ ...serial, symbology: "qr" }] }))).toMatchObject({
      ok: false,
      findings: [{ id: "slot-missing", level: "error", measured: "qr" }],
    });
  });

  it("tells which box codes have no place here, and makes the label", () => {
    const mac = { ...serial, slot: "mac", name: "wifi" };
    const result = layoutLabel(request({ symbols: [serial, mac] }));
    expect(result).toMatchObject({ ok: true, findings: [{ id: "printed-elsewhere", level: "info" }] });
    expect(result.findings[0]?.message).toContain('"wifi"');
  });

  it("gives two codes of one kind two places", () => {
    const slots = [0, 11_000].map((yUm) => symbolPlace({ slot: "mac", area: { ...place.area, yUm } }));
    const macs = ["a", "b", "c"].map((name) => ({ ...serial, slot: "mac", name }));
    const result = layoutLabel(request({ elements: slots, symbols: macs }));
    expect(result.ok && result.list.symbols.map((symbol) => symbol.name)).toEqual(["a", "b"]);
    expect(result.findings).toMatchObject([{ id: "printed-elsewhere" }]);
  });

  it("passes on what the encoder refuses", () => {
    expect(findingIds({ symbols: [{ ...serial, text: "A!" }] })).toEqual(["symbol-character"]);
  });

  it("names the character that a font lacks, in a text, a symbol's text and a mark", () => {
    const result = layoutLabel(request({ elements: [title], symbols: [], texts: { model: "Café" } }));
    expect(result).toMatchObject({ ok: false, findings: [{ id: "glyph-missing", at: [3, 4], measured: '"é"' }] });
    const hri = { ...place.hri, text: "№ {value}", font: "sans", sizeUm: 2_000, sizeMinUm: 2_000, gapUm: 0 };
    expect(findingIds({ elements: [symbolPlace({ hri: { ...hri, place: "below", wrap: false } })] })).toEqual([
      "glyph-missing",
    ]);
    expect(findingIds({ elements: [mark], symbols: [], mark: "DÉMO" })).toEqual(["glyph-missing"]);
  });

  it("names a font that does not exist", () => {
    expect(findingIds({ elements: [{ ...title, font: "Helvetica" }], symbols: [], texts: { model: "x" } })).toEqual([
      "font-unknown",
    ]);
  });

  it("refuses a text in a quiet zone", () => {
    const inTheWay: TextElement = { ...title, text: "x", sizeUm: 2_000, xUm: 1_000, baselineUm: 3_000 };
    expect(findingIds({ elements: [place, inTheWay] })).toEqual(["quiet-zone"]);
  });

  it("warns of a text that runs into another, from the first dot on", () => {
    // Three letters of 1 mm: two advances of 0.6 mm and 0.4 mm of ink are 1.6 mm.
    const text = (xUm: number): TextElement => ({ ...title, text: "xxx", sizeUm: 1_000, sizeMinUm: 1_000, xUm });
    const at = (xUm: number) => layoutLabel(request({ elements: [text(5_000), text(xUm)], symbols: [] }));
    expect(at(6_600)).toMatchObject({ ok: true, findings: [] });
    expect(at(6_500)).toMatchObject({ ok: true, findings: [{ id: "text-overlap", level: "warn" }] });
  });

  it("lets ink reach the label's edge and not beyond", () => {
    const rule = (widthUm: number): TemplateElement => ({
      kind: "rule",
      area: { xUm: 10_000, yUm: 0, widthUm, heightUm: 500 },
    });
    expect(findingIds({ elements: [rule(50_000)], symbols: [] })).toEqual([]);
    expect(findingIds({ elements: [rule(50_100)], symbols: [] })).toEqual(["label-edge"]);
  });
});
