import { defined } from "../../core/index.ts";
import { defineControl } from "../rehearsal-control.ts";
import { postNotification } from "../signed-message.ts";
import { sellAndScan, sellable } from "../token-case.ts";

/** Anybody on the network can post to the notification endpoint. */
export const tamperedNotification = defineControl({
  id: "tampered-notification",
  title: "A notification with another serial than Amazon sent",
  harm: "A forged notification makes the back end ask for tokens of a device that somebody else owns.",
  caughtBy: "the verifier of SNS signatures",
  remedy: "Verify every message before anything is done with it, and take only your own topic.",
  async run(stage) {
    const item = sellable(stage, "tampered-notification")[0];
    const other = sellable(stage, "tampered-notification, the forged serial")[0];
    if (item === undefined || other === undefined || item.serial === other.serial) return undefined;
    sellAndScan(stage, item);
    const report = await stage.amazon.simulator.ship({ deviceModel: item.model.deviceModel, dsn: item.serial });
    const { message } = defined(report, "an opted-in device is notified");
    const end = await stage.amazon.openReceiver({ autoConfirm: false });
    const forged = { ...message, Message: message.Message.replaceAll(item.serial, other.serial) };
    const status = await postNotification(end.url, forged);
    const finding = end.receptions()[0]?.finding;
    await end.close();
    return {
      expected: "403, finding sns-signature",
      got: `${status}, ${finding?.id ?? "no finding"}: ${finding?.message ?? ""}`,
      caught: status === 403 && finding?.id === "sns-signature",
      exhibit: [
        { label: "signed by the topic", text: `"serialNumber": "${item.serial}"`, mark: item.serial },
        { label: "as it arrived", text: `"serialNumber": "${other.serial}"`, mark: other.serial },
      ],
    };
  },
});
