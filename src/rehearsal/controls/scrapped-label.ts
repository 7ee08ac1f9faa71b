import { inWords, photographedBox, pictureOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** A label that was taken out of use turns up on a box. */
export const scrappedLabel = defineControl({
  id: "scrapped-label",
  title: "A label that was scrapped is on a box all the same",
  harm: "The serial was given up and may be reprinted: two boxes with one serial come to exist.",
  caughtBy: "the line service's ledger: blocked",
  remedy: "Take the label off and destroy it; print a new serial for this device.",
  async run(stage) {
    const box = await photographedBox(stage, "scrapped-label");
    if (box === undefined) return undefined;
    const { model, serial, photo } = box;
    const unit = { deviceModel: model.deviceModel, dsn: serial };
    const change = { unit, state: "LabelScrapped", who: "rehearsal", why: "planted mistake" } as const;
    await stage.line.ledger.markUnit(change);
    const scanId = "scrapped-label";
    const answer = await stage.line.scan({
      scanId,
      model: model.deviceModel,
      symbols: photo.symbols,
      fullPass: photo.fullPass,
    });
    return {
      expected: "blocked",
      got: inWords(answer),
      caught: answer.verdict === "blocked",
      picture: pictureOf(photo, `The label of ${serial}, which was scrapped`, [serial]),
    };
  },
});
