import { defineCase } from "../rehearsal-case.ts";
import { documented } from "../sources.ts";
import { observeExchanged, sellAndScan, sellable } from "../token-case.ts";

/** The way it should go, with the body as a form. */
export const tok02 = defineCase({
  id: "TOK-02",
  title: "A device that was bought with opt-in and scanned is exchanged for tokens (form body)",
  failureTitle: "A pre-registered device is not exchanged for tokens (form body)",
  rule: "Checkout with opt-in and the fulfilment centre's scan make a serial exchangeable; the answer is 200 with both tokens",
  source: documented("Calling the Access Token Exchange API; Example request: application/x-www-form-urlencoded"),
  async run(stage) {
    const observations = [];
    for (const item of sellable(stage, "TOK-02")) {
      sellAndScan(stage, item);
      observations.push(await observeExchanged(stage, item, "form"));
    }
    return observations;
  },
});
