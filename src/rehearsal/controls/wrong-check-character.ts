import { schemeFindings } from "../../core/dsn/index.ts";
import { judgeBox } from "../../core/verdict/index.ts";
import { inWords } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** A serial that fits the pattern and that no factory composed: a digit was typed wrong. */
export const wrongCheckCharacter = defineControl({
  id: "wrong-check-character",
  title: "A serial that fits the pattern but has a wrong check character",
  harm: "Amazon's regex accepts it, and it belongs to no device.",
  caughtBy: "the verdict over the box: no-match, outside the scheme",
  remedy: "Print serials from the ledger or the device, never by hand; keep the scheme with its check character.",
  async run(stage) {
    const model = stage.catalog.models.find(({ serial }) => serial.scheme?.parts.at(-1)?.kind === "check");
    const serial = model === undefined ? undefined : stage.serial(model, "wrong-check-character");
    const scheme = model?.serial.scheme;
    if (model === undefined || serial === undefined || scheme === undefined) return undefined;
    const pattern = new RegExp(model.serial.pattern);
    const text = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
      .map((character) => serial.slice(0, -1) + character)
      .find((other) => other !== serial && pattern.test(other));
    if (text === undefined) return undefined;
    const judgement = judgeBox({
      catalog: stage.catalog,
      expectedModel: model.deviceModel,
      symbols: [{ text }],
      fullPass: true,
    });
    return {
      expected: "no-match with the reason outside-scheme",
      got: inWords(judgement),
      caught: judgement.verdict === "no-match" && judgement.reasons.some((reason) => reason.code === "outside-scheme"),
      exhibit: [
        { label: "pattern", text: model.serial.pattern },
        { label: "accepts", text },
        { label: "the scheme says", text: schemeFindings(scheme, text)[0]?.message ?? "nothing" },
      ],
    };
  },
});
