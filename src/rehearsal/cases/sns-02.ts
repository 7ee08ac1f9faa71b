import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { documentedIn } from "../sources.ts";
import { sellAndScan, sellable } from "../token-case.ts";

/** Topics sign with SHA-1 by default and with SHA-256 when asked to; a receiver has to take both. */
export const sns02 = defineCase({
  id: "SNS-02",
  title: "Notifications of both signature versions arrive with the serial that was scanned",
  failureTitle: "A signed notification is refused, or names another serial",
  rule: "SignatureVersion 1 is SHA1withRSA, 2 is SHA256withRSA; serialNumber is the DSN printed on the box",
  source: documentedIn(
    "Amazon SNS Developer Guide; Integrating Pre-registration",
    "message signatures; SNS notifications",
  ),
  async run(stage) {
    const observations = [];
    for (const signatureVersion of ["1", "2"] as const) {
      const item = sellable(stage, `SNS-02-${signatureVersion}`)[0];
      if (item === undefined) return [];
      sellAndScan(stage, item);
      const before = stage.amazon.receptions().length;
      await stage.amazon.simulator.ship({ deviceModel: item.model.deviceModel, dsn: item.serial, signatureVersion });
      const reception = stage.amazon.receptions()[before];
      const notification = reception?.event?.kind === "notification" ? reception.event.notification : undefined;
      observations.push(
        observe({
          subject: `signature version ${signatureVersion}`,
          expected: `200, ${item.serial} of ${item.model.deviceModel}`,
          got:
            notification === undefined
              ? `${reception?.status ?? "nothing"}, ${reception?.finding?.message ?? "no notification"}`
              : `${reception?.status}, ${notification.serialNumber} of ${notification.modelId}`,
          holds:
            reception?.status === 200 &&
            notification?.serialNumber === item.serial &&
            notification.modelId === item.model.deviceModel,
          nextStep: "Verify both signature versions, and take the serial from deviceInfo.deviceIdentifier.",
        }),
      );
    }
    return observations;
  },
});
