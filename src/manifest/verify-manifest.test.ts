import { createHash, createPrivateKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { catalogOf, modelOf } from "../../test/catalog/catalog-of.ts";
import { exportManifest } from "./export-manifest.ts";
import type { Manifest, ManifestRow } from "./manifest.ts";
import { manifestJson, withHash } from "./manifest-hash.ts";
import { createSigningKey, isSignedBy, parsePublicKey, signManifest } from "./signing.ts";
import { verifyManifest } from "./verify-manifest.ts";

const catalog = catalogOf(
  modelOf("ACME_1", "^A1[0-9]{6}$", {
    listings: [
      { marketplace: "US", asin: "B0DEMO0001" },
      { marketplace: "DE", asin: "B0DEMO0011" },
    ],
  }),
);
const manifest = exportManifest({ catalog, issuedAt: "2026-01-02T03:04:05.678Z" });

function jsonFile(made: Manifest, json = manifestJson(made)) {
  return { file: { manifest: made, form: "json" as const, json } };
}

function withRow(change: Partial<ManifestRow>): Manifest {
  const { sha256, rows, ...rest } = manifest;
  return withHash({ ...rest, rows: rows.map((row, index) => (index === 0 ? { ...row, ...change } : row)) });
}

const idsOf = (request: Parameters<typeof verifyManifest>[0]) => verifyManifest(request).findings.map(({ id }) => id);

describe("verifyManifest", () => {
  it("holds for what was exported, and says that it is current", () => {
    expect(verifyManifest({ ...jsonFile(manifest), catalog })).toEqual({
      ok: true,
      signature: "not-checked",
      current: true,
      findings: [],
    });
  });

  it("finds any change of the content by the hash", () => {
    const [row] = manifest.rows;
    const changed = { ...manifest, rows: row === undefined ? [] : [{ ...row, asin: "B0DEMO0009" }] };
    const { ok, findings } = verifyManifest(jsonFile(changed));
    expect(ok).toBe(false);
    expect(findings).toMatchObject([{ id: "manifest-hash", required: manifest.sha256 }]);
  });

  it.each([
    ["blanks", (json: string) => json.replace('{"', '{ "')],
    ["a line feed", (json: string) => `${json}\n`],
    ["a key that stands twice", (json: string) => json.replace('"revision":1', '"revision":9,"revision":1')],
    ["another order", (json: string) => json.replace(/^\{("effectiveFrom":"[^"]+"),(.*)\}$/, "{$2,$1}")],
    ["escapes that need not be", (json: string) => json.replace('"Acme"', '"\\u0041cme"')],
  ])("refuses %s, which canonical JSON does not have", (_, rewrite) => {
    const json = rewrite(manifestJson(manifest));
    expect(JSON.parse(json)).toEqual(manifest);
    expect(idsOf(jsonFile(manifest, json))).toEqual(["manifest-form"]);
  });

  it.each<[string, Partial<ManifestRow>, readonly string[]]>([
    ["a regex with another hash", { regexSha256: "0".repeat(64) }, ["manifest-regex-hash"]],
    ["a good example that is refused", { examplesGood: ["A100000"] }, ["manifest-example"]],
    ["a bad example that is accepted", { examplesBad: [{ text: "A1000000", is: "?" }] }, ["manifest-example"]],
    ["an ASIN of two models", { deviceModel: "ACME_2", asin: "B0DEMO0011" }, ["M001", "manifest-stale"]],
  ])("finds %s", (_, change, expected) => {
    const made = withRow(change);
    const request = change.deviceModel === undefined ? jsonFile(made) : { ...jsonFile(made), catalog };
    expect(idsOf(request)).toEqual(expected);
  });

  it("finds two regexes of one model, and one that does not parse", () => {
    const hashed = (serialRegex: string) => {
      return { serialRegex, regexSha256: createHash("sha256").update(serialRegex).digest("hex") };
    };
    expect(idsOf(jsonFile(withRow(hashed("^A1[0-9]{6}B?$"))))).toEqual(expect.arrayContaining(["M002"]));
    expect(idsOf(jsonFile(withRow(hashed("^A1[0-9{6}$"))))).toEqual(["M002", "manifest-regex"]);
  });

  it("leaves retired rows out of who owns what", () => {
    const other = withRow({ deviceModel: "ACME_0", asin: "B0DEMO0011", status: "retired" });
    expect(idsOf(jsonFile(other))).toEqual([]);
  });

  it("warns of force and of a catalog that has moved on", () => {
    const { sha256, ...rest } = manifest;
    const forced = withHash({ ...rest, forced: [{ deviceModel: "ACME_1", id: "L004", message: "x" }] });
    expect(verifyManifest(jsonFile(forced))).toMatchObject({ ok: true, findings: [{ id: "manifest-forced" }] });
    const moved = { ...catalog, models: catalog.models.map((model) => ({ ...model, name: "Acme Won" })) };
    expect(verifyManifest({ ...jsonFile(manifest), catalog: moved })).toMatchObject({
      ok: true,
      current: false,
      findings: [{ id: "manifest-stale", level: "warn" }],
    });
  });
});

describe("a signature", () => {
  const pair = createSigningKey();
  const privateKey = createPrivateKey(pair.privateKeyPem);
  const publicKey = parsePublicKey(pair.publicKeyPem, "key.pub");
  const bytes = signManifest(manifest, privateKey);
  const verdict = (signature: Uint8Array, key = publicKey, made = manifest) =>
    verifyManifest({ ...jsonFile(made), signature: { bytes: signature, publicKey: key } }).signature;

  it("has 64 bytes and is valid, raw or in base64", () => {
    expect(bytes).toHaveLength(64);
    expect(verdict(bytes)).toBe("valid");
    expect(verdict(new TextEncoder().encode(`${Buffer.from(bytes).toString("base64")}\n`))).toBe("valid");
  });

  it("is invalid over another manifest, from another key, and when any bit differs", () => {
    expect(verdict(bytes, publicKey, withRow({ productName: "Other" }))).toBe("invalid");
    expect(verdict(bytes, parsePublicKey(createSigningKey().publicKeyPem, "x"))).toBe("invalid");
    for (let bit = 0; bit < 512; bit += 37) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(isSignedBy(manifest, flipped, publicKey)).toBe(false);
    }
    expect(verdict(new Uint8Array())).toBe("invalid");
    expect(verdict(bytes.subarray(1))).toBe("invalid");
  });

  it("needs a public key of its kind", () => {
    const refuse = (pem: string) =>
      expect(() => parsePublicKey(pem, "k")).toThrow(expect.objectContaining({ code: "ERR_SIGNING_KEY" }));
    refuse("");
    refuse("no key");
    refuse(pair.privateKeyPem);
  });
});
