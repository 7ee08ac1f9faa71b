import { BoxproofError } from "../core/index.ts";
import type { Journal } from "./journal.ts";
import type { SnsIdentity } from "./sns-identity.ts";
import type { SnsTopic } from "./sns-topic.ts";

/**
 * The addresses of AWS that SNS messages name, answered in this process. Nothing is ever sent to AWS, and a receiver's
 * rule on hosts stays on, since the URLs have AWS's shape.
 */
export interface AwsAnswers {
  /** The PEM of the certificate behind a SigningCertURL; ERR_NETWORK for every other URL. */
  certSource(url: string | URL): Promise<string>;
  /** Stands in for `fetch`: the certificate, SubscribeURL and UnsubscribeURL. Other hosts cannot be reached. */
  awsFetch(url: string | URL, init?: { readonly method?: string }): Promise<Response>;
}

/** What the answers need of their surroundings. */
export interface AwsAnswersOptions {
  readonly topic: SnsTopic;
  readonly identity: () => Promise<SnsIdentity>;
  readonly journal: Journal;
  readonly requestId: () => string;
}

/** Answers for one topic. */
export function createAwsAnswers(options: AwsAnswersOptions): AwsAnswers {
  const { topic, identity, journal } = options;
  const awsFetch = async (address: string | URL, { method = "GET" }: { readonly method?: string } = {}) => {
    const url = new URL(address);
    const certificateUrl = await topic.signingCertUrl();
    if (url.origin !== new URL(certificateUrl).origin || url.username !== "" || url.password !== "") {
      journal.record({ kind: "aws-request", url: url.origin });
      throw new TypeError("fetch failed", { cause: { code: "ENOTFOUND", hostname: url.hostname } });
    }
    const answer =
      method !== "GET" ? new Response(null, { status: 405 }) : await answerGet(url, certificateUrl, options);
    journal.record({ kind: "aws-request", url: `${url.origin}${url.pathname}`, status: answer.status });
    return answer;
  };
  return {
    awsFetch,
    async certSource(url) {
      if (String(url) === (await topic.signingCertUrl())) return (await identity()).certificatePem;
      throw new BoxproofError("ERR_NETWORK", `The simulator has no certificate at ${String(url).slice(0, 200)}.`);
    },
  };
}

async function answerGet(url: URL, certificateUrl: string, options: AwsAnswersOptions): Promise<Response> {
  if (url.href === certificateUrl) {
    const { certificatePem } = await options.identity();
    return new Response(certificatePem, { headers: { "content-type": "application/x-pem-file" } });
  }
  const { topic } = options;
  const action = url.pathname === "/" ? url.searchParams.get("Action") : null;
  if (action === "ConfirmSubscription") {
    const arn = topic.confirm(url.searchParams.get("Token") ?? "");
    return arn === undefined
      ? awsError(options)
      : awsResult(action, `<SubscriptionArn>${arn}</SubscriptionArn>`, options);
  }
  if (action === "Unsubscribe") {
    const report = await topic.unsubscribe(url.searchParams.get("SubscriptionArn") ?? "");
    return report === undefined ? awsError(options) : awsResult(action, "", options);
  }
  return new Response(null, { status: 404 });
}

function awsResult(action: string, result: string, { requestId }: AwsAnswersOptions): Response {
  return xml(
    200,
    `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result>` +
      `<ResponseMetadata><RequestId>${requestId()}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

function awsError({ requestId }: AwsAnswersOptions): Response {
  return xml(
    400,
    '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>InvalidParameter</Code>' +
      `<Message>Invalid parameter</Message></Error><RequestId>${requestId()}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/xml" } });
}
