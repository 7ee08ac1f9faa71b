import { quietZoneFindings } from "../../core/layout/index.ts";
import { observe } from "../observe.ts";
import { observeEach } from "../observe-each.ts";
import { defineCase } from "../rehearsal-case.ts";
import { ourRule } from "../sources.ts";

/** Around every symbol of the label is the clear margin that its symbology asks for. */
export const lbl05 = defineCase({
  id: "LBL-05",
  title: "Every symbol has its quiet zone",
  failureTitle: "Something stands in a quiet zone",
  rule: "Quiet zones: 10X beside Code 128 and Code 39, 1X around Data Matrix, 4X around QR",
  source: ourRule("ISO/IEC 15417, 16388, 16022, 18004", "quiet zones"),
  async run(stage) {
    return observeEach(stage.printable("LBL-05"), async ({ model, serial }) => {
      const { list } = await stage.print(model, serial);
      const findings = quietZoneFindings(list);
      return [
        observe({
          subject: `${model.deviceModel}, ${list.symbols.length} symbols`,
          expected: "nothing in any quiet zone",
          got: findings.length === 0 ? "nothing" : findings.map((finding) => finding.message).join(" "),
          holds: findings.length === 0,
          nextStep: findings[0]?.remedy ?? "Move what stands in the quiet zone, or make the symbol smaller.",
        }),
      ];
    });
  },
});
