import { type KeyObject, verify as verifySignature } from "node:crypto";
import type { Finding } from "../../core/index.ts";
import { type Clock, machineClock } from "../clock.ts";
import { CertificateStore, type CertSource } from "./certificate-store.ts";
import { parseSnsEnvelope, type SnsEnvelope, snsBodyBytesMax, stringToSign } from "./sns-envelope.ts";
import { signingCertUrlFault, snsHost } from "./sns-host.ts";

const hourMs = 3_600_000;

/** What a verifier needs to know. */
export interface SnsVerifierOptions {
  readonly certSource: CertSource;
  /** Topics whose messages are taken; all others are refused (AWS: "Reject any message with an unexpected TopicArn"). */
  readonly topicArns: readonly string[];
  /** Milliseconds since 1970; the machine's clock when not given. */
  readonly now?: (() => number) | undefined;
  /** How old a message may be: an hour, and an hour for which SNS may repeat it, when not given. */
  readonly ageMaxMs?: number | undefined;
  /** How far a message may lie in the future of this machine's clock; 15 minutes when not given. */
  readonly aheadMaxMs?: number | undefined;
}

/** A verified message, or why it is none. With `isPassing` the sender should try again: the fault is on our way to AWS. */
export type SnsVerification =
  | { readonly ok: true; readonly message: SnsEnvelope }
  | { readonly ok: false; readonly isPassing: boolean; readonly finding: Finding };

/** Proves that a message came from AWS SNS, from one of the topics, unchanged and recently. */
export interface SnsVerifier {
  verify(body: string): Promise<SnsVerification>;
}

/**
 * A verifier after "Verifying the signatures of Amazon SNS messages" for signature versions 1 and 2. What costs nothing is
 * checked before anything is fetched, and only a URL of AWS's own host for the topic's region is ever fetched.
 */
export function createSnsVerifier(options: SnsVerifierOptions): SnsVerifier {
  const clock: Clock = options.now === undefined ? machineClock : { ...machineClock, nowMs: options.now };
  const certificates = new CertificateStore(options.certSource, clock);
  return {
    async verify(body) {
      if (Buffer.byteLength(body) > snsBodyBytesMax)
        return refused("sns-too-large", `The message has more than ${snsBodyBytesMax} bytes.`);
      const parsed = parseSnsEnvelope(body);
      if (!parsed.ok)
        return refused("sns-envelope", `The body is no SNS message: ${parsed.faults.slice(0, 5).join("; ")}.`);
      const message = parsed.envelope;
      const finding = findingBeforeFetch(message, { ...options, nowMs: clock.nowMs() });
      if (finding !== undefined) return { ok: false, isPassing: false, finding };
      const result = await certificates.keyOf(message.SigningCertURL);
      if (!result.ok) return withoutKey(result.reason);
      if (isSigned(message, result.key)) return { ok: true, message };
      return refused(
        "sns-signature",
        "The signature does not fit the message: it was changed, or AWS did not send it.",
      );
    },
  };
}

function isSigned(message: SnsEnvelope, key: KeyObject): boolean {
  const hash = message.SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256";
  const signature = Buffer.from(message.Signature, "base64");
  try {
    return verifySignature(hash, Buffer.from(stringToSign(message), "utf8"), key, signature);
  } catch {
    // A crypto policy that forbids SHA-1 throws for version 1: what cannot be proved is not taken.
    return false;
  }
}

function findingBeforeFetch(
  message: SnsEnvelope,
  context: Omit<SnsVerifierOptions, "now" | "certSource"> & { readonly nowMs: number },
): Finding | undefined {
  if (!context.topicArns.includes(message.TopicArn) || snsHost(message.TopicArn) === undefined) {
    return error("sns-topic", `The message is of topic ${message.TopicArn}, which is not one of ours.`);
  }
  const fault = signingCertUrlFault(message.SigningCertURL, message.TopicArn);
  if (fault !== undefined)
    return error("sns-cert-url", `The SigningCertURL is not one of AWS for this topic: ${fault}.`);
  const { ageMaxMs = 2 * hourMs, aheadMaxMs = hourMs / 4 } = context;
  const ageMs = context.nowMs - Date.parse(message.Timestamp);
  if (ageMs > ageMaxMs)
    return error(
      "sns-stale",
      `The message is ${Math.round(ageMs / 1000)} s old; at most ${ageMaxMs / 1000} s are taken.`,
    );
  if (-ageMs > aheadMaxMs)
    return error("sns-future", `The message lies ${Math.round(-ageMs / 1000)} s ahead of this machine's clock.`);
  return undefined;
}

const keySentences = {
  unavailable: "The signing certificate could not be fetched.",
  "not-a-certificate": "What the certificate's host sent is no certificate.",
  "out-of-date": "The signing certificate is not in date.",
  "weak-key": "The signing certificate has no RSA key of 2,048 bits or more.",
} as const;

/** Without a key nothing is known about the message, so the sender is to try again. */
function withoutKey(reason: keyof typeof keySentences): SnsVerification {
  return { ok: false, isPassing: true, finding: error(`sns-cert-${reason}`, keySentences[reason]) };
}

function refused(id: string, message: string): SnsVerification {
  return { ok: false, isPassing: false, finding: error(id, message) };
}

function error(id: string, message: string): Finding {
  return { id, level: "error", message };
}
