import { parsePattern, patternAlphabet } from "../../core/pattern/index.ts";
import { encodableFindings } from "../../core/symbol/index.ts";
import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { ourRule } from "../sources.ts";

/** The chosen symbology can carry every character that any serial of the model may have. */
export const lbl03 = defineCase({
  id: "LBL-03",
  title: "The symbology carries every character of the model's serials",
  failureTitle: "Some serials of the model cannot be printed in its symbology",
  rule: "Every character that the pattern allows is in the character set of the symbology",
  source: ourRule("ISO/IEC 15417, 16388, 16022, 18004", "character sets"),
  async run(stage) {
    return stage.catalog.models.flatMap((model) => {
      if (model.label === undefined) return [];
      const parsed = parsePattern(model.serial.pattern);
      const alphabet = parsed.ok ? patternAlphabet(parsed.pattern) : "";
      const { symbology } = model.label;
      const findings = encodableFindings(symbology, alphabet);
      return [
        observe({
          subject: model.deviceModel,
          expected: `${symbology} carries ${alphabet}`,
          got: findings.length === 0 ? "it does" : findings.map((finding) => finding.message).join(" "),
          holds: parsed.ok && findings.length === 0,
          nextStep: "Take Code 128 or Data Matrix, or leave the characters out of the scheme.",
        }),
      ];
    });
  },
});
