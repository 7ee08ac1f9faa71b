import { expect, test } from "vitest";
import { signingCertUrlFault, snsHost, subscribeUrlFault } from "./sns-host.ts";

const arn = "arn:aws:sns:us-east-1:123456789012:drs";
const name = "SimpleNotificationService-0123456789abcdefABCDEF0123456789.pem";

test.each([
  [arn, "sns.us-east-1.amazonaws.com"],
  ["arn:aws-cn:sns:cn-north-1:123456789012:drs", "sns.cn-north-1.amazonaws.com.cn"],
  ["arn:aws-us-gov:sns:us-gov-west-1:123456789012:drs", "sns.us-gov-west-1.amazonaws.com"],
  ["arn:aws:sqs:us-east-1:123456789012:drs", undefined],
  ["arn:aws:sns:us.evil:123456789012:drs", undefined],
  ["arn:aws:sns:us-east-1:123:drs", undefined],
  [`${arn}:6b0e71bd-7e97-4d97-80ce-4a0994e55286`, undefined],
  [`${arn}\n`, undefined],
])("%j is spoken for by %s", (topic, host) => {
  expect(snsHost(topic)).toBe(host);
});

test("AWS's own URL for the topic's region is taken", () => {
  expect(signingCertUrlFault(`https://sns.us-east-1.amazonaws.com/${name}`, arn)).toBeUndefined();
});

test.each([
  ["plain http", `http://sns.us-east-1.amazonaws.com/${name}`, "scheme"],
  ["another region", `https://sns.us-west-2.amazonaws.com/${name}`, "host"],
  ["a bucket that looks like AWS", `https://sns.s3-us-west-2.amazonaws.com/${name}`, "host"],
  ["a bucket path", `https://s3.amazonaws.com/sns.us-east-1.amazonaws.com/${name}`, "host"],
  ["a host that only begins so", `https://sns.us-east-1.amazonaws.com.evil.example/${name}`, "host"],
  ["China's host for a topic elsewhere", `https://sns.us-east-1.amazonaws.com.cn/${name}`, "host"],
  ["a port", `https://sns.us-east-1.amazonaws.com:8443/${name}`, "port"],
  ["the default port", `https://sns.us-east-1.amazonaws.com:443/${name}`, "port"],
  ["a user", `https://sns.us-east-1.amazonaws.com@evil.example/${name}`, "user"],
  ["a user before the right host", `https://x@sns.us-east-1.amazonaws.com/${name}`, "user"],
  ["a query", `https://sns.us-east-1.amazonaws.com/${name}?x`, "path"],
  ["a fragment", `https://sns.us-east-1.amazonaws.com/${name}#x`, "path"],
  ["another path", "https://sns.us-east-1.amazonaws.com/evil.pem", "path"],
  ["a longer path", `https://sns.us-east-1.amazonaws.com/x/${name}`, "path"],
  ["a path back up", `https://sns.us-east-1.amazonaws.com/x/../${name}`, "path"],
  ["31 characters", `https://sns.us-east-1.amazonaws.com/${name.replace("0", "")}`, "path"],
  ["a line feed at the end", `https://sns.us-east-1.amazonaws.com/${name}\n`, "path"],
  ["capitals in the host", `https://SNS.us-east-1.amazonaws.com/${name}`, "plainly"],
  ["a tab that parsers remove", `https://sns.us-east-1.amazon\taws.com/${name}`, "plainly"],
  ["a backslash", `https:\\\\sns.us-east-1.amazonaws.com/${name}`, "plainly"],
  ["a dot after the host", `https://sns.us-east-1.amazonaws.com./${name}`, "host"],
  ["no URL", "sns", "not a URL"],
])("%s is refused", (_what, url, part) => {
  expect(signingCertUrlFault(url, arn)).toContain(part);
});

const message = { TopicArn: arn, Token: "abc+/=" };
const subscribe = (query: string, origin = "https://sns.us-east-1.amazonaws.com/") => `${origin}?${query}`;
const query = `Action=ConfirmSubscription&TopicArn=${arn}&Token=${encodeURIComponent("abc+/=")}`;

test("a SubscribeURL that confirms this subscription is taken", () => {
  expect(subscribeUrlFault(subscribe(query), message)).toBeUndefined();
});

test.each([
  ["another host", subscribe(query, "https://sns.us-west-2.amazonaws.com/")],
  ["plain http", subscribe(query, "http://sns.us-east-1.amazonaws.com/")],
  ["a port", subscribe(query, "https://sns.us-east-1.amazonaws.com:8443/")],
  ["a user", subscribe(query, "https://x@sns.us-east-1.amazonaws.com/")],
  ["a path", subscribe(query, "https://sns.us-east-1.amazonaws.com/x")],
  ["another action", subscribe(query.replace("ConfirmSubscription", "Unsubscribe"))],
  ["another topic", subscribe(query.replace(":drs", ":other"))],
  ["another token", subscribe(query.replace("abc", "abd"))],
  ["two actions", subscribe(`${query}&Action=Unsubscribe`)],
  ["no query", "https://sns.us-east-1.amazonaws.com/"],
])("a SubscribeURL with %s is refused", (_what, url) => {
  expect(subscribeUrlFault(url, message)).toBeTypeOf("string");
});
