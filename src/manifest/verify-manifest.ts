import type { KeyObject } from "node:crypto";
import type { Catalog } from "../core/catalog/index.ts";
import { type Finding, isError } from "../core/index.ts";
import { hasText, type Language } from "../core/pattern/index.ts";
import { diffManifests, languageOfRegex } from "./diff-manifests.ts";
import { liveRows, type Manifest, type ManifestRow } from "./manifest.ts";
import { contentHash, manifestJson, sha256Of } from "./manifest-hash.ts";
import type { ManifestFile } from "./read-manifest.ts";
import { revisionOfCatalog, revisionOfManifest } from "./revision.ts";
import { isSignedBy, signatureBytes } from "./signing.ts";

/** What a manifest is held against. */
export interface VerifyRequest {
  readonly file: ManifestFile;
  readonly signature?: { readonly bytes: Uint8Array; readonly publicKey: KeyObject };
  /** Tells whether the manifest is current. */
  readonly catalog?: Catalog;
}

/** What was found of a manifest. */
export interface ManifestVerification {
  /** False when a finding is an error. */
  readonly ok: boolean;
  readonly signature: "valid" | "invalid" | "not-checked";
  /** True when a manifest of the catalog would say the same; absent without a catalog. */
  readonly current?: boolean;
  readonly findings: readonly Finding[];
}

/** So many findings of one kind are named; the rest is counted. */
const namedMax = 10;

/**
 * Holds a manifest against itself: hash, canonical form, signature, one model for each ASIN, one regex for each model,
 * each regex with its hash, its good and its bad examples; and against the catalog, where one is given.
 */
export function verifyManifest({ file, signature, catalog }: VerifyRequest): ManifestVerification {
  const { manifest } = file;
  const signed = signature === undefined ? undefined : isSigned(manifest, signature);
  const changes = catalog === undefined ? undefined : changedModels(manifest, catalog);
  const findings = [
    ...hashFindings(file),
    ...(signed === false ? [signatureFinding] : []),
    ...ownerFindings(manifest),
    ...regexFindings(manifest),
    ...forcedFindings(manifest),
    ...(manifest.demo === true ? [demoFinding] : []),
    ...(changes === undefined || changes.length === 0 ? [] : [staleFinding(changes)]),
  ];
  return {
    ok: !findings.some(isError),
    signature: signed === undefined ? "not-checked" : signed ? "valid" : "invalid",
    ...(changes === undefined ? {} : { current: changes.length === 0 }),
    findings,
  };
}

function isSigned(manifest: Manifest, { bytes, publicKey }: NonNullable<VerifyRequest["signature"]>): boolean {
  const signature = signatureBytes(bytes);
  return signature !== undefined && isSignedBy(manifest, signature, publicKey);
}

const signatureFinding: Finding = {
  id: "manifest-signature",
  level: "error",
  message: "The signature does not belong to this manifest and this public key.",
  remedy: "Take manifest, signature and public key from the same hand; do not trust this one.",
};

function hashFindings({ manifest, json }: ManifestFile): readonly Finding[] {
  const hash = contentHash(manifest);
  if (hash !== manifest.sha256) {
    const message = "The content does not have the hash that the manifest names: it was changed after it was made.";
    return [
      { id: "manifest-hash", level: "error", message, measured: hash, required: manifest.sha256, remedy: takeOriginal },
    ];
  }
  if (json === undefined || json === manifestJson(manifest)) return [];
  const message =
    "The file is not in canonical form (RFC 8785): blanks, line feeds, the order of its keys or a key that stands twice.";
  return [{ id: "manifest-form", level: "error", message, remedy: takeOriginal }];
}

const takeOriginal = "Take the file as boxproof manifest export wrote it.";

