import { inWords, photographedBox, pictureOf } from "../planted.ts";
import { defineControl } from "../rehearsal-control.ts";

/** Two good labels, two good devices, put together the wrong way round. */
export const labelOnWrongDevice = defineControl({
  id: "label-on-wrong-device",
  title: "A good label on the box of another device",
  harm: "Every check of the label alone is green, and the customer's device never finds its registration.",
  caughtBy: "the verdict over the box: mismatch with the device's own serial",
  remedy: "Read the serial out of the device at the station (requireDeviceSerial) and print the label from it.",
  async run(stage) {
    const box = await photographedBox(stage, "label-on-wrong-device");
    if (box === undefined) return undefined;
    const { model, serial, photo } = box;
    const deviceSerial = stage.serial(model, "label-on-wrong-device, the device inside");
    if (deviceSerial === undefined || deviceSerial === serial) return undefined;
    const scanId = "label-on-wrong-device";
    const answer = await stage.line.scan({
      scanId,
      model: model.deviceModel,
      deviceSerial,
      symbols: photo.symbols,
      fullPass: photo.fullPass,
    });
    return {
      expected: `mismatch, since the device inside is ${deviceSerial}`,
      got: inWords(answer),
      caught: answer.verdict === "mismatch",
      picture: pictureOf(photo, `The box says ${serial}, the device inside says ${deviceSerial}`, [serial]),
    };
  },
});
