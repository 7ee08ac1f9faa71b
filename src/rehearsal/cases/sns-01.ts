import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documentedIn } from "../sources.ts";

/** A subscription begins only after somebody confirmed it: by hand, or by the receiver where it was told to. */
export const sns01 = defineCase({
  id: "SNS-01",
  title: "A subscription is confirmed when it is wanted, and waits for a person otherwise",
  failureTitle: "The confirmation of a subscription does not work as it should",
  rule: "Confirm only a signed confirmation of an expected topic whose SubscribeURL is AWS's own",
  source: documentedIn("Amazon SNS Developer Guide", "HTTP/HTTPS subscription confirmation"),
  async run(stage) {
    const observations = [];
    for (const autoConfirm of [true, false]) {
      const end = await stage.amazon.openReceiver({ autoConfirm });
      await stage.amazon.simulator.subscribe({ endpoint: end.url });
      const state = stage.amazon.simulator.subscriptions().find(({ endpoint }) => endpoint === end.url)?.state;
      const event = end.receptions()[0]?.event;
      const told = event?.kind === "subscription-confirmation" ? event.state : "nothing";
      const expected = autoConfirm ? "confirmed" : "pending";
      observations.push(
        observe({
          subject: autoConfirm ? "receiver that confirms by itself" : "receiver that waits for a person",
          expected: `${expected} at the receiver and at the topic`,
          got: `${told} at the receiver, ${state ?? "unknown"} at the topic`,
          holds: told === expected && state === expected,
          nextStep: "Check that the endpoint takes text/plain bodies and can reach the SubscribeURL.",
        }),
      );
      await end.close();
    }
    return observations;
  },
});
