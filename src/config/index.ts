/** Files of a maker: the catalog and what belongs to it, read, judged and turned into the types of core/. */
export { readBoundedFile } from "./bounded-file.ts";
export { catalogJsonSchema } from "./catalog-json-schema.ts";
export type { CatalogReading } from "./catalog-reading.ts";
export { demoCatalogFile } from "./demo-catalog.ts";
export { loadCatalog, readCatalogText } from "./load-catalog.ts";
export { loadTemplate } from "./load-template.ts";
export { parseCatalog } from "./parse-catalog.ts";
export {
  type PatternEdit,
  type PatternEditResult,
  rewritePatterns,
} from "./rewrite-patterns.ts";
export { readSecret } from "./secret-file.ts";
export { templateJsonSchema } from "./template-json-schema.ts";
