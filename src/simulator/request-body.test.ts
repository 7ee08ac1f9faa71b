import { describe, expect, it } from "vitest";
import { type RawTokenRequest, readBody } from "./request-body.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const request = (contentType: string | undefined, body: string | Uint8Array): RawTokenRequest => ({
  contentType,
  hasAuthorization: false,
  body: typeof body === "string" ? bytes(body) : body,
});
const form = (body: string | Uint8Array) => readBody(request("application/x-www-form-urlencoded", body));
const json = (body: string | Uint8Array) => readBody(request("application/json", body));
const fieldsOf = (result: ReturnType<typeof readBody>) =>
  "fields" in result ? Object.fromEntries(result.fields) : result;
const reasonOf = (result: ReturnType<typeof readBody>) =>
  "malformed" in result ? `${result.malformed.status} ${result.malformed.reason}` : "well-formed";

describe("a form body", () => {
  it("decodes percent escapes, and a bare plus as a blank", () => {
    expect(fieldsOf(form("a=A%2BB&b=A+B&c=%C3%A9&d"))).toEqual({ a: "A+B", b: "A B", c: "é", d: "" });
  });

  it("keeps equals signs of a value, and field names of the prototype", () => {
    expect([...("fields" in form("__proto__=1&constructor=x=y") ? ["read"] : [])]).toEqual(["read"]);
    const result = form("__proto__=1&x=y=z");
    expect("fields" in result && [...result.fields]).toEqual([
      ["__proto__", "1"],
      ["x", "y=z"],
    ]);
  });

  it.each([
    ["a broken escape", "a=%zz", "400 form-escape"],
    ["half an escape", "a=%2", "400 form-escape"],
    ["an escape that is no UTF-8", "a=%ff%fe", "400 form-escape"],
    ["a field given twice", "a=1&b=2&a=1", "400 form-key-twice"],
    ["the same field in two spellings", "a=1&%61=2", "400 form-key-twice"],
  ])("refuses %s", (_, body, expected) => {
    expect(reasonOf(form(body))).toBe(expected);
  });
});

describe("a JSON body", () => {
  it("keeps __proto__ as a name like any other", () => {
    const result = json('{"__proto__": {"client_id": "x"}, "a": 1}');
    expect("fields" in result && [...result.fields.keys()]).toEqual(["__proto__", "a"]);
    expect("fields" in result && result.fields.has("client_id")).toBe(false);
  });

  it.each([
    ["half an object", '{"a":', "400 body-not-json"],
    ["nothing", "", "400 body-not-json"],
    ["an array", '[{"a":1}]', "400 body-not-object"],
    ["null", "null", "400 body-not-object"],
    ["a text", '"a"', "400 body-not-object"],
    ["20,000 open brackets", "[".repeat(20_000), "400 body-not-json"],
    ["20,000 nested arrays", "[".repeat(20_000) + "]".repeat(20_000), "400 body-not-object"],
    ["a byte order mark", '\ufeff{"a":1}', "400 body-not-json"],
  ])("refuses %s", (_, body, expected) => {
    expect(reasonOf(json(body))).toBe(expected);
  });

  it("refuses bytes that are no UTF-8", () => {
    expect(reasonOf(json(new Uint8Array([0x7b, 0xff, 0x7d])))).toBe("400 body-not-utf8");
  });
});

describe("the content type", () => {
  it.each([
    ["application/json", "json"],
    ["Application/JSON; Charset=UTF-8", "json"],
    ['application/json;charset="utf-8"', "json"],
    ["application/x-www-form-urlencoded;charset=utf8", "form"],
  ])("%s is taken", (contentType, encoding) => {
    expect(readBody(request(contentType, encoding === "json" ? "{}" : "")).encoding).toBe(encoding);
  });

  it.each([
    undefined,
    "",
    "text/plain",
    "application/json; charset=utf-16",
    "application/jsonx",
    "multipart/form-data",
  ])("%s is refused", (contentType) => {
    expect(reasonOf(readBody(request(contentType, "{}")))).toBe("415 content-type");
  });
});
