import { createGreyRaster, type GreyRaster } from "../../core/raster/index.ts";
import { judgeBox } from "../../core/verdict/index.ts";
import { inWords, outlinesOf } from "../planted.ts";
import type { PrintedLabel } from "../printed-label.ts";
import { defineControl } from "../rehearsal-control.ts";

/** The serial's symbol is covered: tape, a shipping label, a torn corner. Other codes still read. */
export const unreadableLabel = defineControl({
  id: "unreadable-label",
  title: "A serial's symbol that is covered, while other codes of the box still read",
  harm: "The scanner beeps on some other code, and nobody notices that the serial was never scanned.",
  caughtBy: "the verdict over the box: no-match or no-read, never ok",
  remedy: "Uncover or replace the label; keep tape and shipping labels away from it.",
  async run(stage) {
    const { model, serial } = stage.printable("unreadable-label")[0] ?? {};
    if (model === undefined || serial === undefined) return undefined;
    const printed = await stage.print(model, serial);
    const covered = { ...printed, raster: withTape(printed) };
    const frame = { profile: "handheld", frame: 1, key: `${model.deviceModel}/${serial}/covered` } as const;
    const { image, symbols, fullPass } = await stage.photograph(covered, frame);
    const judgement = judgeBox({ catalog: stage.catalog, expectedModel: model.deviceModel, symbols, fullPass });
    return {
      expected: "no-match or no-read",
      got: inWords(judgement),
      caught: judgement.verdict === "no-match" || judgement.verdict === "no-read",
      picture: { image, alt: "The covered symbol; what still reads is outlined", outlines: outlinesOf(symbols, []) },
    };
  },
});

const tapeGrey = 190;

/** The label with a strip of tape over the middle of the serial's symbol. */
function withTape({ raster, serialSymbol }: PrintedLabel): GreyRaster {
  const { at } = serialSymbol;
  const { width, height, pixels } = raster;
  const covered = createGreyRaster({ width, height, grey: 0 });
  covered.pixels.set(pixels);
  const from = Math.round(at.x + at.width / 4);
  const to = Math.round(at.x + (at.width * 3) / 4);
  for (let y = at.y; y < at.y + at.height; y += 1) covered.pixels.fill(tapeGrey, y * width + from, y * width + to);
  return covered;
}
