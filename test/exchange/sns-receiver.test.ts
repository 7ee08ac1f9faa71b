import { createServer } from "node:http";
import { inspect } from "node:util";
import express from "express";
import { expect, test } from "vitest";
import {
  createMemorySnsStore,
  createSnsHandler,
  createSnsReceiver,
  createSnsVerifier,
  type SnsReceiverOptions,
  type SnsReception,
  type SnsStore,
} from "../../src/exchange/index.ts";
import { body, confirmation, countingSource, notification, nowMs, registered, topicArn } from "./sns-sender.ts";
import { listen, startTokenServer, text } from "./token-server.ts";

const memory = () => createMemorySnsStore({ retentionMs: 7_200_000, eventsMax: 100, now: () => nowMs });
const verifier = createSnsVerifier({ certSource: countingSource(), topicArns: [topicArn], now: () => nowMs });
const receiverOf = (options: Partial<SnsReceiverOptions> = {}) =>
  createSnsReceiver({ verifier, store: memory(), ...options });
const noFetch = () => Promise.reject(new Error("nothing may be fetched"));

test("a registered device is kept, with its serial and model as sent", async () => {
  const store = memory();
  const reception = await receiverOf({ store }).receive({}, body(notification()));
  expect(reception).toMatchObject({
    status: 200,
    isDuplicate: false,
    event: {
      kind: "notification",
      topicArn,
      notification: { notificationType: "DeviceRegisteredNotification", serialNumber: "BL1+_-7", modelId: "BREW_1" },
      keys: ["notification:amzn1.dash.notification.v1.1", "message:22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324"],
    },
  });
  expect(store.events()).toEqual([reception.event]);
});

test("the customer's id is in no print of the event, and still in its body", async () => {
  const { event } = await receiverOf().receive({}, body(notification()));
  expect(inspect(event, { depth: 9, showHidden: true }) + JSON.stringify(event)).not.toContain("PLANTEDCUSTOMER");
  expect(event?.kind === "notification" && event.body.reveal()).toContain("PLANTEDCUSTOMER");
});

test("one notification has one effect, however often and under whatever MessageId it comes", async () => {
  const store = memory();
  const receiver = receiverOf({ store });
  const again = { MessageId: "00000000-fdea-4c2c-8f9d-bdfb0c7bf324" };
  const receptions = [
    await receiver.receive({}, body(notification())),
    await receiver.receive({}, body(notification())),
    await receiver.receive({}, body(notification(again))),
    await receiver.receive({}, body(notification({ ...again, Message: registered("BL2", "other-id") }))),
  ];
  expect(receptions.map(({ status, isDuplicate }) => [status, isDuplicate])).toEqual([
    [200, false],
    [200, true],
    [200, true],
    // Its own id is new and so is its MessageId, for a duplicate leaves no key behind.
    [200, false],
  ]);
  expect(store.events()).toHaveLength(2);
});

test("duplicates that come at once have one effect", async () => {
  const store = memory();
  const receiver = receiverOf({ store });
  const receptions = await Promise.all(Array.from({ length: 10 }, () => receiver.receive({}, body(notification()))));
  expect(receptions.filter(({ isDuplicate }) => isDuplicate === false)).toHaveLength(1);
  expect(store.events()).toHaveLength(1);
});

test.each([
  ["plain words", "hello"],
  ["JSON of another kind", '{"a":1}'],
  [
    "a notification of a type that nobody knows",
    '{"notificationInfo":{"notificationType":"NewsOfTomorrow","x":1},"y":2}',
  ],
])("a verified message of %s is kept and answered 200", async (_what, Message) => {
  const store = memory();
  const reception = await receiverOf({ store }).receive({}, body(notification({ Message })));
  expect(reception).toMatchObject({ status: 200, event: { kind: "notification" } });
  expect(store.events()).toHaveLength(1);
  const [event] = store.events();
  expect(event?.kind === "notification" && event.body.reveal()).toBe(Message);
});

test("raw delivery is refused with its remedy", async () => {
  const reception = await receiverOf().receive({ "x-amz-sns-rawdelivery": "true" }, registered());
  expect(reception).toMatchObject({
    status: 400,
    finding: { id: "sns-raw-delivery", remedy: expect.stringContaining("off") },
  });
  expect(reception.event).toBeUndefined();
});

