import { judgeBox } from "../../core/verdict/index.ts";
import { inWords, outlinesOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** The roll of labels of another model is in the printer. */
export const labelOfAnotherModel = defineControl({
  id: "label-of-another-model",
  title: "The label of another model on the box",
  harm: "The serial is good, but for another device: Amazon registers a device that is not in the box.",
  caughtBy: "the verdict over the box: wrong-model",
  remedy: "Give each station its model; take the label off and print the right one.",
  async run(stage) {
    const [packed, other] = stage.printable("label-of-another-model");
    if (packed === undefined || other === undefined) return undefined;
    const photo = await stage.lookAt(other.model, other.serial);
    const judgement = judgeBox({
      catalog: stage.catalog,
      expectedModel: packed.model.deviceModel,
      symbols: photo.symbols,
      fullPass: photo.fullPass,
    });
    return {
      expected: `wrong-model, since ${packed.model.deviceModel} is packed`,
      got: inWords(judgement),
      caught: judgement.verdict === "wrong-model",
      picture: {
        image: photo.image,
        alt: `A label of ${other.model.name} where ${packed.model.name} is packed`,
        outlines: outlinesOf(photo.symbols, [other.serial]),
      },
    };
  },
});
