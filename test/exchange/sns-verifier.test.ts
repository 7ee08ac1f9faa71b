import fc from "fast-check";
import { expect, test } from "vitest";
import { createSnsVerifier, type SnsVerifierOptions } from "../../src/exchange/index.ts";
import { createSigningCertificate } from "./signing-certificate.ts";
import {
  body,
  certUrl,
  confirmation,
  countingSource,
  type Fields,
  notification,
  nowMs,
  signed,
  topicArn,
} from "./sns-sender.ts";

function verifierOf(options: Partial<SnsVerifierOptions> = {}) {
  return createSnsVerifier({ certSource: countingSource(), topicArns: [topicArn], now: () => nowMs, ...options });
}

async function findingOf(text: string, options: Partial<SnsVerifierOptions> = {}) {
  const result = await verifierOf(options).verify(text);
  return result.ok ? "ok" : result.finding.id;
}

const kinds: Readonly<Record<string, (changes?: Fields) => Fields>> = {
  "a notification": notification,
  "a notification with a subject": (changes) => notification({ Subject: "Dash", ...changes }),
  "a SubscriptionConfirmation": (changes) => confirmation("SubscriptionConfirmation", changes),
  "an UnsubscribeConfirmation": (changes) => confirmation("UnsubscribeConfirmation", changes),
};
const versions = ["1", "2"] as const;
const cases = Object.entries(kinds).flatMap(([name, make]) =>
  versions.map((version) => [name, version, make] as const),
);

test.each(cases)("%s of signature version %s is verified", async (_name, version, make) => {
  const result = await verifierOf().verify(body(make({ SignatureVersion: version })));
  expect(result).toMatchObject({ ok: true, message: { Type: make()["Type"], MessageId: make()["MessageId"] } });
});

