import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createRandom } from "../../src/core/index.ts";
import { type GreyRaster, homographyBetween, warp } from "../../src/core/raster/index.ts";
import type { Quad, SeenSymbol } from "../../src/core/symbol/index.ts";
import { createReader, type Reader } from "../../src/reader/index.ts";
import { type DrawnSymbol, drawSymbols, imageFile, type Placed } from "./drawn-symbols.ts";

let reader: Reader;

beforeAll(async () => {
  reader = await createReader();
});

afterAll(() => reader.close());

afterEach(() => vi.restoreAllMocks());

const oneOfEach: readonly (DrawnSymbol & { readonly symbology: string; readonly seen?: string })[] = [
  { symbology: "code128", bcid: "code128", text: "BL12833A000017X", heightMm: 12 },
  { symbology: "code39", bcid: "code39", text: "G090+LF1.", heightMm: 12 },
  { symbology: "code93", bcid: "code93", text: "BL1-2833", heightMm: 12, options: { includecheck: true } },
  { symbology: "datamatrix", bcid: "datamatrix", text: "BL12833A000017X", scale: 5 },
  { symbology: "qr", bcid: "qrcode", text: "https://brewline.example/setup", scale: 5 },
  { symbology: "ean13", bcid: "ean13", text: "4006381333931" },
  { symbology: "ean8", bcid: "ean8", text: "96385074" },
  { symbology: "upca", bcid: "upca", text: "850012345671" },
  { symbology: "itf", bcid: "interleaved2of5", text: "00850012345671", heightMm: 12 },
];

describe("a reader", () => {
  it.each(oneOfEach)("reads $symbology and says where it is", async (symbol) => {
    const size = { width: 900, height: 400 };
    const { raster, placed } = await drawSymbols(size, [symbol]);
    const { symbols, ...rest } = await reader.read(await imageFile(raster, "png"));
    expect(symbols.map(({ symbology, text }) => [symbology, text])).toEqual([[symbol.symbology, symbol.text]]);
    expect(rest).toMatchObject({ ...size, fullPass: true });
    for (const seen of symbols) expect(offsetPx(seen, placed[0] as Placed)).toBeLessThan(16);
    for (const { aim, rung } of symbols) {
      expect(aim).toMatch(/^\][A-Za-z][0-9A-Za-z]$/);
      expect(rung).toBe("frame");
    }
  });

  it("reads the same from every image format and from grey pixels", async () => {
    const { raster } = await drawSymbols({ width: 600, height: 300 }, [oneOfEach[0] as DrawnSymbol]);
    const { symbols } = await reader.read(raster);
    expect(symbols).toHaveLength(1);
    for (const format of ["png", "jpeg", "webp", "tiff"] as const) {
      const fromFile = await reader.read(await imageFile(raster, format));
      expect(
        fromFile.symbols.map(({ text }) => text),
        format,
      ).toEqual(symbols.map(({ text }) => text));
    }
  });

  it.each([0, 90, 180, 270])(
    "gives the corners in the symbol's own order when it is turned by %i degrees",
    async (turn) => {
      const { raster, placed } = await drawSymbols({ width: 700, height: 700 }, [
        { bcid: "code128", text: "BL12833A000017X", heightMm: 15, at: [100, 60] },
        { bcid: "datamatrix", text: "BL12833A000018X", scale: 6, at: [90, 500] },
      ]);
      const { symbols } = await reader.read(turned(raster, turn));
      expect(symbols).toHaveLength(2);
      for (const [text, place] of [
        ["BL12833A000017X", placed[0]],
        ["BL12833A000018X", placed[1]],
      ] as const) {
        const seen = symbols.find((symbol) => symbol.text === text);
        const expected = cornersOf(place as Placed).map(([x, y]) => turnedPoint([x, y], turn, 700));
        for (const [index, [x, y]] of (seen?.corners ?? []).entries()) {
          const [expectedX, expectedY] = expected[index] as [number, number];
          expect(Math.hypot(x - expectedX, y - expectedY), `${text} corner ${index}`).toBeLessThan(8);
        }
      }
    },
  );

  it("reads every code of a box, and tells how many lines agreed for linear ones only", async () => {
    const { raster } = await drawSymbols({ width: 1000, height: 700 }, [
      { bcid: "code128", text: "BL12833A000017X", heightMm: 15, at: [40, 40] },
      { bcid: "code39", text: "A4CF12B00000", heightMm: 12, at: [40, 250] },
      { bcid: "upca", text: "850012345671", heightMm: 15, at: [40, 420] },
      { bcid: "qrcode", text: "https://brewline.example/setup", scale: 3, at: [780, 60] },
      { bcid: "datamatrix", text: "BL12833A000017X", scale: 5, at: [820, 400] },
    ]);
    const { symbols } = await reader.read(raster);
    const found = symbols.map(({ symbology, text }) => `${symbology} ${text}`).sort();
    expect(found).toEqual([
      "code128 BL12833A000017X",
      "code39 A4CF12B00000",
      "datamatrix BL12833A000017X",
      "qr https://brewline.example/setup",
      "upca 850012345671",
    ]);
    for (const { symbology, lineCount } of symbols) {
      const isLinear = ["code128", "code39", "upca"].includes(symbology);
      expect(lineCount === undefined, symbology).toBe(!isLinear);
      if (isLinear) expect(lineCount).toBeGreaterThan(30);
    }
  });

  it("gives the text exactly as encoded", async () => {
    for (const { bcid, text, options, seen } of [
      // A plus in Code 39 stays a plus; only the full ASCII variant would make it a small letter.
      { bcid: "code39", text: "AB+C/D", seen: "AB+C/D" },
      { bcid: "code128", text: "  spaces stay  ", seen: "  spaces stay  " },
      // GS1 data has no brackets, FNC1 between fields is the character GS.
      {
        bcid: "gs1-128",
        text: "(10)LOT7(21)BL12833A",
        options: { parsefnc: true },
        seen: "10LOT7\u001d21BL12833A",
      },
    ]) {
      const { raster } = await drawSymbols({ width: 1200, height: 300 }, [
        { bcid, text, heightMm: 15, ...(options === undefined ? {} : { options }) },
      ]);
      const { symbols } = await reader.read(raster);
      expect(
        symbols.map((symbol) => symbol.text),
        bcid,
      ).toEqual([seen]);
    }
  });

  it("reads a Data Matrix printed white on black", async () => {
    const { raster } = await drawSymbols({ width: 300, height: 300 }, [{ bcid: "datamatrix", text: "BL1", scale: 8 }]);
    const inverted = { ...raster, pixels: Uint8Array.from(raster.pixels, (grey) => 255 - grey) };
    expect((await reader.read(inverted)).symbols.map(({ text }) => text)).toEqual(["BL1"]);
  });

  it("finds nothing on paper, in noise and in stripes, and that is no error", async () => {
    const random = createRandom("nothing");
    const size = { width: 400, height: 300 };
    for (const grey of [() => 255, () => random.integer(0, 255), (index: number) => (index % 2) * 255]) {
      const pixels = Uint8Array.from({ length: 400 * 300 }, (_, index) => grey(index));
      await expect(reader.read({ ...size, pixels })).resolves.toMatchObject({ symbols: [], fullPass: true });
    }
  });

  it("says that a pass was not full when it met more symbols than it takes from one image", async () => {
    const symbols = Array.from({ length: 24 }, (_, index) => ({
      bcid: "datamatrix",
      text: `BL${index}`,
      scale: 5,
      at: [40 + (index % 6) * 130, 40 + Math.floor(index / 6) * 130] as const,
    }));
    const few = await drawSymbols({ width: 860, height: 600 }, symbols.slice(0, 12));
    await expect(reader.read(few.raster)).resolves.toMatchObject({ fullPass: true });
    const many = await drawSymbols({ width: 860, height: 600 }, symbols);
    const seen = await reader.read(many.raster);
    expect(seen.fullPass).toBe(false);
    expect(seen.symbols).toHaveLength(20);
  });

  it("leaves the caller's pixels alone, with and without workers", async () => {
    const { raster } = await drawSymbols({ width: 600, height: 300 }, [oneOfEach[0] as DrawnSymbol]);
    const before = Uint8Array.from(raster.pixels);
    const pooled = await createReader({ workers: 1 });
    const [here, there] = [await reader.read(raster), await pooled.read(raster)];
    await pooled.close();
    expect(raster.pixels).toEqual(before);
    expect(there.symbols).toEqual(here.symbols);
  });
});

