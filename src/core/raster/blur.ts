import { assert } from "../index.ts";
import type { GreyRaster } from "./grey-raster.ts";

/** Widest standard deviation that `blurGaussian` takes, in pixels. */
export const blurSigmaMaxPx = 64;

/**
 * The raster after a Gaussian blur, separable and cut at three standard deviations; beyond the edge the edge pixel goes
 * on. `sigmaPx` is the standard deviation in pixels, 0 to 64; 0 gives the raster itself. Each pixel is rounded once.
 */
export function blurGaussian(raster: GreyRaster, sigmaPx: number): GreyRaster {
  assert(sigmaPx >= 0 && sigmaPx <= blurSigmaMaxPx, "blur sigma is 0 to 64 px");
  const { width, height } = raster;
  const weights = gaussianWeights(sigmaPx);
  if (weights.length === 1) return raster;
  const radius = weights.length >> 1;
  const blurred = new Uint8Array(width * height);
  // One line with its edges continued, so that the inner loop needs no bounds.
  const padded = new Float32Array(Math.max(width, height) + 2 * radius);
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    padLine(padded, raster.pixels, { start: y * width, step: 1, length: width, radius });
    for (let x = 0; x < width; x += 1) rows[y * width + x] = weightedSum(padded, x, weights);
  }
  for (let x = 0; x < width; x += 1) {
    padLine(padded, rows, { start: x, step: width, length: height, radius });
    for (let y = 0; y < height; y += 1) blurred[y * width + x] = Math.round(weightedSum(padded, y, weights));
  }
  return { width, height, pixels: blurred };
}

/** Weights of a Gaussian from -3 sigma to 3 sigma, odd in number, with the sum 1. */
function gaussianWeights(sigmaPx: number): Float32Array {
  const radius = Math.ceil(3 * sigmaPx);
  const weights = new Float32Array(2 * radius + 1);
  let sum = 0;
  for (let offset = -radius; offset <= radius; offset += 1) {
    const weight = offset === 0 ? 1 : Math.exp((-offset * offset) / (2 * sigmaPx * sigmaPx));
    weights[offset + radius] = weight;
    sum += weight;
  }
  return weights.map((weight) => weight / sum);
}

interface Line {
  readonly start: number;
  readonly step: number;
  readonly length: number;
  readonly radius: number;
}

function padLine(padded: Float32Array, from: ArrayLike<number>, { start, step, length, radius }: Line): void {
  const first = from[start] as number;
  const last = from[start + (length - 1) * step] as number;
  padded.fill(first, 0, radius);
  for (let index = 0; index < length; index += 1) padded[radius + index] = from[start + index * step] as number;
  padded.fill(last, radius + length, length + 2 * radius);
}

function weightedSum(padded: Float32Array, start: number, weights: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    sum += (padded[start + index] as number) * (weights[index] as number);
  }
  return sum;
}
