import { z } from "zod";
import type { AnswerBody } from "./transport.ts";

// RFC 6749 appendix A: tokens are visible ASCII or space. A line break in one would split a header it is put into.
const token = z.string().regex(/^[\x20-\x7E]+$/, "visible ASCII, not empty");
const tokenType = z.string().regex(/^bearer$/i, '"bearer"');
const expiresIn = z.int().positive();

// Not strict: a client ignores fields that it does not know (RFC 6749 section 5.1).
const exchangeAnswer = z.object({
  access_token: token,
  refresh_token: token,
  token_type: tokenType,
  expires_in: expiresIn,
});
const refreshAnswer = exchangeAnswer.extend({ refresh_token: token.optional() });
const oauthError = z.object({ error: z.string().min(1), error_description: z.string().optional() });

/** The fields of an answer with tokens, or why it is none. Faults name fields and types, never their values. */
export type FieldsResult<T> =
  | { readonly ok: true; readonly fields: T }
  | {
      readonly ok: false;
      readonly why: "body-too-large" | "not-utf8" | "not-json" | "token-fields";
      readonly faults: readonly string[];
    };

/** Reads the body of a 200 to an exchange: all four documented fields with their types (README, fact P10). */
export function exchangeFields(body: AnswerBody): FieldsResult<z.infer<typeof exchangeAnswer>> {
  return fieldsOf(body, exchangeAnswer);
}

/** Reads the body of a 200 to a refresh; the refresh token may be absent (RFC 6749 section 6: keep the old one). */
export function refreshFields(body: AnswerBody): FieldsResult<z.infer<typeof refreshAnswer>> {
  return fieldsOf(body, refreshAnswer);
}

/** `error` and `error_description` of an OAuth error body (RFC 6749 section 5.2); undefined for any other body. */
export function oauthErrorFields(body: AnswerBody): z.infer<typeof oauthError> | undefined {
  const json = "text" in body ? parseJson(body.text) : undefined;
  return oauthError.safeParse(json).data;
}

function fieldsOf<T>(body: AnswerBody, schema: z.ZodType<T>): FieldsResult<T> {
  if ("fault" in body) return { ok: false, why: body.fault, faults: [body.fault] };
  const json = parseJson(body.text);
  if (json === undefined)
    return { ok: false, why: "not-json", faults: [`${body.text.length} characters that are not JSON`] };
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, fields: parsed.data };
  return { ok: false, why: "token-fields", faults: parsed.error.issues.map((issue) => faultOf(json, issue)) };
}

/** Undefined when the text is not JSON; the parser's own message would quote the text, so it is dropped. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const expected: Readonly<Record<string, string>> = {
  access_token: "a string of visible ASCII",
  refresh_token: "a string of visible ASCII",
  token_type: '"bearer"',
  expires_in: "a positive whole number of seconds",
};

function faultOf(json: unknown, issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? "");
  if (name === "") return `the answer is ${kindOf(json)}; expected an object`;
  const value = (json as Record<string, unknown>)[name];
  // Of the four only this one is never secret.
  const found = name === "expires_in" && typeof value === "number" ? String(value) : kindOf(value);
  return `${name} is ${found}; expected ${expected[name]}`;
}

/** The kind of a value, which tells nothing of what could be a token. */
function kindOf(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value === "") return "an empty string";
  return typeof value === "string" ? "another string" : `a ${typeof value}`;
}
