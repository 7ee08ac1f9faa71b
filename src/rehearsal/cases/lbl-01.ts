import { observeEqual } from "../observe.ts";
import { observeEach } from "../observe-each.ts";
import { defineCase } from "../rehearsal-case.ts";
import type { Observation } from "../rehearsal-result.ts";
import { documented } from "../sources.ts";

/** The bars hold the serial and nothing else: no prefix, no suffix, no other case. Read by two independent engines. */
export const lbl01 = defineCase({
  id: "LBL-01",
  title: "The symbol holds exactly the serial, as two independent readers see it",
  failureTitle: "A reader sees something else in the serial's symbol than the serial",
  rule: "The device_serial_number is the same identifier that matches the barcode printed on the box",
  source: documented("API definition, HTTP body parameters"),
  async run(stage) {
    return observeEach(stage.printable("LBL-01"), async ({ model, serial }) => {
      const printed = await stage.print(model, serial);
      const { symbols: seen } = await stage.read(printed.raster);
      const first = seen.filter((symbol) => symbol.text === serial).map((symbol) => symbol.text);
      const second = stage.readAgain(printed.raster, printed.serialSymbol);
      const nextStep = "Print the bare serial in the bars; prefixes such as S/N belong into the plain text only.";
      return [
        observeEqual({
          subject: `${model.deviceModel}, first reader`,
          expected: serial,
          got: first[0] ?? `none of ${seen.map((symbol) => symbol.text).join(", ")}`,
          nextStep,
        }),
        secondOpinion(model.deviceModel, serial, second),
      ];
    });
  },
});

/** Another text is a fail; nothing at all only a warning, since the second reader reads far less than the first. */
function secondOpinion(deviceModel: string, serial: string, got: string | undefined): Observation {
  const subject = `${deviceModel}, second reader`;
  const nextStep = "Look at the symbol: two readers that share no code do not agree on it.";
  if (got !== undefined) return observeEqual({ subject, expected: serial, got, nextStep });
  return { subject, state: "warn", expected: serial, got: "nothing read", nextStep };
}
