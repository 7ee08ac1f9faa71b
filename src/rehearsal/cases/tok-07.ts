import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";
import { observeRefusal, sellAndScan, sellable } from "../token-case.ts";

/** Right device, valid credentials, but of another security profile. */
export const tok07 = defineCase({
  id: "TOK-07",
  title: "A device model of another security profile is refused",
  failureTitle: "A device model of another security profile is not refused as documented",
  rule: "Credentials that do not belong to the security profile that onboarded the model are answered with 400",
  source: documented("Error Responses, Device Model Onboarded with different credentials"),
  async run(stage) {
    const observations = [];
    for (const item of sellable(stage, "TOK-07")) {
      sellAndScan(stage, item);
      const { deviceModel } = item.model;
      const credentials = stage.amazon.foreignCredentials;
      const exchanged = await stage.amazon.exchange({ deviceModel, dsn: item.serial, credentials });
      observations.push(observeRefusal(exchanged, { subject: deviceModel, reason: "foreign-credentials" }));
    }
    return observations;
  },
});