const signedFields = ["Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

test.each(cases)(
  "%s of signature version %s with any character of a signed field changed is refused",
  async (_name, version, make) => {
    const good = signed(make({ SignatureVersion: version }));
    const names = signedFields.filter((name) => good[name] !== undefined);
    const verifier = verifierOf({ topicArns: [topicArn] });
    const place = fc
      .constantFrom(...names)
      .chain((name) =>
        fc.tuple(fc.constant(name), fc.nat((good[name] ?? "").length - 1), fc.integer({ min: 1, max: 0xff })),
      );
    await fc.assert(
      fc.asyncProperty(place, async ([name, index, flip]) => {
        const value = good[name] ?? "";
        const changed =
          value.slice(0, index) + String.fromCharCode(value.charCodeAt(index) ^ flip) + value.slice(index + 1);
        expect((await verifier.verify(JSON.stringify({ ...good, [name]: changed }))).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  },
);

test.each(cases)(
  "%s of signature version %s with a signed field gone or doubled is refused",
  async (_name, version, make) => {
    const good = signed(make({ SignatureVersion: version }));
    for (const name of signedFields.filter((field) => good[field] !== undefined)) {
      const { [name]: value, ...without } = good;
      expect([name, await findingOf(JSON.stringify(without))]).not.toContain("ok");
      expect([name, await findingOf(JSON.stringify({ ...good, [name]: `${value}${value}` }))]).not.toContain("ok");
    }
  },
);

test("a subject that was not signed is refused", async () => {
  expect(await findingOf(JSON.stringify({ ...signed(notification()), Subject: "x" }))).toBe("sns-signature");
});

test("every bit of the signature counts", async () => {
  const good = signed(notification());
  const bytes = Buffer.from(good["Signature"] ?? "", "base64");
  for (let index = 0; index < bytes.length; index += 17) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(await findingOf(JSON.stringify({ ...good, Signature: changed.toString("base64") }))).toBe("sns-signature");
  }
});

test("a signature of one version does not pass for the other", async () => {
  for (const [from, to] of [
    ["1", "2"],
    ["2", "1"],
  ] as const) {
    const good = signed(notification({ SignatureVersion: from }));
    expect(await findingOf(JSON.stringify({ ...good, SignatureVersion: to }))).toBe("sns-signature");
  }
});

test("a message signed by somebody else's key is refused", async () => {
  const other = createSigningCertificate({ from: new Date(nowMs - 1000), to: new Date(nowMs + 1000) });
  expect(await findingOf(body(notification(), other))).toBe("sns-signature");
});

test("the same signed text cannot be divided into other fields", async () => {
  // Signed as one message whose text looks like the beginning of another.
  const good = signed(notification({ Message: "harmless\nMessageId\nforged\nMessageId" }));
  const forged = { ...good, Message: "harmless", MessageId: `forged\nMessageId\nMessageId\n${good["MessageId"]}` };
  expect(await findingOf(JSON.stringify(good))).toBe("ok");
  expect(await findingOf(JSON.stringify(forged))).toBe("sns-envelope");
});

test("a half of a surrogate pair does not pass for the replacement character", async () => {
  const good = signed(notification({ Message: "a\ufffdb" }));
  expect(await findingOf(JSON.stringify(good))).toBe("ok");
  expect(await findingOf(JSON.stringify(good).replace("\ufffd", "\\ud800"))).toBe("sns-envelope");
});

test("unknown fields are no reason to refuse", async () => {
  const good = { ...signed(notification()), MessageAttributes: { version: { Type: "String", Value: "2.0" } }, New: 1 };
  expect(await verifierOf().verify(JSON.stringify(good))).toMatchObject({ ok: true, message: { New: 1 } });
});

const certName = certUrl.slice(certUrl.lastIndexOf("/") + 1);

test.each([
  ["a bucket that looks like AWS", `https://sns.s3-us-west-2.amazonaws.com/${certName}`],
  ["plain http", certUrl.replace("https", "http")],
  ["a port", certUrl.replace(".com/", ".com:8443/")],
  ["the default port", certUrl.replace(".com/", ".com:443/")],
  ["a user", certUrl.replace("https://", "https://sns.us-east-1.amazonaws.com@evil.example/")],
  ["a query", `${certUrl}?x=1`],
  ["another region", certUrl.replace("us-east-1", "eu-west-1")],
  ["another path", certUrl.replace("SimpleNotificationService", "Other")],
  ["another host", `https://evil.example/${certName}`],
])("a message whose SigningCertURL has %s is refused, and nothing is fetched", async (_what, url) => {
  const certSource = countingSource();
  expect(await findingOf(body(notification({ SigningCertURL: url })), { certSource })).toBe("sns-cert-url");
  expect(certSource.urls).toEqual([]);
});

test("a topic that is not ours is refused, and nothing is fetched", async () => {
  const certSource = countingSource();
  const others = ["arn:aws:sns:us-east-1:999999999999:drs-events", topicArn.toUpperCase(), `${topicArn}2`];
  for (const TopicArn of others)
    expect(await findingOf(body(notification({ TopicArn })), { certSource })).toBe("sns-topic");
  expect(certSource.urls).toEqual([]);
});

test("China's topics have China's host", async () => {
  const arn = "arn:aws-cn:sns:cn-north-1:123456789012:drs";
  const SigningCertURL = certUrl.replace("us-east-1.amazonaws.com", "cn-north-1.amazonaws.com.cn");
  expect(await findingOf(body(notification({ TopicArn: arn, SigningCertURL })), { topicArns: [arn] })).toBe("ok");
});

test.each([
  [-7_200_000, "ok"],
  [-7_200_001, "sns-stale"],
  [900_000, "ok"],
  [900_001, "sns-future"],
])("a message published %i ms from now is %s", async (offsetMs, expected) => {
  const Timestamp = new Date(nowMs + offsetMs).toISOString();
  expect(await findingOf(body(notification({ Timestamp })))).toBe(expected);
});

test.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["a list", "[]"],
  ["null", "null"],
  ["an unknown Type", body(notification({ Type: "Other" }))],
  ["SignatureVersion 3", JSON.stringify({ ...signed(notification()), SignatureVersion: "3" })],
  ["no Signature", JSON.stringify(notification())],
  ["a Signature that is no base64", JSON.stringify({ ...notification(), Signature: `${"x".repeat(343)}*` })],
  ["a Timestamp that is no time", body(notification({ Timestamp: "yesterday" }))],
  ["a number for Message", JSON.stringify({ ...signed(notification()), Message: 1 })],
  ["a Subject of two lines", body(notification({ Subject: "a\nb" }))],
])("%s is no SNS message", async (_what, text) => {
  expect(await findingOf(text)).toBe("sns-envelope");
});

test("a body of 256 KiB is the longest that is looked at", async () => {
  const pad = (length: number) =>
    JSON.stringify({ ...signed(notification()), pad: "" }).replace('"pad":""', `"pad":"${"x".repeat(length)}"`);
  const rest = 262_144 - pad(0).length;
  expect(await findingOf(pad(rest))).toBe("ok");
  expect(await findingOf(pad(rest + 1))).toBe("sns-too-large");
});