describe("starting a reader", () => {
  it("opens no connection and fetches nothing, with and without workers", async () => {
    const opened: unknown[] = [];
    const watch = (message: unknown) => opened.push(message);
    subscribe("net.client.socket", watch);
    vi.spyOn(globalThis, "fetch").mockImplementation(() => {
      throw new Error("the reader fetched something");
    });
    vi.resetModules();
    const fresh: typeof import("../../src/reader/index.ts") = await import("../../src/reader/index.ts");
    const { raster } = await drawSymbols({ width: 600, height: 300 }, [oneOfEach[0] as DrawnSymbol]);
    for (const workers of [0, 1]) {
      const started = await fresh.createReader({ workers });
      expect((await started.read(raster)).symbols).toHaveLength(1);
      await started.close();
    }
    unsubscribe("net.client.socket", watch);
    expect(opened).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });
});

function offsetPx({ corners }: SeenSymbol, { left, top, right, bottom }: Placed): number {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return Math.max(
    Math.abs(Math.min(...xs) - left),
    Math.abs(Math.max(...xs) - right),
    Math.abs(Math.min(...ys) - top),
    Math.abs(Math.max(...ys) - bottom),
  );
}

function cornersOf({ left, top, right, bottom }: Placed): Quad {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** Where a point of a square image goes when the image is turned clockwise. */
function turnedPoint([x, y]: readonly [number, number], turn: number, side: number): readonly [number, number] {
  if (turn === 90) return [side - y, x];
  if (turn === 180) return [side - x, side - y];
  if (turn === 270) return [y, side - x];
  return [x, y];
}

function turned(raster: GreyRaster, turn: number): GreyRaster {
  const side = raster.width;
  const upright = cornersOf({ left: 0, top: 0, right: side, bottom: side });
  const [a, b, c, d] = upright;
  const at = (point: readonly [number, number]) => turnedPoint(point, turn, side);
  const toSource = homographyBetween([at(a), at(b), at(c), at(d)], upright);
  if (toSource === undefined) throw new Error("no map");
  return warp(raster, { toSource, width: side, height: side, outside: 255 });
}
