import { resolve } from "node:path";
import { BoxproofError } from "../../core/index.ts";
import {
  keyFingerprint,
  type ManifestFile,
  type ManifestVerification,
  parsePublicKey,
  verifyManifest,
} from "../../manifest/index.ts";
import { type CatalogOptions, resolveCatalog } from "../catalog-option.ts";
import { counted, levelCounts } from "../finding-counts.ts";
import { findingLines } from "../finding-lines.ts";
import type { ExitStatus, Io } from "../io.ts";
import { createStyle, type Style } from "../style.ts";
import { visibleText } from "../visible-text.ts";
import { isThere, readManifestFile, readNamedFile } from "./manifest-place.ts";

/** Options of `boxproof manifest verify`. */
export interface VerifyOptions extends CatalogOptions {
  readonly signature?: string;
  readonly publicKey?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Largest key or signature file, in bytes. */
const smallFileMax = 16_384;

/** Verifies a manifest file; 1 when it does not hold. */
export async function verifyManifestFile(io: Io, name: string, options: VerifyOptions): Promise<ExitStatus> {
  const file = await readManifestFile(io, name);
  const signature = await signatureOf(io, { name, form: file.form }, options);
  const catalog = await catalogOf(io, options);
  const verification = verifyManifest({
    file,
    ...(signature === undefined ? {} : { signature }),
    ...(catalog === undefined ? {} : { catalog }),
  });
  const key = signature === undefined ? undefined : keyFingerprint(signature.publicKey);
  const told = { name, file, verification, key };
  io.out(options.json === true ? verifyJson(told) : verifyText(told, createStyle(io)));
  const isRefused = !verification.ok || (options.strict === true && levelCounts(verification.findings).warnings > 0);
  return isRefused ? 1 : 0;
}

async function signatureOf(
  io: Io,
  { name, form }: { readonly name: string } & Pick<ManifestFile, "form">,
  { signature, publicKey }: VerifyOptions,
) {
  if (publicKey === undefined) {
    if (signature === undefined) return undefined;
    const remedy = "Name the maker's public key: --public-key KEYFILE.pub.";
    throw new BoxproofError("ERR_USAGE", "A signature can be verified with the public key only.", { remedy });
  }
  if (signature === undefined && form !== "json") {
    const remedy = `Verify the JSON, or name its signature: --signature manifest.json.sig verifies ${name} as well.`;
    throw new BoxproofError("ERR_USAGE", `The JSON is what is signed; ${name} is ${form.toUpperCase()}.`, { remedy });
  }
  const pem = Buffer.from(await readNamedFile(io, publicKey, smallFileMax)).toString("latin1");
  const bytes = await readNamedFile(io, signature ?? `${name}.sig`, smallFileMax);
  return { bytes, publicKey: parsePublicKey(pem, publicKey) };
}

/** The catalog that is named, or the one in this folder where there is one. */
async function catalogOf(io: Io, options: VerifyOptions) {
  const isNamed = options.catalog !== undefined || options.demo === true;
  const isHere = await isThere(resolve(io.cwd, "catalog.yaml"));
  if (!isNamed && !isHere) return undefined;
  return (await resolveCatalog(io, options, { patterns: "any" })).catalog;
}

interface Told {
  readonly name: string;
  readonly file: ManifestFile;
  readonly verification: ManifestVerification;
  readonly key: string | undefined;
}

function verifyJson({ name, file, verification, key }: Told): string {
  const { manifestId, revision, sha256, issuedAt, rows } = file.manifest;
  const about = { file: name, form: file.form, manifestId, revision, issuedAt, sha256, rowCount: rows.length };
  return `${JSON.stringify({ ...about, ...verification, ...(key === undefined ? {} : { key }) })}\n`;
}

function verifyText({ name, file, verification, key }: Told, style: Style): string {
  const { manifestId, revision, issuedAt, rows, sha256 } = file.manifest;
  const { findings, current } = verification;
  const models = new Set(rows.map(({ deviceModel }) => deviceModel)).size;
  const has = (id: string) => findings.some((finding) => finding.id === id);
  const examples = rows.reduce((sum, row) => sum + row.examplesGood.length + row.examplesBad.length, 0);
  const mark = (isGood: boolean, good: string, bad: string) => (isGood ? good : style("red", bad));
  const form = file.form === "json" ? "canonical JSON (RFC 8785)" : `read back from ${file.form.toUpperCase()}`;
  const areRegexesGood = !findings.some(({ id }) => /^(?:manifest-regex|manifest-example|M00)/.test(id));
  const lines = [
    `${name}: ${visibleText(manifestId)}, revision ${revision}, issued ${visibleText(issuedAt)}, ${counted(rows.length, "row")} for ${counted(models, "model")}`,
    `    hash       ${mark(!has("manifest-hash"), sha256, "does not fit the content")}`,
    `    form       ${mark(!has("manifest-form"), form, "not canonical")}`,
    `    signature  ${signatureWords(verification, key, style)}`,
    `    regexes    ${mark(areRegexesGood, `each parses and has its hash; ${counted(examples, "example")} hold`, "not all hold")}`,
    `    catalog    ${current === undefined ? "not compared" : current ? "current" : style("yellow", "says something else by now")}`,
    ...findingLines(findings, { style }),
    lastLine({ name, file, verification, key }, style),
  ];
  return `${lines.join("\n")}\n`;
}

/** What it all comes to; a manifest that was forced never ends in plain praise. */
function lastLine({ file: { manifest }, verification: { ok, findings } }: Told, style: Style): string {
  if (!ok) return style("red", `The manifest does not hold: ${counted(levelCounts(findings).errors, "error")}.`);
  const { forced, demo } = manifest;
  const but = [
    ...(forced === undefined ? [] : [`was FORCED with ${counted(forced.length, "error")}`]),
    ...(demo === true ? ["is a DEMO"] : []),
  ];
  if (but.length === 0) return style("green", "The manifest holds.");
  return style("yellow", `The manifest is as it was written, but it ${but.join(" and ")}: do not rely on it.`);
}

function signatureWords({ signature }: ManifestVerification, key: string | undefined, style: Style): string {
  if (signature === "not-checked") return "not checked; name the public key with --public-key";
  return signature === "valid" ? `valid, key ${key}` : style("red", "INVALID");
}