test.each([
  ["no SNS message", registered(), 400, "sns-envelope"],
  ["another topic", body(notification({ TopicArn: `${topicArn}2` })), 403, "sns-topic"],
  ["a foreign certificate", body(notification({ SigningCertURL: "https://evil.example/x.pem" })), 403, "sns-cert-url"],
  ["a changed message", body(notification()).replace("BL1", "BL2"), 403, "sns-signature"],
  ["an old message", body(notification({ Timestamp: "2026-01-05T01:00:00Z" })), 403, "sns-stale"],
  ["a huge body", " ".repeat(262_145), 413, "sns-too-large"],
])("%s is refused for good and not kept", async (_what, text, status, id) => {
  const store = memory();
  expect(await receiverOf({ store }).receive({}, text)).toMatchObject({ status, finding: { id } });
  expect(store.events()).toEqual([]);
});

test("without the certificate SNS is asked to send again", async () => {
  const blind = createSnsVerifier({
    certSource: () => Promise.reject(new Error("down")),
    topicArns: [topicArn],
    now: () => nowMs,
  });
  expect(await receiverOf({ verifier: blind }).receive({}, body(notification()))).toMatchObject({
    status: 503,
    finding: { id: "sns-cert-unavailable" },
  });
});

test("a store that fails makes SNS send again, and the next time it is kept", async () => {
  const good = memory();
  let calls = 0;
  const store: SnsStore = {
    record: (event) => (++calls === 1 ? Promise.reject(new Error("disk full")) : good.record(event)),
  };
  const receiver = receiverOf({ store });
  const failed = await receiver.receive({}, body(notification()));
  expect(failed).toMatchObject({ status: 500, finding: { id: "sns-store" }, cause: new Error("disk full") });
  expect(failed.event).toBeUndefined();
  expect(await receiver.receive({}, body(notification()))).toMatchObject({ status: 200, isDuplicate: false });
});

test("a subscription waits for a person unless the receiver was told otherwise", async () => {
  const { status, event } = await receiverOf({ fetch: noFetch }).receive(
    {},
    body(confirmation("SubscriptionConfirmation")),
  );
  expect(status).toBe(200);
  expect(event).toMatchObject({ kind: "subscription-confirmation", state: "pending" });
  expect(event?.kind === "subscription-confirmation" && event.subscribeUrl.reveal()).toContain(
    "Action=ConfirmSubscription",
  );
  expect(JSON.stringify(event)).not.toContain("2336412f37fb687f5d51e6e2425ba1f2");
});

test("told so, the receiver opens the SubscribeURL once and says confirmed", async () => {
  await using server = await startTokenServer(text(200, "<ConfirmSubscriptionResponse/>"));
  const opened: string[] = [];
  const fetch: SnsReceiverOptions["fetch"] = (url, init) => {
    opened.push(url);
    return globalThis.fetch(server.endpoint, init);
  };
  const message = confirmation("SubscriptionConfirmation");
  const reception = await receiverOf({ fetch, autoConfirm: true }).receive({}, body(message));
  expect(reception).toMatchObject({ status: 200, event: { state: "confirmed" } });
  expect(opened).toEqual([message["SubscribeURL"]]);
});

test.each([
  ["a 500", () => Promise.resolve(new Response("", { status: 500 }))],
  [
    "a redirect",
    () => Promise.resolve(new Response("", { status: 302, headers: { location: "https://evil.example/" } })),
  ],
  ["a rejection", noFetch],
])("%s does not confirm, so SNS is asked to send again", async (_what, fetch) => {
  const store = memory();
  const reception = await receiverOf({ store, fetch, autoConfirm: true }).receive(
    {},
    body(confirmation("SubscriptionConfirmation")),
  );
  expect(reception).toMatchObject({ status: 503, finding: { id: "sns-confirm-failed" } });
  expect(store.events()).toEqual([]);
});

