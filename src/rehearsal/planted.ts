import type { Catalog, DeviceModel } from "../core/catalog/index.ts";
import type { SeenSymbol } from "../core/symbol/index.ts";
import type { BoxJudgement } from "../core/verdict/index.ts";
import type { LookOptions, Photo, Printable } from "./printed-label.ts";
import type { ControlPicture } from "./rehearsal-control.ts";
import type { Outline } from "./rehearsal-result.ts";
import type { Stage } from "./stage.ts";

/** The catalog with another pattern for one model. */
export function withPattern(catalog: Catalog, deviceModel: string, pattern: string): Catalog {
  return {
    ...catalog,
    models: catalog.models.map((model) =>
      model.deviceModel === deviceModel ? { ...model, serial: { ...model.serial, pattern } } : model,
    ),
  };
}

/** A pattern that also accepts `extra`, itself a piece of the strict subset. */
export function widened(pattern: string, extra: string): string {
  return `^(${pattern.slice(1, -1)}|${extra})$`;
}

/** A copy of a model under another name. */
export function siblingOf(model: DeviceModel): DeviceModel {
  return { ...model, deviceModel: `${model.deviceModel}_SIBLING`, name: `${model.name} Sibling`, listings: [] };
}

/** A photographed label of the first model that prints one; undefined when none does. */
export async function photographedBox(
  stage: Stage,
  use: string,
  enough?: LookOptions["enough"],
): Promise<(Printable & { readonly photo: Photo }) | undefined> {
  const printable = stage.printable(use)[0];
  if (printable === undefined) return undefined;
  const { model, serial } = printable;
  return { ...printable, photo: await stage.lookAt(model, serial, enough === undefined ? {} : { enough }) };
}

/** Outlines of everything that was read; `serials` are the texts that were taken for serials. */
export function outlinesOf(symbols: readonly SeenSymbol[], serials: readonly string[]): readonly Outline[] {
  return symbols.map((symbol) => ({
    corners: symbol.corners,
    label: `${symbol.symbology} ${symbol.text}`,
    role: serials.includes(symbol.text) ? "serial" : "other",
  }));
}

/** The photo of a box with everything outlined that was read; `serials` are the texts that were taken for serials. */
export function pictureOf(photo: Photo, alt: string, serials: readonly string[]): ControlPicture {
  return { image: photo.image, alt, outlines: outlinesOf(photo.symbols, serials) };
}

/** A judgement in one sentence. */
export function inWords(judgement: Pick<BoxJudgement, "verdict" | "reasons">): string {
  return `${judgement.verdict}. ${judgement.reasons.map((reason) => reason.message).join(" ")}`;
}
