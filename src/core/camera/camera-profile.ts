/** How a value varies from picture to picture. Normal values beyond `from` or `to` are set to that limit. */
export type Distribution =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "uniform"; readonly from: number; readonly to: number }
  | {
      readonly kind: "normal";
      readonly mean: number;
      readonly deviation: number;
      readonly from: number;
      readonly to: number;
    };

/** Where a number comes from. `guess`: our engineering guess; no figures of a fulfilment centre are public. */
export interface Origin {
  readonly kind: "guess" | "published";
  readonly note: string;
}

/** One property of a camera or of what stands before it: how it varies, its unit, and where the numbers come from. */
export interface CameraValue {
  readonly distribution: Distribution;
  readonly unit: string;
  readonly origin: Origin;
}

/** The properties that a profile gives; each is drawn once a picture. */
export interface CameraProfile {
  readonly name: string;
  /** What stands there, for people. */
  readonly title: string;
  readonly values: Readonly<Record<CameraValueName, CameraValue>>;
}

/** Every property of the scanner model, in the order in which reports list them. */
export const cameraValueNames = [
  "pixelsPerModule",
  "rollDeg",
  "pitchDeg",
  "skewDeg",
  "distanceMm",
  "defocusModules",
  "whiteReflectance",
  "blackReflectance",
  "surfaceReflectance",
  "fullWellElectrons",
  "readNoiseElectrons",
] as const;

/** A property of the scanner model. */
export type CameraValueName = (typeof cameraValueNames)[number];

/** One picture's drawn values, in the units of the profile. */
export type CameraSettings = Readonly<Record<CameraValueName, number>>;
