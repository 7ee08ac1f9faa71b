import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CameraProfile, cameraProfiles, photograph } from "../../src/core/camera/index.ts";
import { createRandom } from "../../src/core/index.ts";
import type { PlacedSymbol } from "../../src/core/layout/index.ts";
import type { Point, Quad } from "../../src/core/symbol/index.ts";
import { createReader, type Reader } from "../../src/reader/index.ts";
import { type DemoLabel, drawDemoLabels } from "./demo-labels.ts";

const framesPerProfile = 10;

let reader: Reader;
let labels: readonly DemoLabel[];

beforeAll(async () => {
  reader = await createReader({ workers: 1 });
  labels = await drawDemoLabels();
});

afterAll(() => reader.close());

describe("a demo label before the camera", () => {
  it("is there in all four mission symbologies", () => {
    expect(labels.map(({ serial }) => serial.symbology).sort()).toEqual(["code128", "code39", "datamatrix", "qr"]);
  });

  it.each(Object.values(cameraProfiles))(
    "reads in most frames of $name, never wrong, where it says",
    async (profile) => {
      for (const label of labels) {
        const frames = Array.from({ length: framesPerProfile }, (_, frame) => isRead(label, profile, frame));
        const read = (await Promise.all(frames)).filter((isSeen) => isSeen).length;
        // Single frames may fail: real readers take several, and this reader has one rung.
        expect(read, `${label.deviceModel} in ${profile.name}`).toBeGreaterThanOrEqual(0.6 * framesPerProfile);
      }
    },
  );
});

/** Whether the serial was read in one frame; fails on a wrong text, or on a symbol that is not where it was printed. */
async function isRead(label: DemoLabel, profile: CameraProfile, frame: number): Promise<boolean> {
  const random = createRandom(`roundtrip/${label.deviceModel}/${profile.name}/${frame}`);
  const moduleUm = (label.serial.moduleDots * 25_400) / label.dotsPerInch;
  const picture = photograph({ ...label, artwork: label.raster, moduleUm, profile, random });
  const { symbols } = await reader.read(picture.image);
  expect(symbols.map(({ text }) => text).filter((text) => !label.texts.has(text))).toEqual([]);
  const { text, symbology } = label.serial;
  const seen = symbols.filter((symbol) => symbol.text === text && symbol.symbology === symbology);
  // The corners of a tilted linear symbol hold the lines that were read, not all of its height.
  const outline = cornersOf(label.serial).map((corner) => picture.toImage(corner));
  for (const { corners } of seen) expect(isWithin(centreOf(corners), outline)).toBe(true);
  return seen.length > 0;
}

function cornersOf({ at: { x, y, width, height } }: PlacedSymbol): Quad {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function centreOf(corners: Quad): Point {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean(corners.map(([x]) => x)), mean(corners.map(([, y]) => y))];
}

/** True when a point is to the right of every side of a polygon whose corners go clockwise in the image. */
function isWithin([x, y]: Point, polygon: readonly Point[]): boolean {
  return polygon.every(([fromX, fromY], index) => {
    const [toX, toY] = polygon[(index + 1) % polygon.length] as Point;
    return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX) > 0;
  });
}
