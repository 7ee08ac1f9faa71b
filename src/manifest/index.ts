/** What is handed over to Amazon: regex and ASIN of every model, with examples and hashes. */
export { exportManifest } from "./export-manifest.ts";
export type { Manifest } from "./manifest.ts";
export { manifestCsv } from "./manifest-csv.ts";
export { manifestJson } from "./manifest-hash.ts";
export { parseManifestCsv } from "./parse-manifest-csv.ts";
