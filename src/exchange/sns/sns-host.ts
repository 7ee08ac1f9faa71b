const topicArn = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z0-9-]{1,40}):\d{12}:[A-Za-z0-9_-]{1,256}$/;

/** The one host that speaks for a topic: SNS of its region, in China with `.cn`; undefined when it is no topic's ARN. */
export function snsHost(arn: string): string | undefined {
  const [, partition, region] = topicArn.exec(arn) ?? [];
  if (region === undefined) return undefined;
  return `sns.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`;
}

/**
 * Why a SigningCertURL is not one of AWS for this topic ("Verifying the signatures of Amazon SNS messages" in the Amazon
 * SNS Developer Guide); undefined when it is. The text itself is compared: a URL parser would quietly drop `:443`, fold
 * case and remove tabs. The host is exact: `sns.s3-us-west-2.amazonaws.com` looks like one of AWS's and belongs to whoever
 * owns that bucket.
 */
export function signingCertUrlFault(url: string, arn: string): string | undefined {
  const host = snsHost(arn);
  if (host === undefined) return "the TopicArn names no region";
  const expected = `https://${host}/SimpleNotificationService-`;
  if (url.startsWith(expected) && /^[0-9a-zA-Z]{32}\.pem$/.test(url.slice(expected.length))) return undefined;
  return faultOf(url, host) ?? "its path is not /SimpleNotificationService- with 32 letters or digits and .pem";
}

/** Why a SubscribeURL does not confirm exactly this subscription at AWS; undefined when it does. */
export function subscribeUrlFault(
  url: string,
  message: { readonly TopicArn: string; readonly Token: string },
): string | undefined {
  const host = snsHost(message.TopicArn);
  if (host === undefined) return "the TopicArn names no region";
  if (!url.startsWith(`https://${host}/?`)) return faultOf(url, host) ?? "its path is not / with a query";
  const query = new URL(url).searchParams;
  const expected = { Action: "ConfirmSubscription", TopicArn: message.TopicArn, Token: message.Token };
  const wrong = Object.entries(expected).find(([name, value]) => query.getAll(name).join("\n") !== value);
  return wrong === undefined ? undefined : `its ${wrong[0]} is not the message's`;
}

/** The first part before the path that is not as it must be. */
function faultOf(url: string, host: string): string | undefined {
  if (!URL.canParse(url)) return "it is not a URL";
  const parsed = new URL(url);
  if (parsed.protocol !== "https:") return `its scheme is ${parsed.protocol.slice(0, -1)}, not https`;
  if (parsed.username !== "" || parsed.password !== "") return "it has a user";
  if (parsed.hostname !== host) return `its host is ${parsed.hostname}, not ${host}`;
  if (!url.startsWith(`https://${host}/`)) return "it has a port, or is not written plainly";
  return undefined;
}
