import type { DeviceModel } from "../../core/catalog/index.ts";
import { matchesPattern, parsePattern } from "../../core/pattern/index.ts";
import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";
import type { Stage } from "../stage.ts";

const specimenCount = 200;

/** What the factory prints is what the pattern accepts: by our matcher and by the engine of JavaScript. */
export const reg03 = defineCase({
  id: "REG-03",
  title: "Every good example and every serial drawn from the scheme matches its model's pattern",
  failureTitle: "A serial that the factory would print is refused by the pattern",
  rule: "Amazon accepts a scan only when it matches the pattern that the maker gave for the model",
  source: documented("Packaging changes: Serial number barcode"),
  async run(stage) {
    return stage.catalog.models.flatMap((model) => {
      const samples = goodSamples(stage, model);
      if (samples.length === 0) return [];
      const refused = samples.filter((serial) => !bothAccept(model.serial.pattern, serial));
      return [
        observe({
          subject: model.deviceModel,
          expected: `all of ${samples.length} serials accepted, by two engines`,
          got:
            refused.length === 0 ? `all of ${samples.length} accepted` : `refused: ${refused.slice(0, 5).join(", ")}`,
          holds: refused.length === 0,
          nextStep: "Widen the pattern until it covers the scheme, and send Amazon the new one before you print.",
        }),
      ];
    });
  },
});

function goodSamples(stage: Stage, model: DeviceModel): readonly string[] {
  return [...model.serial.examples.good, ...stage.specimens(model, { use: "REG-03", count: specimenCount })];
}

function bothAccept(source: string, serial: string): boolean {
  const parsed = parsePattern(source);
  if (!parsed.ok) return false;
  const ours = matchesPattern(parsed.pattern, serial);
  return ours && new RegExp(source).exec(serial)?.[0] === serial;
}
