import { checkCatalog } from "../../core/catalog/index.ts";
import { withPattern } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** A pattern that was written for last year's serials. */
export const narrowPattern = defineControl({
  id: "narrow-pattern",
  title: "A pattern that refuses serials which the factory will print",
  harm: "From one week to the next Amazon refuses good boxes, and they come back by the pallet.",
  caughtBy: "boxproof check (L005), the scheme against the pattern",
  remedy: "Let boxproof generate the pattern from the scheme, and send it to Amazon before the serials change.",
  async run(stage) {
    const model = stage.catalog.models.find((candidate) => candidate.serial.scheme !== undefined);
    const serial = model === undefined ? undefined : stage.serial(model, "narrow-pattern");
    if (model === undefined || serial === undefined) return undefined;
    // Only serials that begin with the first half of one specimen: a year, a line or a plant was forgotten.
    const half = serial.slice(0, Math.ceil(serial.length / 2));
    const pattern = `^${half}[0-9A-Za-z]{1,40}$`;
    const checked = checkCatalog(withPattern(stage.catalog, model.deviceModel, pattern));
    const finding = checked.models
      .find((candidate) => candidate.deviceModel === model.deviceModel)
      ?.findings.find((candidate) => candidate.id === "L005");
    return {
      expected: "finding L005 with a serial that is refused",
      got: finding === undefined ? "no finding L005" : finding.message,
      caught: finding !== undefined && finding.level === "error",
      exhibit: [
        { label: "pattern", text: pattern, mark: half },
        { label: "a serial that the factory will print", text: finding?.witness ?? "not found" },
      ],
    };
  },
});
