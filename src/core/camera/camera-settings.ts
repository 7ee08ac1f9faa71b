import type { Random } from "../index.ts";
import {
  type CameraProfile,
  type CameraSettings,
  type CameraValueName,
  cameraValueNames,
  type Distribution,
} from "./camera-profile.ts";

/**
 * One picture's values. Each comes from its own fork of `random`, so a profile that fixes one value leaves the others
 * as they were for the same seed.
 */
export function drawCameraSettings(profile: CameraProfile, random: Random): CameraSettings {
  const drawn = cameraValueNames.map((name) => [name, draw(profile.values[name].distribution, random.fork(name))]);
  return Object.fromEntries(drawn) as Record<CameraValueName, number>;
}

function draw(distribution: Distribution, random: Random): number {
  if (distribution.kind === "fixed") return distribution.value;
  const { from, to } = distribution;
  if (distribution.kind === "uniform") return from + (to - from) * random.fraction();
  return Math.min(to, Math.max(from, distribution.mean + distribution.deviation * random.normal()));
}
