import { gtinText } from "../../core/catalog/index.ts";
import { judgeBox } from "../../core/verdict/index.ts";
import { inWords, photographedBox, pictureOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** The right serial label on the retail box of another model. */
export const gtinOfAnotherModel = defineControl({
  id: "gtin-of-another-model",
  title: "A good serial on a box that is printed for another model",
  harm: "The shop sells one device and the box holds another; Amazon registers what the label says.",
  caughtBy: "the verdict over the box: wrong-model by the GTIN",
  remedy: "Take the device out of the box; look for the pallet of boxes that came to the wrong line.",
  async run(stage) {
    const box = await photographedBox(stage, "gtin-of-another-model");
    const other = stage.catalog.models.find(
      (model) => model.deviceModel !== box?.model.deviceModel && model.listings[0]?.gtin !== undefined,
    );
    const gtin = other?.listings[0]?.gtin;
    if (box === undefined || other === undefined || gtin === undefined) return undefined;
    const { model, serial, photo } = box;
    const own = model.listings.flatMap((listing) => (listing.gtin === undefined ? [] : [listing.gtin]));
    const isOwn = (text: string) => own.some((one) => Number(one) === Number(text));
    const printed = { text: gtinText(gtin, "ean13") ?? gtin, symbology: "ean13" } as const;
    const symbols = [...photo.symbols.filter((symbol) => !isOwn(symbol.text)), printed];
    const judgement = judgeBox({
      catalog: stage.catalog,
      expectedModel: model.deviceModel,
      symbols,
      fullPass: photo.fullPass,
    });
    return {
      expected: `wrong-model, since ${printed.text} is a GTIN of ${other.deviceModel}`,
      got: inWords(judgement),
      caught: judgement.verdict === "wrong-model",
      picture: pictureOf(photo, `The label of ${model.name}; the box around it says ${printed.text}`, [serial]),
    };
  },
});
