import { demoCatalogFile, loadCatalog, loadTemplate } from "../../src/config/index.ts";
import { type PlacedSymbol, rasteriseGrey } from "../../src/core/layout/index.ts";
import type { GreyRaster } from "../../src/core/raster/index.ts";
import { composeLabel, createBwipEncoder, loadFonts } from "../../src/press/index.ts";

/** A label of the demo catalog, its dots, and what is on it. */
export interface DemoLabel {
  readonly deviceModel: string;
  readonly raster: GreyRaster;
  readonly dotsPerInch: number;
  readonly serial: PlacedSymbol;
  readonly texts: ReadonlySet<string>;
}

/** The label of every demo model that has one, each with the first good serial of its examples. */
export async function drawDemoLabels(): Promise<readonly DemoLabel[]> {
  const catalog = await loadCatalog(demoCatalogFile());
  const fonts = await loadFonts();
  const encoder = createBwipEncoder();
  const made: DemoLabel[] = [];
  for (const model of catalog.models) {
    if (model.label === undefined) continue;
    const template = await loadTemplate(model.label.template);
    const dsn = model.serial.examples.good[0] ?? "";
    const row = { mac: "00005E005301" };
    const composed = composeLabel({ catalog, model, template, dsn, row, encoder, fonts, demo: true });
    if (!composed.ok) throw new Error(composed.findings.map(({ message }) => message).join(" "));
    const { list } = composed;
    const serial = list.symbols.find(({ name }) => name === "serial");
    if (serial === undefined) throw new Error(`the label of ${model.deviceModel} has no serial`);
    made.push({
      deviceModel: model.deviceModel,
      raster: rasteriseGrey(list, fonts),
      dotsPerInch: list.dotsPerInch,
      serial,
      texts: new Set(list.symbols.map(({ text }) => text)),
    });
  }
  return made;
}
