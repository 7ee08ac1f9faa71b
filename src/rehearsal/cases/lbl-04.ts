import { moduleGridFaults } from "../module-grid.ts";
import { observe } from "../observe.ts";
import { observeEach } from "../observe-each.ts";
import { defineCase } from "../rehearsal-case.ts";
import { ourRule } from "../sources.ts";

/** A module is a whole number of printer dots, measured in the raster and not taken from the layout. */
export const lbl04 = defineCase({
  id: "LBL-04",
  title: "Every bar and module is a whole number of printer dots",
  failureTitle: "Bars or modules are rounded by the printer's dots",
  rule: "The X-dimension lies on the dot grid of the print head; else bars of one width come out in two",
  source: ourRule("boxproof", "rule LBL-04"),
  async run(stage) {
    return observeEach(stage.printable("LBL-04"), async ({ model, serial }) => {
      const printed = await stage.print(model, serial);
      const { moduleDots } = printed.serialSymbol;
      const faults = moduleGridFaults(printed.raster, printed.serialSymbol);
      return [
        observe({
          subject: model.deviceModel,
          expected: `every run is a multiple of ${moduleDots} dots at ${printed.list.dotsPerInch} dpi`,
          got: faults.length === 0 ? "every run is" : faults.slice(0, 3).join("; "),
          holds: faults.length === 0,
          nextStep: "Choose an x in the template that is a whole number of dots of the printer.",
        }),
      ];
    });
  },
});
