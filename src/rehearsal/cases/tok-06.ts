import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";
import { observeRefusal, sellable } from "../token-case.ts";

/** A device model that Amazon does not know: a typing mistake in the app is enough. */
export const tok06 = defineCase({
  id: "TOK-06",
  title: "A device model that is not onboarded is refused",
  failureTitle: "A device model that is not onboarded is not refused as documented",
  rule: "A device_model that has not been onboarded is answered with 400",
  source: documented("Error Responses, Device Model not onboarded"),
  async run(stage) {
    const item = sellable(stage, "TOK-06")[0];
    if (item === undefined) return [];
    const deviceModel = `${item.model.deviceModel}_NOT_ONBOARDED`;
    const credentials = stage.amazon.credentialsOf(item.model);
    const exchanged = await stage.amazon.exchange({ deviceModel, dsn: item.serial, credentials });
    return [observeRefusal(exchanged, { subject: deviceModel, reason: "model-not-onboarded" })];
  },
});
