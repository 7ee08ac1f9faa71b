import { defined } from "../../core/index.ts";
import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import type { Observation } from "../rehearsal-result.ts";
import { postNotification, type SignedMessage, withChange } from "../signed-message.ts";
import { documentedIn } from "../sources.ts";
import { sellAndScan, sellable } from "../token-case.ts";

/** Every field that the signature covers, and the signature itself. */
const fields = ["Message", "MessageId", "Timestamp", "TopicArn", "Type", "Signature"] as const;

/** One field of a good message is changed at a time; none may get through, and the unchanged one has to. */
export const sns03 = defineCase({
  id: "SNS-03",
  title: "A notification that was changed in any field is refused",
  failureTitle: "A changed notification is taken for a good one",
  rule: "The signature covers every field of the message; what does not fit it is refused",
  source: documentedIn("Amazon SNS Developer Guide", "Verifying the signatures of Amazon SNS messages"),
  async run(stage) {
    const item = sellable(stage, "SNS-03")[0];
    if (item === undefined) return [];
    sellAndScan(stage, item);
    const report = await stage.amazon.simulator.ship({ deviceModel: item.model.deviceModel, dsn: item.serial });
    const message: SignedMessage = { ...defined(report, "an opted-in device is notified").message };
    const end = await stage.amazon.openReceiver({ autoConfirm: false });
    const observations: Observation[] = [await tryMessage(end.url, "unchanged", message, 200)];
    for (const field of fields) {
      observations.push(await tryMessage(end.url, `${field} changed`, withChange(message, field), 403));
    }
    const kept = end.receptions().filter((reception) => reception.event !== undefined).length;
    observations.push(
      observe({
        subject: "events kept",
        expected: "1, that of the unchanged message",
        got: String(kept),
        holds: kept === 1,
        nextStep: "Verify before anything is stored.",
      }),
    );
    await end.close();
    return observations;
  },
});

async function tryMessage(url: string, what: string, message: SignedMessage, status: 200 | 403): Promise<Observation> {
  const got = await postNotification(url, message);
  return observe({
    subject: what,
    expected: status === 200 ? "200" : "refused with 400 or 403",
    got: String(got),
    holds: status === 200 ? got === 200 : got === 400 || got === 403,
    nextStep: "Verify the signature over every field, with the certificate of the topic's own region.",
  });
}
