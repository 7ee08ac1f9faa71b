import { fileJsonSchema, type JsonSchema } from "./json-schema.ts";
import { templateSchema } from "./template-schema.ts";

/** The JSON Schema of a label template, for editors and for other programs that write templates. */
export function templateJsonSchema(): JsonSchema {
  return fileJsonSchema(templateSchema);
}
