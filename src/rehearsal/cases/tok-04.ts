import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";
import { observeRefusal, sellable } from "../token-case.ts";

/** Bought, but the box was never scanned, or its scan failed. */
export const tok04 = defineCase({
  id: "TOK-04",
  title: "A device that was bought but not scanned is refused",
  failureTitle: "A device that was bought but not scanned is not refused as documented",
  rule: "Without the fulfilment centre's scan the exchange fails",
  source: documented("Calling the Access Token Exchange API, item 3"),
  async run(stage) {
    const observations = [];
    for (const { model, serial } of sellable(stage, "TOK-04")) {
      const { deviceModel } = model;
      const { amazon } = stage;
      amazon.simulator.checkout({ deviceModel, dsn: serial, optedIn: true });
      const exchanged = await amazon.exchange({ deviceModel, dsn: serial, credentials: amazon.credentialsOf(model) });
      observations.push(observeRefusal(exchanged, { subject: deviceModel, reason: "not-preregistered" }));
    }
    return observations;
  },
});
