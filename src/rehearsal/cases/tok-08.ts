import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { inferred } from "../sources.ts";
import { sellAndScan, sellable } from "../token-case.ts";

const serialCount = 5;

/** A wrong secret is an alarm for the whole batch, and never "this customer did not pre-register". */
export const tok08 = defineCase({
  id: "TOK-08",
  title: "A wrong client secret is told apart from a device that is not pre-registered, and stops the batch",
  failureTitle: "A wrong client secret is not told apart, or more requests follow it",
  rule: "A 401 concerns every device of the security profile; each must not be treated as not pre-registered",
  source: inferred("P18"),
  async run(stage) {
    const uses = Array.from({ length: serialCount }, (_, index) => sellable(stage, `TOK-08-${index}`)[0]);
    const items = uses.filter((item) => item !== undefined);
    const first = items[0];
    if (first === undefined) return [];
    for (const item of new Map(items.map((one) => [one.serial, one])).values()) sellAndScan(stage, item);
    const { clientId } = stage.amazon.credentialsOf(first.model);
    const devices = items.map(({ model, serial }) => ({ deviceModel: model.deviceModel, dsn: serial }));
    const credentials = { clientId, clientSecret: "a secret that was mistyped" };
    const outcomes = await stage.amazon.exchangeBatch({ devices, credentials });
    const arrived = new Set(devices.filter(({ dsn }) => stage.amazon.journalOf(dsn) !== undefined)).size;
    return [
      observe({
        subject: `${first.model.deviceModel}, ${devices.length} serials ready to be exchanged`,
        expected: "client_auth for the first, nothing sent for the others",
        got: `${outcomes[0]?.outcome} for the first, ${arrived} of ${devices.length} sent`,
        holds: outcomes[0]?.outcome === "client_auth" && arrived === 1,
        nextStep: "Stop on 401 and raise an alarm; an app that takes it for a 400 degrades every customer silently.",
      }),
    ];
  },
});
