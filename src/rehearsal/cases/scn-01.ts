import { observe } from "../observe.ts";
import { observeEach } from "../observe-each.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";

/** The artwork itself, with no camera between: every symbol on it is read, in the symbology that was printed. */
export const scn01 = defineCase({
  id: "SCN-01",
  title: "Every symbol of the clean artwork is read as printed",
  failureTitle: "A symbol of the clean artwork is not read as printed",
  rule: "A 1D or 2D barcode containing the serial number of the device is on the box",
  source: documented("Packaging changes: Serial number barcode"),
  async run(stage) {
    return observeEach(stage.printable("SCN-01"), async ({ model, serial }) => {
      const { raster, list } = await stage.print(model, serial);
      const seen = (await stage.read(raster)).symbols.map((symbol) => `${symbol.symbology} ${symbol.text}`).sort();
      const printed = list.symbols.map((symbol) => `${symbol.symbology} ${symbol.text}`).sort();
      return [
        observe({
          subject: model.deviceModel,
          expected: printed.join(", "),
          got: seen.join(", "),
          holds: seen.join() === printed.join(),
          nextStep: "Look at the label: a symbol may be too small, clipped, or too near to another.",
        }),
      ];
    });
  },
});
