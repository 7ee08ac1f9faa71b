import type { DisplayList } from "../../core/layout/index.ts";
import { observe } from "../observe.ts";
import { observeEach } from "../observe-each.ts";
import { defineCase } from "../rehearsal-case.ts";
import { inferredFrom } from "../sources.ts";

/** People can read and type the serial from the box. */
export const lbl02 = defineCase({
  id: "LBL-02",
  title: "The plain text beside the symbol holds the serial",
  failureTitle: "The plain text beside the symbol is not the serial",
  rule: "The text above or below the symbol holds the encoded value in plain text; a prefix such as S/N is allowed",
  source: inferredFrom(
    "Frustration-Free Setup, Provisionee Barcode Specification",
    "1D barcode text (a relative of this program)",
  ),
  async run(stage) {
    return observeEach(stage.printable("LBL-02"), async ({ model, serial }) => {
      const { list } = await stage.print(model, serial);
      const texts = plainTexts(list);
      // Whole words only: a serial that is part of a longer run of characters would be typed wrong.
      const holding = texts.filter((text) => text.split(/[\s:]+/).includes(serial));
      return [
        observe({
          subject: model.deviceModel,
          expected: `a text with ${serial} as a word of its own`,
          got: holding[0] ?? `only ${texts.map((text) => JSON.stringify(text)).join(", ")}`,
          holds: holding.length > 0,
          nextStep: "Give the barcode element of the template an hri with the value of the serial.",
        }),
      ];
    });
  },
});

function plainTexts(list: DisplayList): readonly string[] {
  return [...list.fixed, ...list.perLabel].flatMap((item) => (item.kind === "text" ? [item.text] : []));
}
