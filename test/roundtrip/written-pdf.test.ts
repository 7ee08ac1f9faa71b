import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { type DisplayList, type PlacedSymbol, rasteriseGrey } from "../../src/core/layout/index.ts";
import type { GreyRaster } from "../../src/core/raster/index.ts";
import { writePng, writeSvg } from "../../src/press/index.ts";
import { createPressKit, type PressKit, renderPdf, runTool, temporaryFolder } from "./press-kit.ts";

let kit: PressKit;
const labels: { readonly name: string; readonly list: DisplayList }[] = [];

beforeAll(async () => {
  kit = await createPressKit();
  for (const model of kit.models) {
    for (const template of ["retail-box", "small-carton"]) {
      labels.push({ name: `${model.deviceModel} on ${template}`, list: await kit.label(model.deviceModel, template) });
    }
  }
});

/** The dots of a symbol whose ink differs between two images; grey counts as neither. */
function differingDots(symbol: PlacedSymbol, a: GreyRaster, b: GreyRaster): number {
  const { left, right, top, bottom } = symbol.quietZone;
  const { x, y, width, height } = symbol.at;
  let count = 0;
  for (let row = y - top; row < y + height + bottom; row += 1) {
    for (let column = x - left; column < x + width + right; column += 1) {
      if (a.pixels[row * a.width + column] !== b.pixels[row * b.width + column]) count += 1;
    }
  }
  return count;
}

/** The text of a PDF after qpdf has taken it apart. */
async function takenApart(pdf: Uint8Array): Promise<string> {
  const file = join(temporaryFolder(), "label.pdf");
  writeFileSync(file, pdf);
  const check = await runTool("qpdf", ["--check", file], "qpdf");
  expect(check).toMatchObject({ status: 0 });
  const end = await runTool("qpdf", ["--qdf", "--object-streams=disable", file, "-"], "qpdf");
  expect(end.status).toBe(0);
  return end.out;
}

