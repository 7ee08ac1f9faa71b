import { inWords, photographedBox, pictureOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** The reader stopped at the first good serial; what else is on the box nobody knows. */
export const halfReadBox = defineControl({
  id: "half-read-box",
  title: "A box that was not read to its end",
  harm: "A second serial on the box stays unseen, and Amazon's scanner may take that one.",
  caughtBy: "the verdict over the box: never ok without a full pass",
  remedy: "Let the reader finish its pass over the whole image before it asks for a verdict.",
  async run(stage) {
    const box = await photographedBox(stage, "half-read-box");
    if (box === undefined) return undefined;
    const { model, serial, photo } = box;
    const { symbols } = photo;
    const answer = await stage.line.scan({
      scanId: "half-read-box",
      model: model.deviceModel,
      symbols,
      fullPass: false,
    });
    return {
      expected: "error, with the reason partial-pass",
      got: inWords(answer),
      caught: answer.verdict === "error" && answer.reasons.some((reason) => reason.code === "partial-pass"),
      picture: pictureOf(photo, "A good label, but the reader says that it did not look everywhere", [serial]),
    };
  },
});
