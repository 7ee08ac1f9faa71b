import { checkCatalog } from "../../core/catalog/index.ts";
import { isError } from "../../core/index.ts";
import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";

/** A rehearsal tries a few serials; the proofs over the catalog speak of all of them, so none of them may fail. */
export const reg05 = defineCase({
  id: "REG-05",
  title: "Every pattern refuses the other codes of the boxes and the other models' serials, and check finds no error",
  failureTitle: "boxproof check finds errors in the catalog",
  rule: "Serial validation ensures that the correct barcode is scanned on the box, so a pattern accepts nothing else there",
  source: documented("Packaging changes: Serial number barcode"),
  async run(stage) {
    return checkCatalog(stage.catalog).models.map(({ deviceModel, findings }) => {
      const errors = findings.filter(isError);
      return observe({
        subject: deviceModel,
        expected: "no finding at error level",
        got: errors.length === 0 ? "none" : errors.map(({ id, message }) => `${id}: ${message}`).join(" "),
        holds: errors.length === 0,
        nextStep: errors[0]?.remedy ?? "Run boxproof check and mend what it names.",
      });
    });
  },
});
