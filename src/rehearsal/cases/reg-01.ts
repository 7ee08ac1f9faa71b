import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";

/** The pattern binds the whole scanned value: nothing may stand before or after the serial. */
export const reg01 = defineCase({
  id: "REG-01",
  title: "Every pattern matches the whole scanned value or nothing",
  failureTitle: "A pattern also matches when other characters stand around the serial",
  rule: "The fulfilment centre validates what it scanned against the pattern, so the pattern has to be anchored",
  source: documented("Packaging changes: Serial number barcode"),
  async run(stage) {
    return stage.catalog.models.flatMap((model) => {
      const serial = stage.serial(model, "REG-01");
      if (serial === undefined) return [];
      // Native search semantics: an unanchored pattern finds the serial anywhere.
      const native = new RegExp(model.serial.pattern);
      const surrounded = [`0${serial}`, `${serial}0`, `SERNUM:${serial};`].filter((text) => native.test(text));
      return [
        observe({
          subject: model.deviceModel,
          expected: `${model.serial.pattern} refuses ${serial} with other characters around it`,
          got: surrounded.length === 0 ? "refused" : `accepts ${surrounded.join(" and ")}`,
          holds: native.test(serial) && surrounded.length === 0,
          nextStep: "Put ^ before and $ after the whole pattern, and brackets around its alternatives.",
        }),
      ];
    });
  },
});
