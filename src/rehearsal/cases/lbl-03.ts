import { checkCatalog } from "../../core/catalog/index.ts";
import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { ourRule } from "../sources.ts";

/** The chosen symbology can carry every serial that the model may have. */
export const lbl03 = defineCase({
  id: "LBL-03",
  title: "The symbology carries every serial of the model",
  failureTitle: "Some serials of the model cannot be printed in its symbology",
  rule: "Every text that the pattern allows can be encoded, and no reader takes it for another text",
  source: ourRule("ISO/IEC 15417, 16388, 16022, 18004", "character sets"),
  async run(stage) {
    const checked = checkCatalog(stage.catalog).models;
    return stage.catalog.models.flatMap(({ deviceModel, label }) => {
      if (label === undefined) return [];
      const findings = checked.find((one) => one.deviceModel === deviceModel)?.findings ?? [];
      const lacking = findings.filter((finding) => finding.id === "Y001");
      return [
        observe({
          subject: deviceModel,
          expected: `${label.symbology} carries every serial`,
          got: lacking.length === 0 ? "it does" : lacking.map((finding) => finding.message).join(" "),
          holds: lacking.length === 0,
          nextStep: lacking[0]?.remedy ?? "Choose another symbology.",
        }),
      ];
    });
  },
});
