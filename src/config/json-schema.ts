import { z } from "zod";
import type { FieldPath } from "./file-fault.ts";

/** A JSON Schema of draft 2020-12 as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of what a file may say, so before defaults are filled in; editors complete from it. */
export function fileJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" }) as JsonSchema;
}

/** The keys that a JSON Schema knows for the mapping at a path; none when there is no mapping. */
export function knownKeysAt(root: JsonSchema, path: FieldPath): readonly string[] {
  let schema: unknown = root;
  for (const step of path) {
    const { properties, items } = asRecord(schema);
    schema = typeof step === "number" ? items : asRecord(properties)[step];
  }
  return Object.keys(asRecord(asRecord(schema)["properties"]));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
