import { assemble, type SimulatorParts } from "./assembly.ts";
import type { BoxScan } from "./box-scan.ts";
import type { DeviceView } from "./device-record.ts";
import { drsNotificationText } from "./drs-notification.ts";
import { checkExchanges } from "./exchange-check.ts";
import type { DeviceEvent } from "./journal.ts";
import type { NotificationOptions, Simulator } from "./simulator.ts";
import type { SimulatorOptions } from "./simulator-options.ts";
import { createSimulatorServers } from "./simulator-servers.ts";
import type { PublicationReport } from "./sns-topic.ts";

/** A simulator that does not listen yet; all but the servers works at once. ERR_USAGE or ERR_PATTERN for bad options. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const parts = assemble(options);
  const { models, register, desk, clock, journal, script, topic, aws } = parts;
  const servers = createSimulatorServers(parts);
  const simulator: Simulator = {
    start: (startOptions = {}) => servers.start(simulator, startOptions),
    close: () => servers.close(),
    topicArn: parts.topicArn,
    models: () => models.list(),
    putModel: (model) => models.put(model),
    ...deviceActions(parts),
    device: (key) => register.view(key),
    devices: () => register.list(),
    advanceClock: (ms) => clock.advance(ms),
    now: () => clock.now(),
    enqueueResponse: (response) => script.enqueue(response),
    clearResponses: () => script.clear(),
    subscribe: (request) => topic.subscribe(request),
    subscriptions: () => topic.subscriptions(),
    publish: (publication) => topic.publish(publication),
    certSource: (url) => aws.certSource(url),
    awsFetch: (url, init) => aws.awsFetch(url, init),
    journal: () => journal.view(),
    checkExchanges: (expectation) => checkExchanges(expectation, register.view(expectation), journal.view().entries),
    reset() {
      for (const part of [models, clock, register, desk, topic, journal]) part.reset();
      script.clear();
    },
  };
  return simulator;
}

function deviceActions(parts: SimulatorParts): Pick<Simulator, "checkout" | "scan" | "ship" | "deregister"> {
  const { register, desk, journal } = parts;
  const record = (kind: DeviceEvent["kind"], view: DeviceView, more: Pick<DeviceEvent, "asin" | "failed"> = {}) =>
    journal.record({ kind, deviceModel: view.deviceModel, dsn: view.dsn, state: view.state, ...more });
  return {
    checkout(purchase) {
      const view = register.checkout(purchase);
      record("checkout", view);
      return view;
    },
    scan(scan: BoxScan) {
      const answer = register.scan(scan);
      record("scan", register.view(scan), { asin: scan.asin, failed: answer.failed });
      return answer;
    },
    async ship(device) {
      const view = register.ship(device);
      record("ship", view);
      return notify(parts, view, { ...device, notificationType: "DeviceRegisteredNotification" });
    },
    async deregister(device) {
      const view = register.deregister(device);
      desk.revoke(view);
      record("deregister", view);
      return notify(parts, view, { ...device, notificationType: "DeviceDeregisteredNotification" });
    },
  };
}

/** Only customers who preregistered exist for the maker: nothing is sent about the others. */
async function notify(
  { models, mint, clock, topic, notificationId }: SimulatorParts,
  view: DeviceView,
  options: NotificationOptions & {
    readonly notificationType: "DeviceRegisteredNotification" | "DeviceDeregisteredNotification";
  },
): Promise<PublicationReport | undefined> {
  if (!view.optedIn) return undefined;
  const { deviceModel, dsn } = view;
  const { notificationType, notificationVersion = "1", signatureVersion = "1", copies = 1 } = options;
  const message = drsNotificationText({
    notificationType,
    deviceModel,
    dsn,
    lwaClientId: models.get(deviceModel).lwaClientId,
    notificationTime: clock.iso(),
    notificationId: notificationId(),
    directedCustomerId: `amzn1.account.${mint.hex(`customer ${deviceModel} ${dsn}`, 26).toUpperCase()}`,
  });
  const attributes = notificationVersion === "2" ? { attributes: { version: { Type: "String", Value: "2.0" } } } : {};
  return topic.publish({ message, signatureVersion, copies, ...attributes });
}
