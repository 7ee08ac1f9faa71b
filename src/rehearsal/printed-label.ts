import type { CameraProfileName, CameraSettings } from "../core/camera/index.ts";
import type { DeviceModel } from "../core/catalog/index.ts";
import type { Dsn } from "../core/dsn/index.ts";
import type { DisplayList, PlacedSymbol } from "../core/layout/index.ts";
import type { GreyRaster } from "../core/raster/index.ts";
import type { Point, SeenSymbol } from "../core/symbol/index.ts";

/** A model that prints a label, and a serial for it. */
export interface Printable {
  readonly model: DeviceModel;
  readonly serial: Dsn;
}

/** How to print, where it differs from the template. */
export interface PrintOptions {
  readonly dotsPerInch?: number;
}

/** A label as it comes from the printer: what was drawn, and its dots. */
export interface PrintedLabel {
  readonly list: DisplayList;
  /** One pixel a dot. */
  readonly raster: GreyRaster;
  readonly serialSymbol: PlacedSymbol;
}

/** One frame of a camera: the profile, and its number in the burst, from 1. */
export interface Frame {
  readonly profile: CameraProfileName;
  readonly frame: number;
  /** What is photographed; another key gives other poses. */
  readonly key: string;
}

/** How to look at a label. */
export interface LookOptions {
  /** `handheld` when absent. */
  readonly profile?: CameraProfileName;
  /** What has to be read beside the serial; nothing when absent. */
  readonly enough?: (symbols: readonly SeenSymbol[]) => boolean;
}

/** Frames that a scanner takes of one box before a person has to look at it. */
export const framesMax = 8;

/** What the first reader saw in an image. */
export interface Reading {
  readonly symbols: readonly SeenSymbol[];
  /** False when the reader stopped before it had looked everywhere; then nothing may be judged ok. */
  readonly fullPass: boolean;
}

/** A photographed label with what was read in it. */
export interface Photo extends Reading {
  readonly image: GreyRaster;
  readonly settings: CameraSettings;
  /** Its number in the burst, from 1. */
  readonly frame: number;
  /** Where a dot of the label stands in the image. */
  toImage(dot: Point): Point;
}
