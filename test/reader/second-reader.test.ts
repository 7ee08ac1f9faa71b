import { afterEach, describe, expect, it, vi } from "vitest";
import { createRandom } from "../../src/core/index.ts";
import type { Symbology } from "../../src/core/symbol/index.ts";
import { createSecondReader } from "../../src/reader/index.ts";
import { type DrawnSymbol, drawSymbols } from "./drawn-symbols.ts";

afterEach(() => vi.restoreAllMocks());

const second = createSecondReader();

describe("the second reader", () => {
  it.each<DrawnSymbol & { readonly symbology: Symbology }>([
    { symbology: "code128", bcid: "code128", text: "BL12833A000017X", heightMm: 12 },
    { symbology: "code39", bcid: "code39", text: "G090+LF1", heightMm: 12 },
    { symbology: "code93", bcid: "code93", text: "BL1-2833", heightMm: 12, options: { includecheck: true } },
    { symbology: "datamatrix", bcid: "datamatrix", text: "BL12833A000017X", scale: 5 },
    { symbology: "qr", bcid: "qrcode", text: "https://brewline.example/setup", scale: 5 },
    { symbology: "ean13", bcid: "ean13", text: "4006381333931" },
    { symbology: "ean8", bcid: "ean8", text: "96385074" },
    { symbology: "upca", bcid: "upca", text: "850012345671" },
    { symbology: "itf", bcid: "interleaved2of5", text: "00850012345671", heightMm: 12 },
  ])("reads $symbology, and nothing of another symbology there", async (symbol) => {
    const { raster } = await drawSymbols({ width: 900, height: 400 }, [symbol]);
    expect(second.read(raster, symbol.symbology)).toBe(symbol.text);
    expect(second.read(raster, symbol.symbology === "qr" ? "datamatrix" : "qr")).toBeUndefined();
  });

  it("leaves the pixels alone and says nothing on any stream, found or not", async () => {
    const spies = [
      ...(["log", "info", "warn", "error", "debug"] as const).map((name) => vi.spyOn(console, name)),
      vi.spyOn(process.stdout, "write"),
      vi.spyOn(process.stderr, "write"),
    ];
    const random = createRandom("second");
    const noise = {
      width: 200,
      height: 200,
      pixels: Uint8Array.from({ length: 40_000 }, () => random.integer(0, 255)),
    };
    const { raster } = await drawSymbols({ width: 400, height: 300 }, [{ bcid: "qrcode", text: "BL1", scale: 5 }]);
    const before = Uint8Array.from(raster.pixels);
    for (const symbology of ["code128", "code39", "datamatrix", "qr", "upca", "itf", "aztec"] as const) {
      expect(second.read(noise, symbology)).toBeUndefined();
      second.read(raster, symbology);
    }
    expect(raster.pixels).toEqual(before);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
});
