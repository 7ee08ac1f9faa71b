import { type Catalog, findModel } from "../core/catalog/index.ts";
import { dsnFindings } from "../core/dsn/index.ts";
import type { Finding } from "../core/index.ts";
import { explainMismatch, parsePattern } from "../core/pattern/index.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Refusal } from "./outcome.ts";
import type { TestPurchases } from "./test-purchases.ts";

/** Leave to speak to an endpoint that is not this machine, limited to devices that were bought for it. */
export interface LivePermit {
  readonly testPurchases: TestPurchases;
}

/** Why a request is not sent. */
export interface LocalRefusal {
  readonly reason: Refusal;
  readonly message: string;
  readonly findings: readonly Finding[];
}

/**
 * Why this device must not be asked about, before anything is sent: a name that no box can carry, a model or serial that
 * the catalog does not know, an endpoint or device that the live guard does not allow. Undefined when it may be sent.
 */
export function localRefusal(request: {
  readonly endpoint: Endpoint;
  readonly deviceModel: string;
  readonly dsn: string;
  readonly catalog?: Catalog | undefined;
  readonly live?: LivePermit | undefined;
}): LocalRefusal | undefined {
  return namesRefusal(request) ?? catalogRefusal(request) ?? liveRefusal(request);
}

function namesRefusal({
  deviceModel,
  dsn,
}: {
  readonly deviceModel: string;
  readonly dsn: string;
}): LocalRefusal | undefined {
  const ofDsn = dsnFindings(dsn);
  if (ofDsn.length > 0) return refusal("dsn", sentences(ofDsn), ofDsn);
  // Model ids obey the same rule as serials ("Using the LWA Web API"); the findings speak of a DSN.
  const ofModel = dsnFindings(deviceModel).map(
    (finding): Finding => ({
      ...finding,
      id: finding.id.replace("dsn", "device-model"),
      message: finding.message.replaceAll("A DSN", "A device model").replaceAll("a DSN", "a device model"),
    }),
  );
  return ofModel.length > 0 ? refusal("device-model", sentences(ofModel), ofModel) : undefined;
}

function catalogRefusal(request: {
  readonly deviceModel: string;
  readonly dsn: string;
  readonly catalog?: Catalog | undefined;
}): LocalRefusal | undefined {
  if (request.catalog === undefined) return undefined;
  const model = findModel(request.catalog, request.deviceModel);
  if (model === undefined) return refusal("model-unknown", `The catalog has no device model "${request.deviceModel}".`);
  const parsed = parsePattern(model.serial.pattern);
  if (!parsed.ok) return refusal("pattern-mismatch", "The model's serial pattern cannot be read.", parsed.findings);
  const mismatch = explainMismatch(parsed.pattern, request.dsn);
  if (mismatch === undefined) return undefined;
  const found = mismatch.found === undefined ? "the serial ends" : `found ${JSON.stringify(mismatch.found)}`;
  const message = `${request.dsn} does not match the serial pattern of ${request.deviceModel}: at character ${mismatch.at + 1} ${found}, expected ${mismatch.expected}.`;
  return refusal("pattern-mismatch", message, [
    { id: "pattern-mismatch", level: "error", message, at: [mismatch.at, mismatch.at + (mismatch.found?.length ?? 0)] },
  ]);
}

function liveRefusal(request: {
  readonly endpoint: Endpoint;
  readonly deviceModel: string;
  readonly dsn: string;
  readonly live?: LivePermit | undefined;
}): LocalRefusal | undefined {
  if (request.live === undefined) {
    if (request.endpoint.isLoopback) return undefined;
    return refusal("live-not-allowed", "The endpoint is not this machine, and speaking to a live one was not allowed.");
  }
  if (request.live.testPurchases.has(request.deviceModel, request.dsn)) return undefined;
  return refusal(
    "not-a-test-purchase",
    `${request.dsn} of ${request.deviceModel} is not on the list of test purchases; an exchange could hand over a real customer's tokens.`,
  );
}

function refusal(reason: Refusal, message: string, findings?: readonly Finding[]): LocalRefusal {
  return { reason, message, findings: findings ?? [{ id: reason, level: "error", message }] };
}

function sentences(findings: readonly Finding[]): string {
  return findings.map((finding) => finding.message).join(" ");
}
