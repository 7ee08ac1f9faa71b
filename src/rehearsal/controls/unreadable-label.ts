import { createGreyRaster } from "../../core/raster/index.ts";
import { judgeBox } from "../../core/verdict/index.ts";
import { inWords, outlinesOf, photographedBox } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** The serial's symbol is covered: tape, a shipping label, a torn corner. Other codes still read. */
export const unreadableLabel = defineControl({
  id: "unreadable-label",
  title: "A serial's symbol that is covered, while other codes of the box still read",
  harm: "The scanner beeps on some other code, and nobody notices that the serial was never scanned.",
  caughtBy: "the verdict over the box: no-match or no-read, never ok",
  remedy: "Uncover or replace the label; keep tape and shipping labels away from it.",
  async run(stage) {
    const box = await photographedBox(stage, "unreadable-label");
    if (box === undefined) return undefined;
    const { model, serial, photo } = box;
    const printed = await stage.print(model, serial);
    const { at } = printed.serialSymbol;
    const { width, height, pixels } = photo.image;
    const image = createGreyRaster({ width, height, grey: 0 });
    image.pixels.set(pixels);
    const [left, top] = photo.toImage([at.x + at.width / 5, at.y]);
    const [right, bottom] = photo.toImage([at.x + (at.width * 3) / 5, at.y + at.height]);
    for (let y = Math.max(0, Math.floor(top) - 20); y < Math.min(height, bottom + 20); y += 1) {
      image.pixels.fill(140, y * width + Math.floor(left), y * width + Math.ceil(right));
    }
    const { symbols, fullPass } = await stage.read(image);
    const judgement = judgeBox({ catalog: stage.catalog, expectedModel: model.deviceModel, symbols, fullPass });
    return {
      expected: "no-match or no-read",
      got: inWords(judgement),
      caught: judgement.verdict === "no-match" || judgement.verdict === "no-read",
      picture: { image, alt: "The covered symbol; what still reads is outlined", outlines: outlinesOf(symbols, []) },
    };
  },
});
