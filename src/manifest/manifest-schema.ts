import { z } from "zod";
import { checkAlgorithms } from "../core/dsn/index.ts";
import { symbologies } from "../core/symbol/index.ts";
import { type Manifest, regexSemantics, rowStatuses, schemaVersion } from "./manifest.ts";

// Every manifest that boxproof writes fits in here; texts are longer than any that a catalog holds.

const text = z.string().max(4_096);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits");
const count = z.int().min(0).max(1_000_000_000);

/** A day: `2026-01-31`. */
export const day = z.iso.date();
const level = z.enum(["error", "warn", "info"]);
const semantics = z.enum(["full", "search", "prefix"]);

/** A finding under which a manifest was made with force. */
const forcedFindings = z
  .array(z.strictObject({ deviceModel: text, id: text, message: text, witness: text.optional() }))
  .min(1)
  .max(1_000_000);

const proofSummary = z.strictObject({
  portable: z.boolean(),
  linear: z.boolean(),
  foreign: z
    .array(
      z.strictObject({
        code: text.optional(),
        level,
        semantics: semantics.optional(),
        witness: text.optional(),
      }),
    )
    .max(1_000),
  overlaps: z.array(z.strictObject({ deviceModel: text, witness: text })).max(1_000),
  covered: z.boolean().optional(),
});

/** One row, field by field. */
export const rowSchema = z.strictObject({
  deviceModel: text,
  productName: text,
  lwaClientId: text,
  marketplace: text,
  asin: text,
  gtin: text.optional(),
  status: z.enum(rowStatuses),
  effectiveFrom: day,
  serialRegex: text,
  regexSha256: sha256,
  symbology: z.enum(symbologies).optional(),
  lengthMin: count.optional(),
  lengthMax: count.optional(),
  alphabet: text,
  capacity: z.string().regex(/^(?:[0-9]{1,10000}|infinite|unknown)$/),
  schemeCapacity: z
    .string()
    .regex(/^[0-9]{1,1000}$/)
    .optional(),
  checkSchemes: z.array(z.enum(checkAlgorithms)).max(64),
  examplesGood: z.array(text).max(1_000),
  examplesBad: z.array(z.strictObject({ text, is: text })).max(1_000),
  proofSummary,
});

/** What a manifest says of itself, field by field. */
export const headSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  manifestId: text,
  revision: count.min(1),
  previousRevisionSha256: sha256.optional(),
  issuedAt: z.iso.datetime(),
  effectiveFrom: day,
  maker: z.strictObject({ name: text, vendorCode: text.optional() }),
  contact: z.strictObject({ name: text, email: text.optional(), role: text.optional() }).optional(),
  amazonContact: text.optional(),
  regexSemantics: z.literal(regexSemantics),
  demo: z.literal(true).optional(),
  forced: forcedFindings.optional(),
  sha256,
});

const manifestSchema = headSchema.extend({ rows: z.array(rowSchema).min(1).max(200_000) });

/** What is wrong with a value that is no manifest, or the manifest. */
export type ManifestReading =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly fault: string };

/** Reads plain data as a manifest; its hash is not looked at. */
export function readManifestValue(value: unknown): ManifestReading {
  const parsed = manifestSchema.safeParse(value);
  // zod says `undefined` where a key may be absent; absent keys are never set.
  return parsed.success ? { ok: true, manifest: parsed.data as Manifest } : { ok: false, fault: faultOf(parsed.error) };
}

/** The first fault in words: where, and what. */
export function faultOf({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.join(".") ?? "";
  return `${path === "" ? "the whole" : path}: ${issue?.message ?? "not as written"}`;
}