test("a SubscribeURL that redirects is not followed", async () => {
  await using other = await startTokenServer(text(200, "ok"));
  await using server = await startTokenServer(text(302, "", { location: other.endpoint }));
  const fetch: SnsReceiverOptions["fetch"] = (_url, init) => globalThis.fetch(server.endpoint, init);
  const receiver = receiverOf({ fetch, autoConfirm: true });
  const reception = await receiver.receive({}, body(confirmation("SubscriptionConfirmation")));
  expect(reception).toMatchObject({ status: 503, finding: { id: "sns-confirm-failed" } });
  expect([server.requests.length, other.requests.length]).toEqual([1, 0]);
});

test.each([
  ["another host", { SubscribeURL: "https://evil.example/?Action=ConfirmSubscription" }],
  [
    "another region",
    {
      SubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37fb687f5d51e6e2425ba1f2`,
    },
  ],
  [
    "plain http",
    {
      SubscribeURL: `http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37fb687f5d51e6e2425ba1f2`,
    },
  ],
  ["another token", { Token: "ffff" }],
])("a SubscribeURL of %s is never opened, signed or not", async (_what, changes) => {
  const opened: string[] = [];
  const fetch: SnsReceiverOptions["fetch"] = (url) => {
    opened.push(url);
    return Promise.resolve(new Response("ok"));
  };
  const reception = await receiverOf({ fetch, autoConfirm: true }).receive(
    {},
    body(confirmation("SubscriptionConfirmation", changes)),
  );
  expect(reception).toMatchObject({ status: 403, finding: { id: "sns-subscribe-url" } });
  expect(opened).toEqual([]);
});

test("the end of a subscription is an alarm and is never taken back by itself", async () => {
  const reception = await receiverOf({ fetch: noFetch, autoConfirm: true }).receive(
    {},
    body(confirmation("UnsubscribeConfirmation")),
  );
  expect(reception).toMatchObject({ status: 200, event: { kind: "unsubscribed", topicArn } });
});

async function startHandler(store: SnsStore, receptions: SnsReception[] = []) {
  const app = express();
  app.use(
    "/sns",
    createSnsHandler(receiverOf({ store }), (reception) => void receptions.push(reception)),
  );
  const server = createServer(app);
  const port = await listen(server);
  return {
    post: (text: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${port}/sns`, {
        method: "POST",
        body: text,
        headers: { "content-type": "text/plain; charset=UTF-8", ...headers },
      }),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

test("over HTTP a message of type text/plain is answered only after the store has it", async () => {
  const { promise: durable, resolve: makeDurable } = Promise.withResolvers<void>();
  const order: string[] = [];
  const store: SnsStore = {
    async record() {
      await durable;
      order.push("kept");
      return "new";
    },
  };
  await using handler = await startHandler(store);
  const answered = handler.post(body(notification())).then((response) => {
    order.push("answered");
    return response.status;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(order).toEqual([]);
  makeDurable();
  expect(await answered).toBe(200);
  expect(order).toEqual(["kept", "answered"]);
});

test("over HTTP serials with every legal character and other scripts arrive unchanged", async () => {
  const receptions: SnsReception[] = [];
  await using handler = await startHandler(memory(), receptions);
  const Message = registered("aZ09-+_").replace("DeviceRegistered", "Gerät-登録-");
  expect((await handler.post(body(notification({ Message })))).status).toBe(200);
  expect(receptions).toMatchObject([{ event: { notification: { serialNumber: "aZ09-+_" } } }]);
});

test("over HTTP the answer says which rule refused, and never more", async () => {
  await using handler = await startHandler(memory());
  const refused = await handler.post(body(notification()).replace("BL1", "BL2"));
  expect([refused.status, await refused.text()]).toEqual([403, "sns-signature"]);
  const raw = await handler.post(registered(), { "x-amz-sns-rawdelivery": "true" });
  expect([raw.status, await raw.text()]).toEqual([400, "sns-raw-delivery"]);
  const large = await handler.post("x".repeat(262_145));
  expect([large.status, await large.text()]).toEqual([413, "sns-too-large"]);
  const packed = await handler.post("x", { "content-encoding": "gzip" });
  expect([packed.status, await packed.text()]).toEqual([415, "sns-body"]);
  const empty = await handler.post("");
  expect([empty.status, await empty.text()]).toEqual([400, "sns-envelope"]);
});
