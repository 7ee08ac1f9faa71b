import { expect, test } from "vitest";
import { exchangeFields, oauthErrorFields, refreshFields } from "./answer-fields.ts";

const good = { access_token: "Atza|a", refresh_token: "Atzr|r", token_type: "bearer", expires_in: 3600 };
const read = (value: unknown) => exchangeFields({ text: JSON.stringify(value) });

test("the documented answer is taken, with fields that nobody announced", () => {
  expect(read({ ...good, extra: { deep: 1 } })).toEqual({ ok: true, fields: good });
});

test("the token type may be written in any case (RFC 6749 section 5.1)", () => {
  expect(read({ ...good, token_type: "Bearer" }).ok).toBe(true);
});

test.each([
  ["no access_token", { ...good, access_token: undefined }, "access_token is absent"],
  ["no refresh_token", { ...good, refresh_token: undefined }, "refresh_token is absent"],
  ["an empty access_token", { ...good, access_token: "" }, "access_token is an empty string"],
  ["a token with a line break", { ...good, access_token: "Atza|a\r\nx: y" }, "access_token is another string"],
  ["a number for a token", { ...good, access_token: 4711 }, "access_token is a number"],
  ["expires_in as a string", { ...good, expires_in: "3600" }, "expires_in is another string"],
  ["expires_in 0", { ...good, expires_in: 0 }, "expires_in is 0"],
  ["a negative expires_in", { ...good, expires_in: -1 }, "expires_in is -1"],
  ["a broken expires_in", { ...good, expires_in: 1.5 }, "expires_in is 1.5"],
  ["token_type mac", { ...good, token_type: "mac" }, "token_type is another string"],
  ["a list", [good], "the answer is a list"],
  ["null", null, "the answer is null"],
])("%s is a fault that names the field", (_name, answer, fault) => {
  const result = read(answer);
  expect(result).toMatchObject({ ok: false, why: "token-fields" });
  expect(result.ok ? "" : result.faults.join("\n")).toContain(fault);
  expect(JSON.stringify(result)).not.toMatch(/4711|Atz/);
});

test("cut JSON and an empty body are no JSON, and nothing of them is quoted", () => {
  const result = exchangeFields({ text: '{"access_token":"Atza|secret' });
  expect(result).toMatchObject({ ok: false, why: "not-json" });
  expect(JSON.stringify(result)).not.toContain("Atza");
  expect(exchangeFields({ text: "" })).toMatchObject({ ok: false, why: "not-json" });
});

test("a refresh may leave out the refresh token, an exchange may not", () => {
  const answer = { text: JSON.stringify({ ...good, refresh_token: undefined }) };
  expect(refreshFields(answer).ok).toBe(true);
  expect(exchangeFields(answer).ok).toBe(false);
});

test("an OAuth error needs a text in error, whatever else is there", () => {
  const read = (value: unknown) => oauthErrorFields({ text: JSON.stringify(value) });
  expect(read({ error: "invalid_grant", error_description: "d", more: 1 })).toEqual({
    error: "invalid_grant",
    error_description: "d",
  });
  expect(read({ error: "invalid_grant" })).toEqual({ error: "invalid_grant" });
  expect(read({ error: "" })).toBeUndefined();
  expect(read({ message: "Invalid token" })).toBeUndefined();
  expect(oauthErrorFields({ text: "<html>" })).toBeUndefined();
  expect(oauthErrorFields({ fault: "body-too-large" })).toBeUndefined();
});
