import { z } from "zod";

/** Longest SNS body that is read, in bytes; a notification of DRS has about 1,500. */
export const snsBodyBytesMax = 262_144;

// Only Message may hold a line break. In any other signed field one would let a signature for one division of the text
// into fields pass for another. A lone surrogate would be signed like U+FFFD, so it could be swapped in unnoticed.
const line = (lengthMax: number) =>
  z
    .string()
    .min(1)
    .max(lengthMax)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "one line of well-formed text");
const text = z.string().refine((value) => value.isWellFormed(), "well-formed text");

const common = {
  MessageId: line(100),
  TopicArn: line(400),
  Message: text,
  Timestamp: z.iso.datetime(),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.string().regex(/^[A-Za-z0-9+/]{300,1400}={0,2}$/, "base64 of an RSA signature"),
  SigningCertURL: line(400),
};

const confirmation = { ...common, Token: line(1_000), SubscribeURL: line(2_000) };

// Loose: fields that AWS adds do no harm; what the signature covers is named below.
const envelope = z.discriminatedUnion("Type", [
  z.looseObject({ ...common, Type: z.literal("Notification"), Subject: line(200).optional() }),
  z.looseObject({ ...confirmation, Type: z.literal("SubscriptionConfirmation") }),
  z.looseObject({ ...confirmation, Type: z.literal("UnsubscribeConfirmation") }),
]);

/** An SNS message as AWS documents it; nothing of it is proved yet. */
export type SnsEnvelope = z.infer<typeof envelope>;

/** Reads the JSON of an SNS message; a list of faults (field and expectation, no content) when it is none. */
export function parseSnsEnvelope(
  body: string,
): { readonly ok: true; readonly envelope: SnsEnvelope } | { readonly ok: false; readonly faults: readonly string[] } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, faults: ["the body is not JSON"] };
  }
  const parsed = envelope.safeParse(json);
  if (parsed.success) return { ok: true, envelope: parsed.data };
  return {
    ok: false,
    faults: parsed.error.issues.map((issue) => `${issue.path.join(".") || "the body"}: ${issue.message}`),
  };
}

const signedFields = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
} as const;

/** The text that the signature covers: names and values in byte order, a line each; an absent Subject is left out. */
export function stringToSign(message: SnsEnvelope): string {
  const values: Readonly<Record<string, unknown>> = message;
  return signedFields[message.Type]
    .filter((name) => values[name] !== undefined)
    .map((name) => `${name}\n${String(values[name])}\n`)
    .join("");
}
