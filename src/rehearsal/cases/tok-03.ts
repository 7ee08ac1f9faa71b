import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";
import { observeRefusal, sellable } from "../token-case.ts";

/** A serial that nobody bought on Amazon. */
export const tok03 = defineCase({
  id: "TOK-03",
  title: "A device that was not bought on Amazon is refused",
  failureTitle: "A device that was not bought on Amazon is not refused as documented",
  rule: "A serial that was not sold on Amazon is not pre-registered: 400",
  source: documented("Error Responses, DeviceSerialNumber not preregistered"),
  async run(stage) {
    const observations = [];
    for (const { model, serial } of sellable(stage, "TOK-03")) {
      const credentials = stage.amazon.credentialsOf(model);
      const exchanged = await stage.amazon.exchange({ deviceModel: model.deviceModel, dsn: serial, credentials });
      observations.push(observeRefusal(exchanged, { subject: model.deviceModel, reason: "not-preregistered" }));
    }
    return observations;
  },
});
