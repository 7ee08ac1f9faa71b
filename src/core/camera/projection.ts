import { defined } from "../index.ts";
import { type Homography, homographyBetween } from "../raster/index.ts";
import type { Point, Quad } from "../symbol/index.ts";

/** Where the label stands before the camera. */
export interface Pose {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly rollDeg: number;
  readonly pitchDeg: number;
  readonly skewDeg: number;
  /** From the lens to the middle of the label. */
  readonly distanceMm: number;
}

/** The label's corners in millimetres of a plane that faces the camera at the label's distance, middle at (0, 0). */
function projectCorners(pose: Pose): Quad {
  const [halfWidth, halfHeight] = [pose.widthMm / 2, pose.heightMm / 2];
  return [
    project(pose, [-halfWidth, -halfHeight]),
    project(pose, [halfWidth, -halfHeight]),
    project(pose, [halfWidth, halfHeight]),
    project(pose, [-halfWidth, halfHeight]),
  ];
}

/** A pinhole camera: turned about its horizontal axis, its vertical axis, then in the image. */
function project(pose: Pose, [x, y]: Point): Point {
  const [pitch, skew, roll] = [radians(pose.pitchDeg), radians(pose.skewDeg), radians(pose.rollDeg)];
  const upright = y * Math.cos(pitch);
  const pitched = -y * Math.sin(pitch);
  const across = x * Math.cos(skew) - pitched * Math.sin(skew);
  const depth = x * Math.sin(skew) + pitched * Math.cos(skew);
  // Nearer than twice its own diagonal no camera has a label in focus as a whole; it would also reach the lens.
  const distance = Math.max(pose.distanceMm, 2 * Math.hypot(pose.widthMm, pose.heightMm));
  const scale = distance / (distance + depth);
  return [
    scale * (across * Math.cos(roll) - upright * Math.sin(roll)),
    scale * (across * Math.sin(roll) + upright * Math.cos(roll)),
  ];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** The picture's size and the way from label dots to its pixels. */
export interface Framing {
  readonly width: number;
  readonly height: number;
  readonly labelToImage: Homography;
  readonly imageToLabel: Homography;
  /** The label's corners in image pixels. */
  readonly corners: Quad;
  /** Resolution before the lens, lower than asked for when the picture would have grown beyond the limit. */
  readonly pixelsPerMm: number;
}

/** What `frameLabel` needs. */
export interface FramingRequest {
  readonly pose: Pose;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly pixelsPerMm: number;
  readonly pixelCountMax: number;
}

/** Least surface around the label, in pixels and as a share of the picture's longer side. */
const marginPx = 24;
const marginShare = 0.06;

/** Puts the label in a picture with all its corners and some surface around it. */
export function frameLabel(request: FramingRequest): Framing {
  const cornersMm = projectCorners(request.pose);
  const sizeMm = boundingSize(cornersMm);
  const pixelsPerMm = Math.min(request.pixelsPerMm, resolutionMax(sizeMm, request.pixelCountMax));
  const margin = marginOf(sizeMm, pixelsPerMm);
  const left = Math.min(...cornersMm.map(([x]) => x));
  const top = Math.min(...cornersMm.map(([, y]) => y));
  const toPixels = ([x, y]: Point): Point => [(x - left) * pixelsPerMm + margin, (y - top) * pixelsPerMm + margin];
  const [first, second, third, fourth] = cornersMm;
  const corners: Quad = [toPixels(first), toPixels(second), toPixels(third), toPixels(fourth)];
  const { widthDots, heightDots } = request;
  const cornersDots: Quad = [
    [0, 0],
    [widthDots, 0],
    [widthDots, heightDots],
    [0, heightDots],
  ];
  return {
    ...frameSize(sizeMm, pixelsPerMm),
    labelToImage: defined(homographyBetween(cornersDots, corners), "a label before the camera has an area"),
    imageToLabel: defined(homographyBetween(corners, cornersDots), "a label before the camera has an area"),
    corners,
    pixelsPerMm,
  };
}

type Size = { readonly width: number; readonly height: number };

function boundingSize(corners: Quad): Size {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}

function marginOf(sizeMm: Size, pixelsPerMm: number): number {
  return Math.max(marginPx, marginShare * Math.max(sizeMm.width, sizeMm.height) * pixelsPerMm);
}

function frameSize(sizeMm: Size, pixelsPerMm: number): Size {
  const margin = marginOf(sizeMm, pixelsPerMm);
  return {
    width: Math.ceil(sizeMm.width * pixelsPerMm + 2 * margin),
    height: Math.ceil(sizeMm.height * pixelsPerMm + 2 * margin),
  };
}

/** The finest resolution whose picture stays within the limit; by bisection, as margins and rounding bend the area. */
function resolutionMax(sizeMm: Size, pixelCountMax: number): number {
  let [low, high] = [0, Math.sqrt(pixelCountMax / (sizeMm.width * sizeMm.height))];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    const { width, height } = frameSize(sizeMm, middle);
    if (width * height <= pixelCountMax) low = middle;
    else high = middle;
  }
  return low;
}
