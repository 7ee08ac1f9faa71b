import { inWords, photographedBox, pictureOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** One serial on two boxes: a label printed again, or a file used twice. */
export const duplicateSerial = defineControl({
  id: "duplicate-serial",
  title: "The same serial on a second box",
  harm: "Two customers own one serial; the second one's device is registered to the first.",
  caughtBy: "the line service's ledger: duplicate",
  remedy: "Take the second box out, scrap its label, print a new serial; look for the file that was printed twice.",
  async run(stage) {
    const box = await photographedBox(stage, "duplicate-serial");
    if (box === undefined) return undefined;
    const { model, serial, photo } = box;
    const scan = (scanId: string) =>
      stage.line.scan({ scanId, model: model.deviceModel, symbols: photo.symbols, fullPass: photo.fullPass });
    const first = await scan("duplicate-first-box");
    const repeat = await scan("duplicate-first-box");
    const second = await scan("duplicate-second-box");
    return {
      expected: "ok for the first box, the same answer when it is asked again, duplicate for the second box",
      got: `${first.verdict}, ${repeat.verdict} when asked again; ${inWords(second)}`,
      caught: first.verdict === "ok" && repeat.verdict === "ok" && second.verdict === "duplicate",
      picture: pictureOf(photo, `The second box: nothing about its label is wrong, but ${serial} was seen before`, [
        serial,
      ]),
    };
  },
});
