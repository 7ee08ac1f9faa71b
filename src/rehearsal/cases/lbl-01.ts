import { observeEqual } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";

/** The bars hold the serial and nothing else: no prefix, no suffix, no other case. Read by two independent engines. */
export const lbl01 = defineCase({
  id: "LBL-01",
  title: "The symbol holds exactly the serial, as two independent readers see it",
  failureTitle: "A reader sees something else in the serial's symbol than the serial",
  rule: "The device_serial_number is the same identifier that matches the barcode printed on the box",
  source: documented("API definition, HTTP body parameters"),
  async run(stage) {
    const observations = [];
    for (const { model, serial } of stage.printable("LBL-01")) {
      const printed = await stage.print(model, serial);
      const { symbols: seen } = await stage.read(printed.raster);
      const first = seen.filter((symbol) => symbol.text === serial).map((symbol) => symbol.text);
      const second = stage.readAgain(printed.raster, printed.serialSymbol);
      const nextStep = "Print the bare serial in the bars; prefixes such as S/N belong into the plain text only.";
      observations.push(
        observeEqual({
          subject: `${model.deviceModel}, first reader`,
          expected: serial,
          got: first[0] ?? `none of ${seen.map((symbol) => symbol.text).join(", ")}`,
          nextStep,
        }),
        observeEqual({
          subject: `${model.deviceModel}, second reader`,
          expected: serial,
          got: second ?? "nothing read",
          nextStep,
        }),
      );
    }
    return observations;
  },
});
