import type { CameraProfile, CameraValue, CameraValueName, Distribution } from "./camera-profile.ts";

function guess(unit: string, distribution: Distribution, note: string): CameraValue {
  return { distribution, unit, origin: { kind: "guess", note } };
}

const fixed = (value: number): Distribution => ({ kind: "fixed", value });
const uniform = (from: number, to: number): Distribution => ({ kind: "uniform", from, to });

/** Normal around `mean`, cut at `reach` to both sides. */
function normal(mean: number, deviation: number, reach: number): Distribution {
  return { kind: "normal", mean, deviation, from: mean - reach, to: mean + reach };
}

const roll = guess(
  "degrees, clockwise in the image",
  uniform(-10, 10),
  "the limit of this first model: labels lie nearly straight",
);

const handheldValues: Readonly<Record<CameraValueName, CameraValue>> = {
  pixelsPerModule: guess(
    "pixels per module, label facing the camera",
    uniform(2, 6),
    "readers' makers publish a minimum of 1.5 to 2; people move closer until it reads",
  ),
  rollDeg: roll,
  pitchDeg: guess("degrees, top of the label away from the camera", normal(0, 15, 40), "a hand does not aim square"),
  skewDeg: guess("degrees, right of the label away from the camera", normal(0, 15, 40), "a hand does not aim square"),
  distanceMm: guess("mm from the lens to the middle of the label", uniform(150, 300), "an arm's working range"),
  // The sign of a defocus has no meaning; both halves of the bell are the same blur.
  defocusModules: guess(
    "modules, standard deviation of a Gaussian; the sign has no meaning",
    normal(0, 0.18, 0.6),
    "autofocus or a deep lens keeps most pictures nearly sharp",
  ),
  whiteReflectance: guess("share of red light", normal(0.82, 0.02, 0.08), "uncoated to coated white label stock"),
  blackReflectance: guess("share of red light", normal(0.08, 0.015, 0.06), "fresh thermal transfer or offset black"),
  surfaceReflectance: guess("share of red light", normal(0.45, 0.03, 0.1), "brown corrugated board around the label"),
  fullWellElectrons: guess(
    "electrons at full scale",
    fixed(4000),
    "a small global-shutter sensor with a short exposure",
  ),
  readNoiseElectrons: guess("electrons, standard deviation", fixed(25), "the same sensor with some gain"),
};

/**
 * The profiles by name. All numbers are guesses of ours until somebody measures at a fulfilment centre: they tell
 * which of two labels reads better, not how often one will be read there.
 */
export const cameraProfiles = {
  handheld: {
    name: "handheld",
    title: "Handheld imager, held by a person over a box on a table",
    values: handheldValues,
  },
  tunnel: {
    name: "tunnel",
    title: "Fixed camera over a conveyor: far away, coarse, square to the belt but not to the box",
    values: {
      ...handheldValues,
      pixelsPerModule: guess(
        "pixels per module, label facing the camera",
        { kind: "normal", mean: 2.2, deviation: 0.35, from: 1.5, to: 3.2 },
        "a wide field of view leaves little more than the published minimum of 1.5 to 2",
      ),
      pitchDeg: guess(
        "degrees, top of the label away from the camera",
        uniform(-20, 20),
        "boxes of any height and lean",
      ),
      skewDeg: guess(
        "degrees, right of the label away from the camera",
        uniform(-20, 20),
        "boxes of any height and lean",
      ),
      distanceMm: guess("mm from the lens to the middle of the label", uniform(700, 1200), "above the tallest box"),
      defocusModules: guess(
        "modules, standard deviation of a Gaussian; the sign has no meaning",
        normal(0, 0.2, 0.5),
        "fixed focus over boxes of any height",
      ),
      whiteReflectance: guess("share of red light", normal(0.8, 0.025, 0.1), "light falls off over a wide field"),
      fullWellElectrons: guess("electrons at full scale", fixed(3000), "a shorter exposure, as the box moves"),
    },
  },
  worn: {
    name: "worn",
    title: "Handheld imager over a rubbed, faded thermal print",
    values: {
      ...handheldValues,
      whiteReflectance: guess("share of red light", normal(0.74, 0.025, 0.1), "soiled label stock"),
      blackReflectance: guess("share of red light", normal(0.22, 0.04, 0.16), "faded direct thermal print"),
    },
  },
} as const satisfies Readonly<Record<string, CameraProfile>>;

/** The name of a profile. */
export type CameraProfileName = keyof typeof cameraProfiles;
