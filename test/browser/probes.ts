import type * as camera from "../../src/core/camera/index.ts";
import type * as catalog from "../../src/core/catalog/index.ts";
import type * as dsn from "../../src/core/dsn/index.ts";
import type * as core from "../../src/core/index.ts";
import type * as layout from "../../src/core/layout/index.ts";
import type * as pattern from "../../src/core/pattern/index.ts";
import type * as raster from "../../src/core/raster/index.ts";
import type * as symbol from "../../src/core/symbol/index.ts";
import type * as verdict from "../../src/core/verdict/index.ts";

/** Every room of core/, by its subpath of the package. */
export interface Rooms {
  readonly ".": typeof core;
  readonly "./pattern": typeof pattern;
  readonly "./dsn": typeof dsn;
  readonly "./symbol": typeof symbol;
  readonly "./raster": typeof raster;
  readonly "./layout": typeof layout;
  readonly "./catalog": typeof catalog;
  readonly "./verdict": typeof verdict;
  readonly "./camera": typeof camera;
}

/**
 * A call into each room whose answer must be the same in a browser and in Node. Each is sent to the page as its text, so
 * it may use nothing but its argument.
 */
export const probes: { readonly [Subpath in keyof Rooms]: (rooms: Rooms) => unknown } = {
  ".": (rooms) => {
    const random = rooms["."].createRandom("7/label/3");
    return [random.integer(1, 1_000_000), random.normal(), random.fork("photo").fraction()];
  },
  "./pattern": (rooms) => {
    const { parsePattern, matchesPattern, explainMismatch } = rooms["./pattern"];
    const parsed = parsePattern("^BL1[0-9]{4}[A-C]$");
    if (!parsed.ok) return parsed;
    const texts = ["BL11234B", "BL11234D", "BL1123"];
    return texts.map((text) => [matchesPattern(parsed.pattern, text), explainMismatch(parsed.pattern, text)]);
  },
  "./dsn": (rooms) => {
    const { checkCharacters, dsnFindings, parseDsn } = rooms["./dsn"];
    return [
      parseDsn("BL1-2+3_4"),
      parseDsn("BL1 2"),
      dsnFindings("é"),
      checkCharacters("iso7064-37-36", "BL12401A000001"),
    ];
  },
  "./symbol": (rooms) => {
    const { quietZoneModules, symbologies } = rooms["./symbol"];
    return symbologies.map((symbology) => quietZoneModules(symbology));
  },
  "./raster": (rooms) => {
    const { blurGaussian, createGreyRaster, resampleByArea } = rooms["./raster"];
    const raster = createGreyRaster({ width: 24, height: 16, grey: 200 });
    raster.pixels.fill(10, 100, 180);
    return [...resampleByArea(blurGaussian(raster, 1.5), { width: 12, height: 8 }).pixels];
  },
  "./layout": (rooms) => {
    const list = {
      widthUm: 2_540,
      heightUm: 1_270,
      dotsPerInch: 200,
      fixed: [{ kind: "runs", layer: "artwork", rects: [{ x: 2, y: 3, width: 4, height: 5 }] } as const],
      perLabel: [],
      symbols: [],
    };
    const noText = () => {
      throw new Error("this list has no text");
    };
    const { width, height, bits } = rooms["./layout"].rasterise(list, { shape: noText } as never);
    return [width, height, [...bits]];
  },
  "./catalog": (rooms) => {
    const { gtin14, gtinSymbologies } = rooms["./catalog"];
    return ["850012345671", "4006381333931", "12"].map((text) => [gtin14(text), gtinSymbologies(text)]);
  },
  "./verdict": (rooms) => {
    const catalog = {
      format: "boxproof-catalog/1",
      maker: { name: "Brewline" },
      securityProfiles: [{ name: "main", lwaClientId: "amzn1.application-oa2-client.0000" }],
      models: [
        {
          deviceModel: "BREWLINE_ONE",
          name: "Brewline One",
          securityProfile: "main",
          listings: [],
          serial: { pattern: "^BL1[0-9]{4}$", patternGenerated: false, examples: { good: [], bad: [] } },
          boxCodes: [],
          requireAllocated: false,
        },
      ],
      stations: [],
    } as const;
    return [["BL10001"], ["BL1000X"], []].map((texts) =>
      rooms["./verdict"].judgeBox({ catalog, symbols: texts.map((text) => ({ text })), fullPass: true }),
    );
  },
  "./camera": (rooms) => {
    const artwork = rooms["./raster"].createGreyRaster({ width: 80, height: 40, grey: 255 });
    artwork.pixels.fill(0, 1_200, 1_500);
    const frame = rooms["./camera"].photograph({
      artwork,
      dotsPerInch: 300,
      moduleUm: 339,
      profile: rooms["./camera"].cameraProfiles.handheld,
      random: rooms["."].createRandom("7"),
    });
    return [frame.image.width, frame.image.height, [...frame.image.pixels.slice(0, 500)]];
  },
};
