import { createVerify, X509Certificate } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SnsMessage } from "../../src/simulator/index.ts";
import { asin, client, deviceModel, type SimulatorUnderTest, startSimulator } from "./simulator-under-test.ts";

interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly message: SnsMessage;
}

/** An endpoint that keeps what it is sent and answers the given statuses in turn, then 200. */
async function openEndpoint(...statuses: readonly number[]) {
  const posts: Post[] = [];
  const waiting = [...statuses];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      posts.push({ headers: request.headers, message: JSON.parse(text) });
      response.statusCode = waiting.shift() ?? 200;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { posts, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sns`, server };
}

/** AWS's rule, written out once more: names and values, each on its line, in byte order of the names. */
function stringToSign(message: SnsMessage): string {
  if (message.Type === "Notification") {
    const subject = message.Subject === undefined ? "" : `Subject\n${message.Subject}\n`;
    return `Message\n${message.Message}\nMessageId\n${message.MessageId}\n${subject}Timestamp\n${message.Timestamp}\nTopicArn\n${message.TopicArn}\nType\nNotification\n`;
  }
  return `Message\n${message.Message}\nMessageId\n${message.MessageId}\nSubscribeURL\n${message.SubscribeURL}\nTimestamp\n${message.Timestamp}\nToken\n${message.Token}\nTopicArn\n${message.TopicArn}\nType\n${message.Type}\n`;
}

async function isGenuine({ simulator }: SimulatorUnderTest, message: SnsMessage): Promise<boolean> {
  expect(message.SigningCertURL).toMatch(
    /^https:\/\/sns\.us-east-1\.amazonaws\.com\/SimpleNotificationService-[0-9a-f]{32}\.pem$/,
  );
  const pem = await simulator.certSource(message.SigningCertURL);
  const certificate = new X509Certificate(pem);
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(Date.parse(certificate.validFrom)).toBeLessThan(simulator.now());
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(simulator.now());
  const verify = createVerify(message.SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256");
  return verify.update(stringToSign(message)).verify(certificate.publicKey, message.Signature, "base64");
}

/** Subscribes an endpoint and visits the SubscribeURL. */
async function subscribe(under: SimulatorUnderTest, endpoint: string): Promise<SnsMessage> {
  const { message } = await under.simulator.subscribe({ endpoint });
  expect((await under.simulator.awsFetch(message.SubscribeURL ?? "")).status).toBe(200);
  return message;
}

describe("a notification", () => {
  it.each(["1", "2"] as const)("of signature version %s is sent when the box ships", async (signatureVersion) => {
    const under = await startSimulator({ clock: () => Date.parse("2026-03-01T10:00:00.000Z") });
    const endpoint = await openEndpoint();
    await subscribe(under, endpoint.url);
    under.preregister("S+001");
    const report = await under.simulator.ship({
      deviceModel,
      dsn: "S+001",
      signatureVersion,
      notificationVersion: signatureVersion,
    });
    expect(report?.deliveries).toEqual([{ endpoint: endpoint.url, delivered: true, attempts: 1, status: 200 }]);
    const post = endpoint.posts[1];
    expect(post?.message).toEqual(report?.message);
    expect(post?.message).toMatchObject({
      Type: "Notification",
      TopicArn: under.simulator.topicArn,
      Timestamp: "2026-03-01T10:00:00.000Z",
      SignatureVersion: signatureVersion,
      UnsubscribeURL: expect.stringMatching(/^https:\/\/sns\.us-east-1\.amazonaws\.com\/\?Action=Unsubscribe&/),
    });
    expect(post?.message.MessageAttributes).toEqual(
      signatureVersion === "2" ? { version: { Type: "String", Value: "2.0" } } : undefined,
    );
    expect(post?.headers).toMatchObject({
      "content-type": "text/plain; charset=UTF-8",
      "user-agent": "Amazon Simple Notification Service Agent",
      "x-amz-sns-message-type": "Notification",
      "x-amz-sns-message-id": post?.message.MessageId,
      "x-amz-sns-topic-arn": under.simulator.topicArn,
      "x-amz-sns-subscription-arn": expect.stringMatching(
        /^arn:aws:sns:us-east-1:\d{12}:boxproof-simulator:[0-9a-f-]{36}$/,
      ),
    });
    if (post === undefined) throw new Error("nothing arrived");
    expect(await isGenuine(under, post.message)).toBe(true);
    expect(await isGenuine(under, { ...post.message, Message: `${post.message.Message} ` })).toBe(false);
    expect(JSON.parse(post.message.Message)).toEqual({
      notificationInfo: {
        notificationType: "DeviceRegisteredNotification",
        lwaClientId: client.lwaClientId,
        notificationTime: "2026-03-01T10:00:00.000Z",
        notificationId: expect.stringMatching(/^amzn1\.dash\.notification\.v1\.[0-9a-f]{32}$/),
        version: "2015-06-05",
      },
      deviceInfo: {
        deviceIdentifier: { serialNumber: "S+001" },
        productIdentifier: { modelId: deviceModel },
      },
      customerInfo: { directedCustomerId: expect.stringMatching(/^amzn1\.account\.[0-9A-F]{26}$/) },
    });
  });

  it("is not sent for a customer who skipped, and not before an accepted scan or twice", async () => {
    const under = await startSimulator();
    const { simulator } = under;
    const endpoint = await openEndpoint();
    await subscribe(under, endpoint.url);
    simulator.checkout({ deviceModel, dsn: "S001", optedIn: false });
    await expect(simulator.ship({ deviceModel, dsn: "S001" })).rejects.toThrow(
      expect.objectContaining({ code: "ERR_SIMULATOR_STATE" }),
    );
    simulator.scan({ deviceModel, dsn: "S001", asin });
    expect(await simulator.ship({ deviceModel, dsn: "S001" })).toBeUndefined();
    await expect(simulator.ship({ deviceModel, dsn: "S001" })).rejects.toThrow(
      expect.objectContaining({ code: "ERR_SIMULATOR_STATE" }),
    );
    expect(endpoint.posts).toHaveLength(1);
  });

  it("is sent when the device is deregistered", async () => {
    const under = await startSimulator();
    under.preregister("S001");
    const report = await under.simulator.deregister({ deviceModel, dsn: "S001" });
    expect(JSON.parse(report?.message.Message ?? "{}").notificationInfo.notificationType).toBe(
      "DeviceDeregisteredNotification",
    );
  });

  it("comes as often as asked, with one MessageId", async () => {
    const under = await startSimulator();
    const endpoint = await openEndpoint();
    await subscribe(under, endpoint.url);
    under.preregister("S001");
    await under.simulator.ship({ deviceModel, dsn: "S001", copies: 3 });
    const ids = endpoint.posts.slice(1).map(({ message }) => message.MessageId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it("can say anything, with a subject, another topic, another time, and is signed over it", async () => {
    const under = await startSimulator();
    const { message } = await under.simulator.publish({
      message: "any text\nwith lines é",
      subject: "a subject",
      topicArn: "arn:aws:sns:us-east-1:210987654321:other",
      timestamp: "2001-01-01T00:00:00.000Z",
      signatureVersion: "2",
    });
    expect(message).toMatchObject({
      TopicArn: "arn:aws:sns:us-east-1:210987654321:other",
      Timestamp: "2001-01-01T00:00:00.000Z",
    });
    expect(await isGenuine(under, message)).toBe(true);
    expect(await isGenuine(under, { ...message, Subject: "other" })).toBe(false);
    const { Subject: _, ...without } = message;
    expect(await isGenuine(under, without)).toBe(false);
  });
});

describe("delivery", () => {
  it("is tried again after 5xx and 429, up to the limit, and not after 4xx or a redirect", async () => {
    const under = await startSimulator();
    const endpoint = await openEndpoint(200, 503, 429, 200, 500, 500, 500, 404, 302);
    await subscribe(under, endpoint.url);
    const fates = [];
    for (let count = 0; count < 4; count += 1) {
      const { deliveries } = await under.simulator.publish({ message: "x" });
      fates.push(deliveries.map(({ delivered, attempts, status }) => [delivered, attempts, status])[0]);
    }
    expect(fates).toEqual([
      [true, 3, 200],
      [false, 3, 500],
      [false, 1, 404],
      [false, 1, 302],
    ]);
    const attempts = under.simulator.journal().entries.filter(({ kind }) => kind === "delivery");
    expect(attempts).toHaveLength(9);
  });

  it("gives up on an endpoint that is down or hangs", async () => {
    const under = await startSimulator({ delivery: { attempts: 2, retryDelayMs: 1, timeoutMs: 1_500 } });
    const endpoint = await openEndpoint();
    await subscribe(under, endpoint.url);
    endpoint.server.removeAllListeners("request");
    expect((await under.simulator.publish({ message: "x" })).deliveries).toMatchObject([
      { delivered: false, attempts: 2 },
    ]);
    endpoint.server.closeAllConnections();
    await new Promise((resolve) => endpoint.server.close(resolve));
    expect((await under.simulator.publish({ message: "x" })).deliveries).toMatchObject([
      { delivered: false, attempts: 2, problem: "ECONNREFUSED" },
    ]);
  });

  it("goes nowhere but to this machine", async () => {
    const { simulator } = await startSimulator();
    for (const [endpoint, code] of [
      ["http://example.com/sns", "ERR_NOT_LOOPBACK"],
      ["https://127.0.0.1/sns", "ERR_ENDPOINT"],
      ["sns", "ERR_ENDPOINT"],
    ] as const) {
      await expect(simulator.subscribe({ endpoint })).rejects.toThrow(expect.objectContaining({ code }));
    }
    expect(simulator.subscriptions()).toEqual([]);
  });
});

describe("a subscription", () => {
  it("gets nothing until its SubscribeURL was visited", async () => {
    const under = await startSimulator();
    const { simulator } = under;
    const endpoint = await openEndpoint();
    const { message } = await simulator.subscribe({ endpoint: endpoint.url, signatureVersion: "2" });
    expect(endpoint.posts.map(({ headers }) => headers["x-amz-sns-message-type"])).toEqual([
      "SubscriptionConfirmation",
    ]);
    expect(endpoint.posts[0]?.message).toEqual(message);
    expect(await isGenuine(under, message)).toBe(true);
    expect((await simulator.publish({ message: "x" })).deliveries).toEqual([]);
    expect(simulator.subscriptions()).toMatchObject([{ endpoint: endpoint.url, state: "pending" }]);

    const url = new URL(message.SubscribeURL ?? "");
    expect(`${url.origin}${url.pathname}`).toBe("https://sns.us-east-1.amazonaws.com/");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Action: "ConfirmSubscription",
      TopicArn: simulator.topicArn,
      Token: message.Token,
    });
    const answer = await simulator.awsFetch(url);
    expect(answer.status).toBe(200);
    const { subscriptionArn } = simulator.subscriptions()[0] ?? {};
    expect(await answer.text()).toContain(`<SubscriptionArn>${subscriptionArn}</SubscriptionArn>`);
    expect((await simulator.publish({ message: "x" })).deliveries).toMatchObject([{ delivered: true }]);
  });

  it("ends by its UnsubscribeURL, with a signed word of it, and can be taken up again", async () => {
    const under = await startSimulator();
    const { simulator } = under;
    const endpoint = await openEndpoint();
    await subscribe(under, endpoint.url);
    const { message } = await simulator.publish({ message: "x" });
    expect((await simulator.awsFetch(message.UnsubscribeURL ?? "")).status).toBe(200);
    const last = endpoint.posts.at(-1)?.message;
    if (last === undefined) throw new Error("nothing arrived");
    expect(last.Type).toBe("UnsubscribeConfirmation");
    expect(await isGenuine(under, last)).toBe(true);
    expect((await simulator.publish({ message: "x" })).deliveries).toEqual([]);
    expect((await simulator.awsFetch(message.UnsubscribeURL ?? "")).status).toBe(400);
    await simulator.awsFetch(last.SubscribeURL ?? "");
    expect((await simulator.publish({ message: "x" })).deliveries).toHaveLength(1);
  });
});

describe("AWS's addresses", () => {
  it("are answered for the topic's host only", async () => {
    const { simulator } = await startSimulator();
    const { message } = await simulator.publish({ message: "x" });
    const answer = await simulator.awsFetch(message.SigningCertURL);
    expect(await answer.text()).toBe(await simulator.certSource(message.SigningCertURL));
    const host = "https://sns.us-east-1.amazonaws.com";
    const status = async (url: string, method = "GET") => (await simulator.awsFetch(url, { method })).status;
    expect(await status(`${host}/?Action=ConfirmSubscription&Token=none`)).toBe(400);
    expect(await status(`${host}/SimpleNotificationService-${"0".repeat(32)}.pem`)).toBe(404);
    expect(await status(message.SigningCertURL, "POST")).toBe(405);
    for (const url of [
      message.SigningCertURL.replace("https:", "http:"),
      message.SigningCertURL.replace("us-east-1", "us-west-2"),
      message.SigningCertURL.replace(".com/", ".com.example/"),
      message.SigningCertURL.replace(".com/", ".com:8443/"),
      message.SigningCertURL.replace("//", "//user@"),
    ]) {
      await expect(simulator.awsFetch(url)).rejects.toThrow("fetch failed");
      await expect(simulator.certSource(url)).rejects.toThrow(expect.objectContaining({ code: "ERR_NETWORK" }));
    }
  });

  it("keep a key that the caller hands over", async () => {
    const { createSnsIdentity } = await import("../../src/simulator/index.ts");
    const snsIdentity = await createSnsIdentity(Date.now());
    const under = await startSimulator({ snsIdentity });
    const { message } = await under.simulator.publish({ message: "x" });
    expect(await under.simulator.certSource(message.SigningCertURL)).toBe(snsIdentity.certificatePem);
    expect(await isGenuine(under, message)).toBe(true);
    expect("getMetadata" in Reflect).toBe(false);
  });
});
