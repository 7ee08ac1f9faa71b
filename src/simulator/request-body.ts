/** A request as it came from the wire. */
export interface RawTokenRequest {
  /** The Content-Type header; undefined when there was none. */
  readonly contentType: string | undefined;
  /** True when the request had an Authorization header. */
  readonly hasAuthorization: boolean;
  readonly body: Uint8Array;
}

/** What kind of body a request had. */
export type BodyEncoding = "json" | "form";

/** Why a request could not be taken as an OAuth request at all. */
export interface Malformed {
  readonly status: 400 | 413 | 415;
  readonly reason: MalformedReason;
  /** A sentence for the journal; never sent to the client. */
  readonly because: string;
  /** The parameter that is missing or no text, where it is about one. */
  readonly parameter?: string;
}

/** Kinds of malformed requests. */
export type MalformedReason =
  | "body-too-large"
  | "body-incomplete"
  | "content-type"
  | "content-encoding"
  | "body-not-utf8"
  | "body-not-json"
  | "body-not-object"
  | "form-escape"
  | "form-key-twice"
  | "control-character"
  | "parameter-missing"
  | "parameter-type";

/** Matches a text with a C0 control character or DEL; no parameter of this endpoint has one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
export const controlCharacter = /[\u0000-\u001f\u007f]/;

/** The fields of a body by name; form values are texts, JSON values are as parsed. */
export type BodyResult =
  | { readonly encoding: BodyEncoding; readonly fields: ReadonlyMap<string, unknown> }
  | { readonly encoding?: BodyEncoding; readonly malformed: Malformed };

/** Decodes JSON and form bodies; everything that is neither is `malformed` with the answer's status. */
export function readBody(request: RawTokenRequest): BodyResult {
  const encoding = encodingOf(request.contentType);
  if (encoding === undefined) {
    const found =
      request.contentType === undefined ? "there is none" : JSON.stringify(request.contentType.slice(0, 100));
    return malformed(415, "content-type", `Content-Type is JSON or form, in UTF-8; ${found}.`);
  }
  const text = decodeUtf8(request.body);
  if (text === undefined) return malformed(400, "body-not-utf8", "The body is no UTF-8.", encoding);
  const result = encoding === "json" ? readJson(text) : readForm(text);
  return "reason" in result ? { encoding, malformed: result } : { encoding, fields: result };
}

/** A JSON object's own fields; undefined when the text is no JSON object. `__proto__` is a name like any other. */
export function parseJsonObject(text: string): ReadonlyMap<string, unknown> | undefined {
  const value = parseJson(text)?.value;
  return isPlainObject(value) ? fieldsOf(value) : undefined;
}

/** The own fields of a parsed JSON object. */
export function fieldsOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value));
}

/** True for a JSON object; false for null, an array and everything else. */
export function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function encodingOf(contentType: string | undefined): BodyEncoding | undefined {
  const [type, ...parameters] = (contentType ?? "").split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) return undefined;
  if (type === "application/json") return "json";
  return type === "application/x-www-form-urlencoded" ? "form" : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function readJson(text: string): ReadonlyMap<string, unknown> | Malformed {
  const parsed = parseJson(text);
  if (parsed === undefined) return { status: 400, reason: "body-not-json", because: "The body is no JSON." };
  if (isPlainObject(parsed.value)) return fieldsOf(parsed.value);
  return { status: 400, reason: "body-not-object", because: "The body is JSON, but no object." };
}

/** application/x-www-form-urlencoded (WHATWG URL), but strict: a bad escape or a field given twice is refused. */
function readForm(text: string): ReadonlyMap<string, unknown> | Malformed {
  const fields = new Map<string, unknown>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = formDecode(equals === -1 ? pair : pair.slice(0, equals));
    const value = formDecode(equals === -1 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined) {
      return { status: 400, reason: "form-escape", because: "A percent escape of the form is broken or no UTF-8." };
    }
    if (fields.has(name)) {
      return { status: 400, reason: "form-key-twice", because: "A field of the form is given twice (RFC 6749, 3.2)." };
    }
    fields.set(name, value);
  }
  return fields;
}

function formDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function malformed(
  status: Malformed["status"],
  reason: MalformedReason,
  because: string,
  encoding?: BodyEncoding,
): BodyResult {
  return { encoding, malformed: { status, reason, because } };
}
