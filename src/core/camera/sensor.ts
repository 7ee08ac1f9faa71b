import type { Random } from "../index.ts";
import type { GreyRaster } from "../raster/index.ts";

/** What the sensor adds. */
export interface SensorRequest {
  /** Electrons that full white (255) collects. */
  readonly fullWellElectrons: number;
  /** Standard deviation of what reading a pixel adds, in electrons. */
  readonly readNoiseElectrons: number;
  readonly random: Random;
}

const tableLength = 8192;

/**
 * The image with shot noise (variance = electrons) and read noise, in 8 bits. Normal deviates come from a drawn table:
 * a logarithm and a cosine for each of a million pixels would cost more than all the rest of the picture.
 */
export function addSensorNoise(image: GreyRaster, request: SensorRequest): GreyRaster {
  const { fullWellElectrons, readNoiseElectrons, random } = request;
  const normals = Float32Array.from({ length: tableLength }, () => random.normal());
  const deviations = Float32Array.from({ length: 256 }, (_, grey) => {
    const electrons = (grey / 255) * fullWellElectrons;
    return (Math.sqrt(electrons + readNoiseElectrons * readNoiseElectrons) * 255) / fullWellElectrons;
  });
  const noisy = new Uint8ClampedArray(image.pixels.length);
  for (let index = 0; index < noisy.length; index += 1) {
    const grey = image.pixels[index] as number;
    const normal = normals[Math.floor(random.fraction() * tableLength)] as number;
    // The clamped array rounds and cuts at 0 and 255, as a sensor does.
    noisy[index] = grey + (deviations[grey] as number) * normal;
  }
  return { width: image.width, height: image.height, pixels: noisy };
}
