import { observe } from "../observe.ts";
import { isLabelFault, observeEach } from "../observe-each.ts";
import type { Printable } from "../printed-label.ts";
import { defineCase } from "../rehearsal-case.ts";
import type { Observation } from "../rehearsal-result.ts";
import { ourRule } from "../sources.ts";
import type { Stage } from "../stage.ts";

const printHeadsDotsPerInch = [300, 203] as const;

/** The label survives the two print heads that factories have, with modules snapped to each one's dots. */
export const scn02 = defineCase({
  id: "SCN-02",
  title: "The label prints and reads at 300 and at 203 dpi",
  warnTitle: "The label reads at the resolution that its template is made for; it does not fit every common print head",
  failureTitle: "The label does not read at a common print resolution",
  rule: "Thermal transfer heads of 300 and 203 dpi both have to give a label that reads",
  source: ourRule("boxproof", "rule SCN-02"),
  async run(stage) {
    return observeEach(stage.printable("SCN-02"), async (printable) => {
      // At the template's own resolution first: a label that cannot be made there is a fail, not a question of the head.
      await stage.print(printable.model, printable.serial);
      const observations: Observation[] = [];
      for (const dotsPerInch of printHeadsDotsPerInch) observations.push(await tryHead(stage, printable, dotsPerInch));
      return observations;
    });
  },
});

async function tryHead(stage: Stage, { model, serial }: Printable, dotsPerInch: number): Promise<Observation> {
  const comparison = {
    subject: `${model.deviceModel} at ${dotsPerInch} dpi`,
    expected: `${serial} is read`,
    nextStep: "Make the symbol's slot wider in the template, or choose a 2D symbology.",
  };
  try {
    const { raster, serialSymbol } = await stage.print(model, serial, { dotsPerInch });
    const { symbols: seen } = await stage.read(raster);
    const isRead = seen.some((symbol) => symbol.text === serial);
    const got = isRead ? `read, ${serialSymbol.moduleDots} dots a module` : "not read";
    return observe({ ...comparison, got, holds: isRead });
  } catch (error) {
    if (!isLabelFault(error)) throw error;
    // A template made for one head need not fit another; people should know before they buy the printer.
    return { ...comparison, state: "warn", got: error.message };
  }
}