function ownerFindings(manifest: Manifest): readonly Finding[] {
  const rows = liveRows(manifest);
  const models = Map.groupBy(rows, ({ asin }) => asin);
  const regexes = Map.groupBy(rows, ({ deviceModel }) => deviceModel);
  const shared = [...models].flatMap(([asin, some]): readonly Finding[] => {
    const names = distinct(some.map(({ deviceModel }) => deviceModel));
    if (names.length === 1) return [];
    return [
      { id: "M001", level: "error", message: `The ASIN ${asin} stands for ${names.join(" and ")}.`, witness: asin },
    ];
  });
  const several = [...regexes].flatMap(([deviceModel, some]): readonly Finding[] => {
    const count = distinct(some.map(({ serialRegex }) => serialRegex)).length;
    if (count === 1) return [];
    return [
      { id: "M002", level: "error", message: `${deviceModel} has ${count} different regexes.`, witness: deviceModel },
    ];
  });
  return [...named(shared), ...named(several)];
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function named(findings: readonly Finding[]): readonly Finding[] {
  const [first] = findings;
  if (first === undefined || findings.length <= namedMax) return findings;
  const rest = findings.length - namedMax;
  return [...findings.slice(0, namedMax), { id: first.id, level: first.level, message: `${rest} more like these.` }];
}

function regexFindings(manifest: Manifest): readonly Finding[] {
  const languages = new Map<string, Language | undefined>();
  const findings = manifest.rows.flatMap((row, index) => {
    if (!languages.has(row.serialRegex)) languages.set(row.serialRegex, languageOfRegex(row.serialRegex));
    return rowFindings(row, languages.get(row.serialRegex)).map((finding) => ({ ...finding, path: `rows[${index}]` }));
  });
  return [...Map.groupBy(findings, ({ id }) => id).values()].flatMap(named);
}

function rowFindings(row: ManifestRow, language: Language | undefined): readonly Finding[] {
  const about = `${row.deviceModel} (${row.asin}, ${row.marketplace})`;
  const findings: Finding[] = [];
  const hash = sha256Of(row.serialRegex);
  if (hash !== row.regexSha256) {
    const message = `The regex of ${about} does not have its hash.`;
    findings.push({ id: "manifest-regex-hash", level: "error", message, measured: hash, required: row.regexSha256 });
  }
  if (language === undefined) {
    const message = `The regex of ${about} does not parse, so its examples are not checked: ${row.serialRegex}`;
    return [...findings, { id: "manifest-regex", level: "error", message }];
  }
  const refused = row.examplesGood.filter((text) => !hasText(language, text));
  const accepted = row.examplesBad.map(({ text }) => text).filter((text) => hasText(language, text));
  for (const [texts, what] of [
    [refused, "refuses its good"],
    [accepted, "accepts its bad"],
  ] as const) {
    const [witness] = texts;
    if (witness === undefined) continue;
    const message = `The regex of ${about} ${what} example ${JSON.stringify(witness)}.`;
    findings.push({ id: "manifest-example", level: "error", message, witness });
  }
  return findings;
}

function forcedFindings({ forced }: Manifest): readonly Finding[] {
  if (forced === undefined) return [];
  const count = forced.length === 1 ? "1 error-level finding" : `${forced.length} error-level findings`;
  const message = `It was exported with --force although ${count} stood, the first: ${forced[0]?.deviceModel} ${forced[0]?.id}.`;
  return [{ id: "manifest-forced", level: "warn", message, remedy: "Correct the catalog and export again." }];
}

const demoFinding: Finding = {
  id: "manifest-demo",
  level: "warn",
  message: "It is a DEMO, made from the catalog of a made-up maker: not for Amazon.",
  remedy: "Export it from a catalog of your own.",
};

function changedModels(manifest: Manifest, catalog: Catalog): readonly string[] {
  const { models } = diffManifests(revisionOfManifest(manifest), revisionOfCatalog(catalog));
  return models.filter(({ isChanged }) => isChanged).map(({ deviceModel }) => deviceModel);
}

function staleFinding(models: readonly string[]): Finding {
  const first = models.slice(0, namedMax).join(", ");
  const rest = models.length > namedMax ? ` and ${models.length - namedMax} more` : "";
  const message = `The catalog says something else by now for ${first}${rest}.`;
  return {
    id: "manifest-stale",
    level: "warn",
    message,
    remedy: "See boxproof manifest diff FILE, then export again.",
  };
}
