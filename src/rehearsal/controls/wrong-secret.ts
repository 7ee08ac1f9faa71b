import { defineControl } from "../rehearsal-control.ts";
import { sellAndScan, sellable } from "../token-case.ts";

/** The secret was changed at Amazon and not in the back end. To an app that follows the pseudo code, all is quiet. */
export const wrongSecret = defineControl({
  id: "wrong-secret",
  title: 'A wrong client secret, which an app takes for "not pre-registered"',
  harm: "The documented pseudo code treats every answer but 200 as not pre-registered: every customer silently gets the long set-up.",
  caughtBy: "the outcome of the exchange: client_auth",
  remedy: "Put the security profile's current secret in the back end, and let it raise an alarm on 401.",
  async run(stage) {
    const item = sellable(stage, "wrong-secret")[0];
    if (item === undefined) return undefined;
    sellAndScan(stage, item);
    const { clientId } = stage.amazon.credentialsOf(item.model);
    const credentials = { clientId, clientSecret: "the secret of last year" };
    const { outcome } = await stage.amazon.exchange({
      deviceModel: item.model.deviceModel,
      dsn: item.serial,
      credentials,
    });
    return {
      expected: "client_auth for a device that is pre-registered",
      got: `${outcome.outcome}. ${outcome.message}`,
      caught: outcome.outcome === "client_auth",
      exhibit: [
        { label: "the answer", text: `${outcome.evidence.status} ${outcome.evidence.error ?? ""}` },
        {
          label: "an app by the documented pseudo code",
          text: "not 200, so: not pre-registered",
          mark: "not pre-registered",
        },
        { label: "boxproof", text: outcome.outcome, mark: outcome.outcome },
      ],
    };
  },
});
