/** What is handed over to Amazon: regex and ASIN of every model, with examples, proofs and hashes; and what changed. */
export { type DiffFindings, diffFindings } from "./diff-findings.ts";
export {
  diffManifests,
  type FieldDiff,
  type ManifestDiff,
  type ModelDiff,
  type TextsOneWay,
} from "./diff-manifests.ts";
export { exportManifest } from "./export-manifest.ts";
export type { Manifest } from "./manifest.ts";
export { manifestCsv } from "./manifest-csv.ts";
export { manifestJson } from "./manifest-hash.ts";
export { manifestXlsx } from "./manifest-xlsx.ts";
export { parseManifestCsv } from "./parse-manifest-csv.ts";
export { manifestPdf } from "./pdf/manifest-pdf.ts";
export { type ManifestFile, parseManifestJson, readManifest } from "./read-manifest.ts";
export { type KnownSerials, type LedgerAnswer, refusedSerials } from "./refused-serials.ts";
export { nothingHandedOver, type Revision, revisionOfCatalog, revisionOfManifest } from "./revision.ts";
export { keptRevision, lastSent, readSent, recordSent, type SentPlace, type SentRecord } from "./sent-records.ts";
export {
  createSigningKey,
  keyFingerprint,
  parsePublicKey,
  readSigningKey,
  signManifest,
} from "./signing.ts";
export { type ManifestVerification, verifyManifest } from "./verify-manifest.ts";
