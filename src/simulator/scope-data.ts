import { controlCharacter, fieldsOf, isPlainObject, parseJsonObject } from "./request-body.ts";

/** Where the two fields of `scope_data` stood: as in the document's example, or as its text says (README, fact P8). */
export type ScopeDataNesting = "product_instance_attributes" | "direct";

/** The device that a request asks for, or why it names none. */
export type ScopeData =
  | { readonly deviceModel: string; readonly dsn: string; readonly nesting: ScopeDataNesting }
  | { readonly because: string };

/**
 * Reads `scope_data`: an object in a JSON body, its JSON text in a form. `strict` takes only the nesting of the
 * document's example.
 */
export function readScopeData(
  value: unknown,
  { encoding, strict }: { readonly encoding: "json" | "form"; readonly strict: boolean },
): ScopeData {
  const outer = outerFields(value, encoding);
  if (outer === undefined) {
    return {
      because: encoding === "json" ? "scope_data is no JSON object." : "scope_data is no text of a JSON object.",
    };
  }
  if (outer.has("dash:replenish")) {
    return { because: "scope_data is nested under dash:replenish, as for Login with Amazon, not as for this grant." };
  }
  const inner = outer.get("product_instance_attributes");
  if (inner === undefined && strict) return { because: "scope_data lacks product_instance_attributes." };
  if (inner !== undefined && !isPlainObject(inner))
    return { because: "product_instance_attributes is no JSON object." };
  const fields = inner === undefined ? outer : fieldsOf(inner);
  return readDevice(fields, inner === undefined ? "direct" : "product_instance_attributes");
}

function outerFields(value: unknown, encoding: "json" | "form"): ReadonlyMap<string, unknown> | undefined {
  if (encoding === "form") return typeof value === "string" ? parseJsonObject(value) : undefined;
  return isPlainObject(value) ? fieldsOf(value) : undefined;
}

function readDevice(fields: ReadonlyMap<string, unknown>, nesting: ScopeDataNesting): ScopeData {
  const dsn = fields.get("device_serial_number");
  const deviceModel = fields.get("device_model");
  if (typeof dsn !== "string" || dsn === "") return { because: "scope_data lacks the text device_serial_number." };
  if (typeof deviceModel !== "string" || deviceModel === "")
    return { because: "scope_data lacks the text device_model." };
  if (controlCharacter.test(dsn + deviceModel)) return { because: "scope_data has a control character in a field." };
  return { deviceModel, dsn, nesting };
}
