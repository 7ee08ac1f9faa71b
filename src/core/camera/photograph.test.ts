import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../index.ts";
import { createGreyRaster, type GreyRaster } from "../raster/index.ts";
import type { Point } from "../symbol/index.ts";
import type { CameraProfile, CameraValueName } from "./camera-profile.ts";
import { cameraProfiles } from "./camera-profiles.ts";
import { type CameraFrame, framePixelCountMax, photograph } from "./photograph.ts";

const dotsPerInch = 254;
const dotUm = 100;

describe("photograph", () => {
  it("gives the same bytes for the same seed, and others for another", () => {
    const artwork = withSquare();
    const take = (seed: string) =>
      photograph({
        artwork,
        dotsPerInch,
        moduleUm: 400,
        profile: cameraProfiles.handheld,
        random: createRandom(seed),
      });
    expect(take("7").image).toEqual(take("7").image);
    expect(take("7").image).not.toEqual(take("8").image);
  });

  it("has all corners of the label in the picture, with surface around them, in every profile", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(cameraProfiles)), fc.string(), (profile, seed) => {
        const random = createRandom(seed);
        const frame = photograph({ artwork: withSquare(), dotsPerInch, moduleUm: 400, profile, random });
        for (const [x, y] of frame.labelCorners) {
          expect(Math.min(x, y, frame.image.width - x, frame.image.height - y)).toBeGreaterThanOrEqual(23.99);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("shows a label that faces the camera at the resolution asked for", () => {
    // 120 x 80 dots of 0.1 mm at 3 px per 0.4 mm module: 90 x 60 px, with 24 px of surface on each side.
    const { image, labelCorners } = still(withSquare(), { pixelsPerModule: 3 });
    expect([image.width, image.height]).toEqual([138, 108]);
    const found = labelCorners.map(([x, y]) => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6]);
    expect(found).toEqual([
      [24, 24],
      [114, 24],
      [114, 84],
      [24, 84],
    ]);
  });

  it("says where a point of the label is: the middle of a black square is where the picture is dark", () => {
    fc.assert(
      fc.property(angle(10), angle(20), angle(20), (rollDeg, pitchDeg, skewDeg) => {
        const frame = still(withSquare(), { rollDeg, pitchDeg, skewDeg, pixelsPerModule: 4, surfaceReflectance: 1 });
        const [expectedX, expectedY] = frame.toImage([35, 25]);
        const [x, y] = darkMiddle(frame);
        // Perspective moves the middle of an area a little off the image of its middle.
        expect(Math.hypot(x - expectedX, y - expectedY)).toBeLessThan(0.35);
      }),
      { numRuns: 20 },
    );
  });

  it("turns the label clockwise for a positive roll", () => {
    const [topLeft, topRight] = still(withSquare(), { rollDeg: 10 }).labelCorners;
    const slope = (topRight[1] - topLeft[1]) / (topRight[0] - topLeft[0]);
    expect(slope).toBeCloseTo(Math.tan((10 * Math.PI) / 180), 6);
  });

  it("shows the far side shorter: the top for a positive pitch, the right for a positive skew", () => {
    const length = ([a, b]: Point, [c, d]: Point) => Math.hypot(c - a, d - b);
    const pitched = still(withSquare(), { pitchDeg: 20 }).labelCorners;
    expect(length(pitched[0], pitched[1])).toBeLessThan(length(pitched[3], pitched[2]));
    const skewed = still(withSquare(), { skewDeg: 20 }).labelCorners;
    expect(length(skewed[1], skewed[2])).toBeLessThan(length(skewed[0], skewed[3]));
  });

  it("turns reflectances into greys, 255 for a perfect white", () => {
    const frame = still(withSquare(), { whiteReflectance: 0.8, blackReflectance: 0.1, surfaceReflectance: 0.4 });
    expect(greyAt(frame, frame.toImage([35, 25]))).toBe(Math.round(0.1 * 255));
    expect(greyAt(frame, frame.toImage([90, 60]))).toBe(Math.round(0.8 * 255));
    expect(greyAt(frame, [4, 4])).toBe(Math.round(0.4 * 255));
  });

  it("widens edges with the defocus as a Gaussian does", () => {
    for (const defocusModules of [0.3, 0.6, 1.2, -0.6]) {
      // A module is 4 dots, 4 px: an edge of sigma s rises from 16 % to 84 % (-1 to +1 sigma) over 2 s.
      const frame = still(halfBlack(), { pixelsPerModule: 4, defocusModules });
      const rise = riseWidthPx(frame);
      const expected = 2 * Math.hypot(4 * defocusModules, Math.sqrt(1 / 12));
      expect(Math.abs(rise - expected), `${defocusModules}`).toBeLessThan(0.3);
    }
  });

  it("adds noise of the stated size: shot noise with the light, read noise without", () => {
    const white = createGreyRaster({ width: 400, height: 400, grey: 255 });
    const settings = { whiteReflectance: 0.64, fullWellElectrons: 2500, pixelsPerModule: 4 };
    const shot = deviation(still(white, { ...settings, readNoiseElectrons: 0 }));
    // 1600 electrons vary by 40, which is 4.08 of 255; rounding to whole greys adds the variance 1/12.
    expect(shot).toBeGreaterThan(0.97 * Math.hypot(4.08, 0.289));
    expect(shot).toBeLessThan(1.03 * Math.hypot(4.08, 0.289));
    const both = deviation(still(white, { ...settings, readNoiseElectrons: 50 }));
    expect(both / shot).toBeCloseTo(Math.sqrt(1600 + 2500) / 40, 1);
  });

  it("keeps a picture within 4 million pixels, and says that its resolution is lower than asked for", () => {
    const artwork = createGreyRaster({ width: 1000, height: 1000, grey: 255 });
    const frame = still(artwork, { pixelsPerModule: 12 });
    expect(frame.resolutionLimited).toBe(true);
    expect(frame.image.width * frame.image.height).toBeLessThanOrEqual(framePixelCountMax);
    expect(frame.image.width * frame.image.height).toBeGreaterThan(0.99 * framePixelCountMax);
    // The label has 250 modules a side; corners and settings tell the same resolution.
    const width = frame.labelCorners[1][0] - frame.labelCorners[0][0];
    expect(width / 250).toBeCloseTo(frame.settings.pixelsPerModule, 6);
    expect(still(artwork, { pixelsPerModule: 6 }).resolutionLimited).toBe(false);
  });

  it("leaves all other values of a seed as they were when a profile fixes one", () => {
    const artwork = withSquare();
    const request = { artwork, dotsPerInch, moduleUm: 400, random: createRandom("3") };
    const free = photograph({ ...request, profile: cameraProfiles.worn }).settings;
    const held = photograph({ ...request, profile: fixing(cameraProfiles.worn, { rollDeg: 1.5 }) }).settings;
    expect(held).toEqual({ ...free, rollDeg: 1.5 });
  });

  it("refuses artwork and units without a size", () => {
    const request = { artwork: withSquare(), dotsPerInch, moduleUm: 400, profile: cameraProfiles.worn };
    expect(() => photograph({ ...request, moduleUm: 0, random: createRandom("1") })).toThrow("broken invariant");
    expect(() => photograph({ ...request, dotsPerInch: -1, random: createRandom("1") })).toThrow("broken invariant");
  });
});

describe("cameraProfiles", () => {
  it("draws every value within its stated range, and calls a guess a guess", () => {
    const artwork = createGreyRaster({ width: 40, height: 40, grey: 255 });
    for (const profile of Object.values(cameraProfiles) as readonly CameraProfile[]) {
      for (let seed = 0; seed < 20; seed += 1) {
        const random = createRandom(`${seed}`);
        const { settings } = photograph({ artwork, dotsPerInch, moduleUm: 400, profile, random });
        for (const [name, { distribution, origin }] of Object.entries(profile.values)) {
          expect(origin.note).not.toBe("");
          expect(origin.kind).toBe("guess");
          if (distribution.kind === "fixed" || name === "pixelsPerModule") continue;
          expect(settings[name as CameraValueName], name).toBeGreaterThanOrEqual(distribution.from);
          expect(settings[name as CameraValueName], name).toBeLessThanOrEqual(distribution.to);
        }
      }
    }
  });
});

/** 12 x 8 mm, white, with a black square of 30 dots whose middle is at (35, 25). */
function withSquare(): GreyRaster {
  const raster = createGreyRaster({ width: 120, height: 80, grey: 255 });
  for (let y = 10; y < 40; y += 1) raster.pixels.fill(0, y * 120 + 20, y * 120 + 50);
  return raster;
}

function halfBlack(): GreyRaster {
  const raster = createGreyRaster({ width: 120, height: 80, grey: 255 });
  for (let y = 0; y < 80; y += 1) raster.pixels.fill(0, y * 120, y * 120 + 60);
  return raster;
}

/** A noiseless, sharp, straight picture, but for what the test asks. */
function still(artwork: GreyRaster, asked: Partial<Record<CameraValueName, number>>): CameraFrame {
  const profile = fixing(cameraProfiles.handheld, {
    pixelsPerModule: 4,
    rollDeg: 0,
    pitchDeg: 0,
    skewDeg: 0,
    distanceMm: 100,
    defocusModules: 0,
    whiteReflectance: 1,
    blackReflectance: 0,
    surfaceReflectance: 0.5,
    fullWellElectrons: 1e12,
    readNoiseElectrons: 0,
    ...asked,
  });
  return photograph({ artwork, dotsPerInch, moduleUm: 4 * dotUm, profile, random: createRandom("still") });
}

function fixing(profile: CameraProfile, values: Partial<Record<CameraValueName, number>>): CameraProfile {
  const fixed = Object.entries(values).map(([name, value]) => [
    name,
    { ...profile.values[name as CameraValueName], distribution: { kind: "fixed", value } },
  ]);
  return { ...profile, values: { ...profile.values, ...Object.fromEntries(fixed) } };
}

function angle(limit: number): fc.Arbitrary<number> {
  return fc.double({ min: -limit, max: limit, noNaN: true });
}

function greyAt({ image }: CameraFrame, [x, y]: Point): number | undefined {
  return image.pixels[Math.floor(y) * image.width + Math.floor(x)];
}

/** The middle of what is dark in a picture with a white surface. */
function darkMiddle({ image }: CameraFrame): Point {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      const dark = 255 - (image.pixels[y * image.width + x] as number);
      sum += dark;
      sumX += dark * (x + 0.5);
      sumY += dark * (y + 0.5);
    }
  }
  return [sumX / sum, sumY / sum];
}

/** Pixels from 15.9 % to 84.1 % of the rise across the middle row of a half black label. */
function riseWidthPx(frame: CameraFrame): number {
  const [middleX, middleY] = frame.toImage([60, 40]);
  const crossing = (level: number) => {
    for (let x = Math.floor(middleX) - 20; x < middleX + 20; x += 1) {
      const here = greyAt(frame, [x, middleY]) ?? 0;
      const next = greyAt(frame, [x + 1, middleY]) ?? 0;
      if (here <= level && next > level) return x + (level - here) / (next - here);
    }
    throw new Error("no edge");
  };
  return crossing(0.841 * 255) - crossing(0.159 * 255);
}

/** Standard deviation of the greys in the middle of a picture. */
function deviation({ image }: CameraFrame): number {
  const greys: number[] = [];
  for (let y = 60; y < image.height - 60; y += 1) {
    for (let x = 60; x < image.width - 60; x += 1) greys.push(image.pixels[y * image.width + x] as number);
  }
  const mean = greys.reduce((sum, grey) => sum + grey, 0) / greys.length;
  return Math.sqrt(greys.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / greys.length);
}
