import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";
import { observeRefusal, sellable } from "../token-case.ts";

/** Bought and scanned, but the customer did not choose a consumable at checkout. */
export const tok05 = defineCase({
  id: "TOK-05",
  title: "A device whose customer skipped pre-registration is refused",
  failureTitle: "A device whose customer skipped pre-registration is not refused as documented",
  rule: "When the customer chose to skip pre-registration the serial is not pre-registered: 400",
  source: documented("Error Responses, DeviceSerialNumber not preregistered"),
  async run(stage) {
    const observations = [];
    for (const { model, serial, asin } of sellable(stage, "TOK-05")) {
      const { deviceModel } = model;
      const { amazon } = stage;
      amazon.simulator.checkout({ deviceModel, dsn: serial, optedIn: false });
      amazon.simulator.scan({ deviceModel, dsn: serial, asin });
      const exchanged = await amazon.exchange({ deviceModel, dsn: serial, credentials: amazon.credentialsOf(model) });
      observations.push(observeRefusal(exchanged, { subject: deviceModel, reason: "not-preregistered" }));
    }
    return observations;
  },
});
