import { assert, defined, type Random } from "../index.ts";
import {
  applyHomography,
  blurGaussian,
  createGreyRaster,
  type GreyRaster,
  type Homography,
  warp,
} from "../raster/index.ts";
import type { Point, Quad } from "../symbol/index.ts";
import type { CameraProfile, CameraSettings } from "./camera-profile.ts";
import { drawCameraSettings } from "./camera-settings.ts";
import { frameLabel } from "./projection.ts";
import { addSensorNoise } from "./sensor.ts";

/** Most pixels of a picture; a label that would need more is seen at a lower resolution, which the frame tells. */
export const framePixelCountMax = 4_000_000;

/** Most dots of an artwork. */
const artworkDotCountMax = 32_000_000;

/** What is photographed, and how. */
export interface PhotographRequest {
  /** The label as printed, 1 pixel = 1 printer dot, 255 = bare label. */
  readonly artwork: GreyRaster;
  readonly dotsPerInch: number;
  /** X-dimension of the symbol to which the profile's pixels per module belong. */
  readonly moduleUm: number;
  readonly profile: CameraProfile;
  /** The same source gives the same picture; fork it for each. */
  readonly random: Random;
}

/** One picture, and where things are in it. */
export interface CameraFrame {
  readonly image: GreyRaster;
  /** The drawn values; `pixelsPerModule` is what the picture really has. */
  readonly settings: CameraSettings;
  /** True when the resolution is lower than drawn, because the picture would have had more than 4 million pixels. */
  readonly resolutionLimited: boolean;
  /** The label's corners in image pixels: its own top left, top right, bottom right, bottom left. */
  readonly labelCorners: Quad;
  /** Where a point of the label, in dots from its top left, is in the image, in pixels. */
  toImage(point: Point): Point;
}

/**
 * The picture that a camera takes of a label on a box, after the profile: resolution, pose, defocus, contrast, noise.
 * The same seed gives the same bytes on one engine; `Math.sin`, `cos`, `exp` and `log` may differ in the last digit
 * between JavaScript engines, and a grey on the edge of rounding with them.
 */
export function photograph(request: PhotographRequest): CameraFrame {
  const { artwork, dotsPerInch, moduleUm, profile, random } = request;
  assert(dotsPerInch > 0 && moduleUm > 0, "dots and modules have a size");
  assert(artwork.width * artwork.height <= artworkDotCountMax, "the artwork has at most 32 million dots");
  const drawn = drawCameraSettings(profile, random);
  const mmPerDot = 25.4 / dotsPerInch;
  const framing = frameLabel({
    pose: { ...drawn, widthMm: artwork.width * mmPerDot, heightMm: artwork.height * mmPerDot },
    widthDots: artwork.width,
    heightDots: artwork.height,
    pixelsPerMm: (drawn.pixelsPerModule * 1000) / moduleUm,
    pixelCountMax: framePixelCountMax,
  });
  const pixelsPerModule = (framing.pixelsPerMm * moduleUm) / 1000;
  const settings = { ...drawn, pixelsPerModule };
  const dotsPerModule = moduleUm / 1000 / mmPerDot;
  const scene = throughLens(artwork, settings, dotsPerModule);
  const seen = warp(scene.raster, {
    toSource: shifted(framing.imageToLabel, scene.border),
    width: framing.width,
    height: framing.height,
    outside: greyOf(settings.surfaceReflectance),
  });
  return {
    image: addSensorNoise(seen, { ...settings, random: random.fork("noise") }),
    settings,
    resolutionLimited: pixelsPerModule < drawn.pixelsPerModule,
    labelCorners: framing.corners,
    toImage: (point) => defined(applyHomography(framing.labelToImage, point), "a label point is before the camera"),
  };
}

/**
 * The label on its surface, blurred in its own plane as lens and pixels will blur it: the defocus, and the area of a
 * pixel (a square of side s has the variance s^2/12). The later bilinear sampling turns the dots, which are squares,
 * into tents: that alone adds the variance of one dot, which is taken off here.
 */
function throughLens(
  artwork: GreyRaster,
  settings: CameraSettings,
  dotsPerModule: number,
): { readonly raster: GreyRaster; readonly border: number } {
  const dotsPerPixel = dotsPerModule / settings.pixelsPerModule;
  const defocusDots = settings.defocusModules * dotsPerModule;
  const variance = defocusDots * defocusDots + (dotsPerPixel * dotsPerPixel - 1) / 12;
  const sigmaDots = Math.sqrt(Math.max(0, variance));
  // Wide enough that the label's edge is blurred into the surface, too.
  const border = Math.ceil(3 * sigmaDots) + 1;
  return { raster: blurGaussian(onSurface(artwork, settings, border), sigmaDots), border };
}

/** The artwork as reflectances, with a border of bare surface. */
function onSurface(artwork: GreyRaster, settings: CameraSettings, border: number): GreyRaster {
  const { whiteReflectance, blackReflectance, surfaceReflectance } = settings;
  const scene = createGreyRaster({
    width: artwork.width + 2 * border,
    height: artwork.height + 2 * border,
    grey: greyOf(surfaceReflectance),
  });
  const greys = Uint8Array.from({ length: 256 }, (_, grey) =>
    greyOf(blackReflectance + (whiteReflectance - blackReflectance) * (grey / 255)),
  );
  for (let y = 0; y < artwork.height; y += 1) {
    const from = y * artwork.width;
    const to = (y + border) * scene.width + border;
    for (let x = 0; x < artwork.width; x += 1) {
      scene.pixels[to + x] = greys[artwork.pixels[from + x] as number] as number;
    }
  }
  return scene;
}

/** Full scale is what a perfect white would give. */
function greyOf(reflectance: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, reflectance)));
}

/** The map into the label, moved into the raster with a border around it. */
function shifted([a, b, c, d, e, f, g, h, i]: Homography, border: number): Homography {
  return [a + border * g, b + border * h, c + border * i, d + border * g, e + border * h, f + border * i, g, h, i];
}
