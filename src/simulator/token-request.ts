import { type BodyEncoding, controlCharacter, type Malformed, type RawTokenRequest, readBody } from "./request-body.ts";
import { readScopeData, type ScopeData } from "./scope-data.ts";

/** What a client asked for, as far as its request could be read. Holds secrets: never journalled as it is. */
export interface TokenRequest {
  readonly encoding?: BodyEncoding;
  readonly malformed?: Malformed;
  readonly grantType?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly scope?: string;
  /** Undefined when the field is absent. */
  readonly scopeData?: ScopeData;
  readonly refreshToken?: string;
  /** What is odd about the request though it may succeed, as sentences for the journal. */
  readonly notes: readonly string[];
}

const neededFields = ["grant_type", "client_id", "client_secret"] as const;
const knownFields: ReadonlySet<string> = new Set([...neededFields, "scope", "scope_data", "refresh_token"]);

/** Reads a request; a parameter that every grant needs and that is missing or no text makes it malformed. */
export function readTokenRequest(raw: RawTokenRequest, options: { readonly strict: boolean }): TokenRequest {
  const notes = raw.hasAuthorization ? ["The Authorization header is ignored; credentials belong in the body."] : [];
  const body = readBody(raw);
  if ("malformed" in body) return { ...body, notes };
  const { encoding, fields } = body;
  const scopeData = fields.has("scope_data")
    ? readScopeData(fields.get("scope_data"), { encoding, strict: options.strict })
    : undefined;
  return {
    encoding,
    malformed: malformedField(fields),
    grantType: textField(fields, "grant_type"),
    clientId: textField(fields, "client_id"),
    clientSecret: textField(fields, "client_secret"),
    scope: textField(fields, "scope"),
    scopeData,
    refreshToken: textField(fields, "refresh_token"),
    notes: [...notes, ...unknownFieldNotes(fields), ...deviceNotes(scopeData)],
  };
}

function textField(fields: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function malformedField(fields: ReadonlyMap<string, unknown>): Malformed | undefined {
  for (const parameter of neededFields) {
    const value = fields.get(parameter);
    if (value === undefined || value === "") {
      return { status: 400, reason: "parameter-missing", because: `The parameter ${parameter} is missing.`, parameter };
    }
    if (typeof value !== "string") {
      return { status: 400, reason: "parameter-type", because: `The parameter ${parameter} is no text.`, parameter };
    }
  }
  // scope_data is looked at on its own: its JSON text may well have line breaks.
  const control = [...fields].find(
    ([name, value]) => name !== "scope_data" && typeof value === "string" && controlCharacter.test(value),
  );
  if (control === undefined) return undefined;
  const because = "A parameter has a control character.";
  return { status: 400, reason: "control-character", because };
}

function unknownFieldNotes(fields: ReadonlyMap<string, unknown>): readonly string[] {
  const unknown = [...fields.keys()].filter((name) => !knownFields.has(name)).slice(0, 10);
  if (unknown.length === 0) return [];
  return [
    `Fields that the document does not name were ignored: ${unknown.map((name) => JSON.stringify(name)).join(", ")}.`,
  ];
}

function deviceNotes(scopeData: ScopeData | undefined): readonly string[] {
  if (scopeData === undefined || "because" in scopeData) return [];
  const notes: string[] = [];
  if (scopeData.nesting === "direct") {
    notes.push(
      "scope_data holds the fields directly; the document's example nests them in product_instance_attributes.",
    );
  }
  if (scopeData.dsn.includes(" ")) {
    notes.push('The DSN has a blank, which no DSN has; a "+" that is not escaped in a form arrives as one.');
  }
  return notes;
}
