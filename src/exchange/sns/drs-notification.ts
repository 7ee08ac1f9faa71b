import { z } from "zod";

// Every field may be missing and every object may have more: receivers "must be able to handle and ignore unexpected
// fields" (Dash Replenishment documentation, Notification Messages). Version 1 has an example with myDeviceModel in
// place of modelId.
const inner = z.object({
  notificationInfo: z.object({
    notificationType: z.string(),
    notificationId: z.string().min(1).max(500).optional(),
    notificationTime: z.string().optional(),
    lwaClientId: z.string().optional(),
  }),
  deviceInfo: z
    .object({
      deviceIdentifier: z.object({ serialNumber: z.string().optional() }).optional(),
      productIdentifier: z.object({ modelId: z.string().optional(), myDeviceModel: z.string().optional() }).optional(),
    })
    .optional(),
});

/** What a Dash Replenishment notification says, as far as this product needs it. */
export interface DrsNotification {
  readonly notificationType: string;
  readonly notificationId?: string;
  /** When Amazon sent it; SNS does not keep the order. */
  readonly notificationTime?: string;
  readonly lwaClientId?: string;
  /** The DSN as sent; whether it is one of ours is for the caller to judge. */
  readonly serialNumber?: string;
  readonly modelId?: string;
}

/** Reads the `Message` of a verified SNS message; undefined when it is not the JSON of such a notification. */
export function parseDrsNotification(message: string): DrsNotification | undefined {
  const parsed = inner.safeParse(parseJson(message)).data;
  if (parsed === undefined) return undefined;
  const { notificationInfo, deviceInfo } = parsed;
  const product = deviceInfo?.productIdentifier;
  const found = {
    ...notificationInfo,
    serialNumber: deviceInfo?.deviceIdentifier?.serialNumber,
    modelId: product?.modelId ?? product?.myDeviceModel,
  };
  const known = Object.entries(found).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), notificationType: notificationInfo.notificationType };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
