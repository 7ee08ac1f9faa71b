import { checkCatalog } from "../../core/catalog/index.ts";
import { judgeBox } from "../../core/verdict/index.ts";
import { inWords, outlinesOf, photographedBox, widened, withPattern } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

const gtinShape = /^[0-9]{8,14}$/;

/** A pattern that is loose enough for the GTIN of the same box. */
export const gtinMatchesPattern = defineControl({
  id: "gtin-matches-pattern",
  title: "A pattern that also accepts the box's GTIN",
  harm: "Amazon's scanner may take the GTIN for the serial. Then every customer of the model shares one number, and no device is found.",
  caughtBy: "boxproof check (L004) and the verdict over the box",
  remedy: "Narrow the pattern to the letters and lengths of the scheme, or let boxproof generate it.",
  async run(stage) {
    const box = await photographedBox(stage, "gtin-matches-pattern", (symbols) =>
      symbols.some((symbol) => gtinShape.test(symbol.text)),
    );
    if (box === undefined) return undefined;
    const { model, serial, photo } = box;
    const codes = photo.symbols.filter((symbol) => gtinShape.test(symbol.text)).map((symbol) => symbol.text);
    const gtin = model.listings[0]?.gtin ?? codes[0];
    if (gtin === undefined || codes.length === 0) return undefined;
    const { pattern } = model.serial;
    const catalog = withPattern(stage.catalog, model.deviceModel, widened(pattern, "[0-9]{8,14}"));
    const judgement = judgeBox({
      catalog,
      expectedModel: model.deviceModel,
      symbols: photo.symbols,
      fullPass: photo.fullPass,
    });
    const ids = checkCatalog(catalog)
      .models.filter((checked) => checked.deviceModel === model.deviceModel)
      .flatMap((checked) => checked.findings.map((finding) => finding.id));
    return {
      expected: "finding L004 and verdict ambiguous",
      got: `${ids.includes("L004") ? "finding L004" : "no finding L004"}; ${inWords(judgement)}`,
      caught: ids.includes("L004") && judgement.verdict === "ambiguous",
      picture: {
        image: photo.image,
        alt: `The serial and the GTIN of one box, both taken for a serial by the planted pattern`,
        outlines: outlinesOf(photo.symbols, [serial, ...codes]),
      },
    };
  },
});