describe("a written PDF", () => {
  it.each([
    ["with antialiasing", true],
    ["without", false],
  ])("shows every symbol exactly as laid out, to the dot, %s", async (_, antialias) => {
    for (const { name, list } of labels) {
      const { dotsPerInch } = list;
      const [page] = await renderPdf(await kit.pdf(list), { dotsPerInch, antialias });
      const own = rasteriseGrey(list, kit.fonts);
      expect(page?.image).toMatchObject({ width: own.width, height: own.height });
      for (const symbol of list.symbols) {
        const differing = page === undefined ? -1 : differingDots(symbol, page.image, own);
        expect({ name, symbol: symbol.name, differing }).toEqual({ name, symbol: symbol.name, differing: 0 });
      }
    }
  });

  it("is black on the black plate only: DeviceGray and no other colour", async () => {
    const text = await takenApart(await kit.pdf(...labels.map(({ list }) => list)));
    const operators = text.match(/(?<=^|\s)(?:g|G|rg|RG|k|K|cs|CS|sc|SC|scn|SCN|sh|Do)(?=\s*$)/gm) ?? [];
    expect(new Set(operators)).toEqual(new Set(["g"]));
    expect(text.match(/^.*\bg$/gm)).toEqual(labels.map(() => "0 g"));
    expect(text).not.toMatch(/\/Subtype \/Image/);
  });

  it("has pages of exactly the label's size", async () => {
    const lists = labels.slice(0, 2).map(({ list }) => list);
    const text = await takenApart(await kit.pdf(...lists));
    const boxes = [...text.matchAll(/\/MediaBox \[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
    const millimetres = boxes.map(([, width, height]) => [width, height].map((points) => (Number(points) * 25.4) / 72));
    expect(millimetres.map((size) => size.map((mm) => Number(mm.toFixed(4))))).toEqual([
      [100, 60],
      [50.8, 25.4],
    ]);
  });

  it("embeds every font that it uses", async () => {
    const text = await takenApart(await kit.pdf(...labels.map(({ list }) => list)));
    const names = [...text.matchAll(/\/FontName \/(\S+)/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const name of names) expect(name).toMatch(/^[A-Z]{6}\+(NotoSans|B612Mono)/);
    expect(text.match(/\/FontFile2 /g)).toHaveLength(names.length);
    expect(text).not.toMatch(/\/Subtype \/Type1/);
  });

  it("holds the texts as text", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "label.pdf");
    const list = await kit.label("BREWLINE_ONE", "retail-box");
    writeFileSync(file, await kit.pdf(list));
    const end = await runTool("pdftotext", ["-layout", file, "-"], "poppler-utils");
    const serial = list.symbols.find((symbol) => symbol.name === "serial");
    expect(end.out).toContain("Brewline One");
    expect(end.out).toContain(serial?.text);
    expect(end.out).toContain("DEMO SPECIMEN");
  });

  it("is the same bytes for the same labels and date", async () => {
    const lists = labels.map(({ list }) => list);
    expect(Buffer.from(await kit.pdf(...lists)).equals(await kit.pdf(...lists))).toBe(true);
  });
});

describe("a written SVG", () => {
  it("shows every symbol to the dot when another program draws it", async () => {
    for (const { name, list } of labels) {
      // The renderer has its own idea of millimetres in pixels; the drawing inside is not touched.
      const dots = (um: number) => (um * list.dotsPerInch) / 25_400;
      const size = `width="${dots(list.widthUm)}" height="${dots(list.heightUm)}"`;
      const svg = writeSvg(list, kit.fonts).replace(/width="[\d.]+mm" height="[\d.]+mm"/, size);
      const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true });
      const own = rasteriseGrey(list, kit.fonts);
      // The renderer may round a fraction of a dot at the edge of the label the other way.
      expect(Math.abs(info.width - own.width)).toBeLessThanOrEqual(1);
      const image = { width: info.width, height: info.height, pixels: data };
      for (const symbol of list.symbols) {
        const dark = (grey: number) => (grey < 128 ? 0 : 255);
        const sharpened = { ...image, pixels: image.pixels.map(dark) };
        const differing = differingDots(symbol, sharpened, own);
        expect({ name, symbol: symbol.name, differing }).toEqual({ name, symbol: symbol.name, differing: 0 });
      }
    }
  });

  it("has its size in millimetres and needs no font", async () => {
    const svg = writeSvg(await kit.label("BREWLINE_PURE", "small-carton"), kit.fonts);
    expect(svg).toContain('width="50.8mm" height="25.4mm" viewBox="0 0 50.8 25.4"');
    expect(svg).not.toMatch(/<text|font|href|<script/);
  });

  it("escapes what its title says", async () => {
    const list = await kit.label("BREWLINE_ONE", "retail-box");
    const symbols = list.symbols.map((symbol) => ({ ...symbol, text: "<a&b>" }));
    expect(writeSvg({ ...list, symbols }, kit.fonts)).toContain("serial: &lt;a&amp;b&gt;");
  });
});

describe("a written PNG", () => {
  it("is one bit a dot, exactly the laid out dots, with its resolution", async () => {
    for (const { list } of labels) {
      const png = Buffer.from(writePng(list, kit.fonts));
      const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
      const own = rasteriseGrey(list, kit.fonts);
      expect(info).toMatchObject({ width: own.width, height: own.height });
      expect(Buffer.compare(data, Buffer.from(own.pixels))).toBe(0);
      expect(await sharp(png).metadata()).toMatchObject({ density: list.dotsPerInch, hasAlpha: false });
      // Bit depth and colour type of IHDR: 1 bit, grey.
      expect([png[24], png[25]]).toEqual([1, 0]);
    }
  });

  it("says its resolution in whole pixels a metre", async () => {
    const png = Buffer.from(writePng(await kit.label("BREWLINE_ONE", "retail-box"), kit.fonts));
    const at = png.indexOf("pHYs") + 4;
    expect([png.readUInt32BE(at), png.readUInt32BE(at + 4), png[at + 8]]).toEqual([11_811, 11_811, 1]);
    expect(inflateSync(png.subarray(png.indexOf("IDAT") + 4)).length).toBe((Math.ceil(1182 / 8) + 1) * 709);
  });
});
