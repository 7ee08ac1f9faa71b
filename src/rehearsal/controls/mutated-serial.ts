import type { Dsn } from "../../core/dsn/index.ts";
import { pictureOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";
import { runChain } from "../run-chain.ts";

/** One character changes between the serial file and the print: a font substitution, a spreadsheet, a hand. */
export const mutatedSerial = defineControl({
  id: "mutated-serial",
  title: "A serial that changes by one character on its way to the label",
  harm: "The box carries a serial that belongs to no device; the pattern alone often does not see it.",
  caughtBy: "CHN-01, the comparison of the serial at every hop",
  remedy: "Print from the serial that is read out of the device, and give the scheme a check character.",
  async run(stage) {
    const { model, serial } = stage.printable("mutated-serial")[0] ?? {};
    if (model === undefined || serial === undefined) return undefined;
    const printedAs = withOtherDigit(serial);
    if (printedAs === serial) return undefined;
    const { result, photo } = await runChain(stage, { model, serial, printedAs });
    const broken = result.hops.filter((hop) => hop.state === "fail").map((hop) => hop.title);
    const untilRead = result.hops.find((hop) => hop.id === "read");
    return {
      expected: `${serial} at every hop would pass; ${printedAs} was printed, so the chain breaks where it is read`,
      got: broken.length === 0 ? "no hop failed" : `failed at: ${broken.join(", ")}; verdict ${result.verdict}`,
      caught: untilRead?.state === "fail" && result.verdict !== "ok",
      ...(photo && { picture: pictureOf(photo, `The label says ${printedAs} in place of ${serial}`, [printedAs]) }),
    };
  },
});

/** The last digit but one that can be another digit, so that the pattern still fits. */
function withOtherDigit(serial: Dsn): string {
  const index = serial.slice(0, -1).search(/[0-9][^0-9]*$/);
  if (index === -1) return serial;
  const digit = (Number(serial[index]) + 1) % 10;
  return `${serial.slice(0, index)}${digit}${serial.slice(index + 1)}`;
}
