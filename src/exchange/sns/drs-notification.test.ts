import { expect, test } from "vitest";
import { parseDrsNotification } from "./drs-notification.ts";

const registered = {
  notificationInfo: {
    notificationType: "DeviceRegisteredNotification",
    lwaClientId: "amzn1.application-oa2-client.0",
    notificationTime: "2015-10-01T02:23:52.747Z",
    notificationId: "amzn1.dash.notification.v1.1",
    version: "2015-06-05",
  },
  deviceInfo: { deviceIdentifier: { serialNumber: "BL1+_-" }, productIdentifier: { modelId: "M" } },
  customerInfo: { directedCustomerId: "amzn1.account.AH" },
};

test("the documented notification is read, without the customer", () => {
  expect(parseDrsNotification(JSON.stringify(registered))).toEqual({
    notificationType: "DeviceRegisteredNotification",
    lwaClientId: "amzn1.application-oa2-client.0",
    notificationTime: "2015-10-01T02:23:52.747Z",
    notificationId: "amzn1.dash.notification.v1.1",
    serialNumber: "BL1+_-",
    modelId: "M",
  });
});

test("unknown types and fields are kept, missing ones missed", () => {
  const odd = { notificationInfo: { notificationType: "NewsOfTomorrow", more: [1] }, extra: {} };
  expect(parseDrsNotification(JSON.stringify(odd))).toEqual({ notificationType: "NewsOfTomorrow" });
});

test("the model is also read where the document's example slips", () => {
  const slip = { ...registered, deviceInfo: { productIdentifier: { myDeviceModel: "M" } } };
  expect(parseDrsNotification(JSON.stringify(slip))).toMatchObject({ modelId: "M" });
});

test.each([["plain words"], ["{}"], ["null"], ["[]"], ['{"notificationInfo":{"notificationType":1}}']])(
  "%s is no such notification",
  (text) => {
    expect(parseDrsNotification(text)).toBeUndefined();
  },
);
