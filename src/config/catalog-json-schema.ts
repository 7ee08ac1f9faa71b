import { catalogSchema } from "./catalog-schema.ts";
import { fileJsonSchema, type JsonSchema } from "./json-schema.ts";

/** The JSON Schema of catalog.yaml, for editors and for other programs that write catalogs. */
export function catalogJsonSchema(): JsonSchema {
  return fileJsonSchema(catalogSchema);
}
