import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { DeviceModel } from "../../src/core/catalog/index.ts";
import {
  type GlyphOutlines,
  type LabelSymbol,
  layoutLabel,
  rasteriseGrey,
  type Template,
} from "../../src/core/layout/index.ts";
import type { Symbology } from "../../src/core/symbol/index.ts";
import { createBwipEncoder, loadFonts } from "../../src/press/index.ts";
import { createPressKit, type PressKit } from "./press-kit.ts";
import { createZxingOracle } from "./zxing-oracle.ts";

const names = { code128: "Code128", code39: "Code39", datamatrix: "DataMatrix", qr: "QRCode" } as const;

/** A long label with nothing but the serial, so that every length fits. */
function bareTemplate(symbology: Symbology): Template {
  return {
    format: "boxproof-template/1",
    name: "bare",
    widthUm: 320_000,
    heightUm: 40_000,
    dotsPerInch: 300,
    elements: [
      {
        kind: "symbol",
        slot: "serial",
        symbologies: [symbology],
        area: { xUm: 5_000, yUm: 5_000, widthUm: 310_000, heightUm: 30_000 },
        xUm: 250,
        xMaxUm: 500,
        align: "left",
      },
    ],
  };
}

let fonts: GlyphOutlines;
let read: Awaited<ReturnType<typeof createZxingOracle>>;
let kit: PressKit;
const encoder = createBwipEncoder();

beforeAll(async () => {
  [fonts, read, kit] = await Promise.all([loadFonts(), createZxingOracle(), createPressKit()]);
});

async function decoded(symbology: Symbology, text: string) {
  const symbol: LabelSymbol = { slot: "serial", name: "serial", symbology, text, isPerLabel: true };
  const label = { texts: {}, symbols: [symbol], mark: "" };
  const result = layoutLabel({ template: bareTemplate(symbology), label, encoder, fonts });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return (await read(rasteriseGrey(result.list, fonts))).map(({ format, text: found }) => ({ format, text: found }));
}

const dsn = fc.stringMatching(/^[A-Za-z0-9_+-]{1,64}$/);
// "+" before a letter is refused in Code 39, as full-ASCII readers (such as zxing-wasm) take the pair for one character.
const code39Dsn = fc.stringMatching(/^[A-Z0-9+-]{1,24}$/).filter((text) => !/\+[A-Z]/.test(text));

describe("a serial that was laid out and drawn", () => {
  it.each([
    ["code128", dsn.filter((text) => text.length <= 40)],
    ["code39", code39Dsn],
    ["datamatrix", dsn],
    ["qr", dsn],
  ] as const)("is read back exactly from %s, whatever it is", async (symbology, texts) => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await decoded(symbology, text)).toEqual([{ format: names[symbology], text }]);
      }),
      { numRuns: 15 },
    );
  });

  it.each(["code128", "datamatrix", "qr"] as const)("that looks like an escape is text in %s", async (symbology) => {
    for (const text of ["^029", "^FNC1", "^^", "A^NUL", "(01)0950", "\\(", "]C1"]) {
      expect(await decoded(symbology, text)).toEqual([{ format: names[symbology], text }]);
    }
  });

  it.each(["code128", "datamatrix", "qr"] as const)("of 64 characters is read back from %s", async (symbology) => {
    const text = "Ab9_-+".repeat(11).slice(0, 64);
    if (symbology === "code128") {
      // 64 characters of Code 128 are 723 modules and 20 of quiet zone: 188.7 mm at three dots.
      expect((await decoded(symbology, text))[0]).toMatchObject({ text });
      return;
    }
    expect(await decoded(symbology, text)).toMatchObject([{ text }]);
  });
});

describe("the labels of the demo catalog", () => {
  it("carry exactly the symbols that they say, on both templates", async () => {
    for (const model of kit.models) {
      for (const template of ["retail-box", "small-carton"]) {
        const list = await kit.label(model.deviceModel, template);
        const seen = (await read(rasteriseGrey(list, fonts))).map(({ text }) => text);
        // An EAN-13 that begins with 0 and a UPC-A are the same bars.
        const expected = list.symbols.map(({ text }) => text);
        expect(seen.map((text) => text.replace(/^0(?=\d{12}$)/, "")).sort()).toEqual([...expected].sort());
      }
    }
  });

  it("have room for a serial of 64 characters: in Data Matrix on both templates, in QR on the large one", async () => {
    const dsn = "Ab9_-+".repeat(11).slice(0, 64);
    for (const [symbology, template] of [
      ["datamatrix", "retail-box"],
      ["datamatrix", "small-carton"],
      ["qr", "retail-box"],
    ] as const) {
      const list = await kit.label("BREWLINE_INK", template, { model: withSymbology(kit.models[1], symbology), dsn });
      expect((await read(rasteriseGrey(list, fonts))).map(({ text }) => text)).toContain(dsn);
    }
  });

  it("take each symbology for the serial on both templates", async () => {
    for (const symbology of ["code128", "code39", "datamatrix", "qr"] as const) {
      for (const template of ["retail-box", "small-carton"]) {
        const model = withSymbology(kit.models[1], symbology);
        const list = await kit.label(model.deviceModel, template, { model });
        const serial = list.symbols.find((symbol) => symbol.name === "serial");
        expect(serial).toMatchObject({ symbology });
        expect((await read(rasteriseGrey(list, fonts))).map(({ text }) => text)).toContain(serial?.text);
      }
    }
  });
});

function withSymbology(model: DeviceModel | undefined, symbology: Symbology): DeviceModel {
  if (model?.label === undefined) throw new Error("the demo catalog has a second model with a label");
  return { ...model, label: { ...model.label, symbology } };
}
