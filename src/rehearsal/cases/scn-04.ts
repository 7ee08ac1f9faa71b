import { judgeBox } from "../../core/verdict/index.ts";
import { observe } from "../observe.ts";
import { observeEach } from "../observe-each.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";

/** A camera sees all codes of the box at once; exactly one of them may be taken for a serial, and it is the right one. */
export const scn04 = defineCase({
  id: "SCN-04",
  title: "Among all codes of the box exactly the serial is picked",
  failureTitle: "Another code of the box is taken for the serial, or the serial is not found",
  rule: "Serial validation ensures that the correct barcode is scanned on the box",
  source: documented("Packaging changes: Serial number barcode"),
  async run(stage) {
    return observeEach(stage.printable("SCN-04"), async ({ model, serial }) => {
      const { list } = await stage.print(model, serial);
      // A label with nothing but the serial has no neighbours to tell it from.
      const least = Math.min(2, list.symbols.length);
      const enough = (symbols: readonly unknown[]) => symbols.length >= least;
      const photo = await stage.lookAt(model, serial, { enough });
      const judgement = judgeBox({
        catalog: stage.catalog,
        expectedModel: model.deviceModel,
        symbols: photo.symbols,
        fullPass: photo.fullPass,
      });
      const got = `${judgement.verdict}${judgement.dsn === undefined ? "" : ` ${judgement.dsn}`} among ${photo.symbols.length} codes`;
      return [
        observe({
          subject: model.deviceModel,
          expected: `ok ${serial} among ${least === 1 ? "its own code" : "several codes"}`,
          got:
            judgement.verdict === "ok" ? got : `${got}: ${judgement.reasons.map((reason) => reason.message).join(" ")}`,
          holds: judgement.verdict === "ok" && judgement.dsn === serial && enough(photo.symbols),
          nextStep: "Run boxproof check: it names the code that the pattern takes for a serial.",
        }),
      ];
    });
  },
});
