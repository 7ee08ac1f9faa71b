import type { DeviceKey } from "./device-record.ts";

/** What the maker's back end is told about a device. */
export interface DrsNotification extends DeviceKey {
  readonly notificationType: "DeviceRegisteredNotification" | "DeviceDeregisteredNotification";
  readonly lwaClientId: string;
  readonly notificationTime: string;
  readonly notificationId: string;
  readonly directedCustomerId: string;
}

/** The inner JSON of a notification, as in the document's example. Registered and deregistered have one shape. */
export function drsNotificationText(notification: DrsNotification): string {
  const { notificationType, lwaClientId, notificationTime, notificationId } = notification;
  return JSON.stringify({
    notificationInfo: { notificationType, lwaClientId, notificationTime, notificationId, version: "2015-06-05" },
    deviceInfo: {
      deviceIdentifier: { serialNumber: notification.dsn },
      productIdentifier: { modelId: notification.deviceModel },
    },
    customerInfo: { directedCustomerId: notification.directedCustomerId },
  });
}
