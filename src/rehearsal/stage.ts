import type { Catalog, DeviceModel } from "../core/catalog/index.ts";
import type { Dsn } from "../core/dsn/index.ts";
import type { PlacedSymbol } from "../core/layout/index.ts";
import type { GreyRaster } from "../core/raster/index.ts";
import type { AmazonSide } from "./amazon-side.ts";
import type { ChainRun } from "./chain-run.ts";
import type { LineSide } from "./line-side.ts";
import type { Frame, LookOptions, Photo, Printable, PrintedLabel, PrintOptions, Reading } from "./printed-label.ts";

/** Where the cases play: a catalog, and everything that can be made of it. What is made is made once and kept. */
export interface Stage {
  readonly catalog: Catalog;
  readonly amazon: AmazonSide;
  readonly line: LineSide;
  /**
   * A serial of the model for one use: from its scheme, or from its pattern where it has none; for a model that is not
   * sold its first good example. Undefined where none of these gives a DSN.
   */
  serial(model: DeviceModel, use: string): Dsn | undefined;
  /** Several serials from the model's scheme; none when it has no scheme. */
  specimens(model: DeviceModel, wanted: { readonly use: string; readonly count: number }): readonly Dsn[];
  /** Every model that prints a label, with a serial for this use. */
  printable(use: string): readonly Printable[];
  /** The label for a text in the place of the serial, which a planted mistake need not be. Throws ERR_LABEL with the numbers when it does not fit. */
  print(model: DeviceModel, serial: string, options?: PrintOptions): Promise<PrintedLabel>;
  /**
   * Looks at a label as a scanner does: frame after frame with another pose each, until the serial is read and `enough`
   * is content. The last frame when that never happens.
   */
  lookAt(model: DeviceModel, serial: string, look?: LookOptions): Promise<Photo>;
  /** One picture of a printed label whose dots were changed after printing: a planted mistake. */
  photograph(printed: PrintedLabel, frame: Frame): Promise<Photo>;
  /** All symbols that the first reader sees. */
  read(image: GreyRaster): Promise<Reading>;
  /** The whole way of one serial of every model that has one, in the order of the catalog. */
  chains(): Promise<readonly ChainRun[]>;
  /** What the second, independent reader sees at one symbol of a clean raster; undefined when it reads nothing. */
  readAgain(raster: GreyRaster, symbol: PlacedSymbol): string | undefined;
}
