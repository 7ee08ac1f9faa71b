import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";

/** The whole way: every hop works on what the one before gave, and the serial comes out as it went in. */
export const chn01 = defineCase({
  id: "CHN-01",
  title: "One serial of every model goes the whole way, byte for byte the same at every hop",
  failureTitle: "A serial is lost or changed on its way",
  rule: "Printed, read, judged, bought, scanned, notified and exchanged is one and the same serial",
  source: documented("What is Pre-registration, steps 1 to 3"),
  async run(stage) {
    return (await stage.chains()).map(({ result }) => {
      const broken = result.hops.find((hop) => hop.state === "fail");
      return observe({
        subject: result.deviceModel,
        expected: `${result.dsn} at every hop`,
        got: broken === undefined ? `${result.dsn} at every hop` : `${broken.title}: ${broken.got}`,
        holds: broken === undefined,
        nextStep: "Open the timeline of this serial and look at the first hop that is not green.",
      });
    });
  },
});
