import { checkCatalog } from "../../core/catalog/index.ts";
import { judgeBox } from "../../core/verdict/index.ts";
import { inWords, siblingOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** A second model whose pattern accepts serials of the first: copied, and the prefix forgotten. */
export const overlappingModels = defineControl({
  id: "overlapping-models",
  title: "Two models whose patterns accept the same serial",
  harm: "A box of one model passes as the other; its customer is offered the wrong supplies.",
  caughtBy: "boxproof check (L003) and the verdict over the box",
  remedy: "Give each model a prefix of its own in its scheme.",
  async run(stage) {
    const { model, serial } = stage.printable("overlapping-models")[0] ?? {};
    if (model === undefined || serial === undefined) return undefined;
    const sibling = siblingOf(model);
    const catalog = { ...stage.catalog, models: [...stage.catalog.models, sibling] };
    const overlap = checkCatalog(catalog).overlaps.find(({ a, b }) => [a, b].includes(sibling.deviceModel));
    const judgement = judgeBox({ catalog, symbols: [{ text: serial }], fullPass: true });
    return {
      expected: "an overlap with a witness, and verdict ambiguous",
      got: `${overlap === undefined ? "no overlap" : `both accept ${overlap.witness}`}; ${inWords(judgement)}`,
      caught: overlap !== undefined && judgement.verdict === "ambiguous",
      exhibit: [
        { label: model.deviceModel, text: model.serial.pattern },
        { label: sibling.deviceModel, text: sibling.serial.pattern },
        { label: "both accept", text: overlap?.witness ?? "nothing", mark: overlap?.witness ?? "" },
      ],
    };
  },
});
