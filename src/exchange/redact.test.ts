import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, redact } from "./redact.ts";

const secret = `pl+nted/"sécret"&<x>\\=`;

const forms: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "percent-encoded": encodeURIComponent,
  "percent-encoded in small letters": (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "form-encoded": (text) => new URLSearchParams({ a: text }).toString().slice(2),
  "a JSON string": (text) => JSON.stringify(text).slice(1, -1),
  "JSON of JSON-unfriendly servers": (text) =>
    [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  "HTML entities": (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`),
  "named HTML entities": (text) =>
    text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? c),
  base64: (text) => Buffer.from(text).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  "hexadecimal in capitals": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  capitals: (text) => text.toUpperCase(),
};

test.each(Object.entries(forms))("finds a secret written as %s", (_name, write) => {
  const text = `before ${write(secret)} after`;
  const clean = redact(text, [secret]);
  expect(clean).toMatch(/\[redacted\]/);
  expect(clean.length).toBeLessThanOrEqual("before [redacted] after".length);
});

test("finds a secret inside longer base64 at every alignment, however the base64 is written", () => {
  for (const before of ["", "a", "ab", "abc"]) {
    for (const inner of [secret, encodeURIComponent(secret), JSON.stringify(secret)]) {
      const base64 = Buffer.from(`${before}${inner}:tail`).toString("base64");
      for (const text of [base64, encodeURIComponent(base64), base64.replace(/.{20}/g, "$&\r\n"), `Basic ${base64}`]) {
        expect(redact(text, [secret])).toMatch(/^\[redacted\](=|%3D)*\s*$/);
      }
    }
  }
});

test("finds a token in base64, and leaves other base64 alone", () => {
  expect(redact(`x: ${Buffer.from("token=Atza|IQEB&").toString("base64")}`, [])).toBe("x:[redacted]==");
  const innocent = `x: ${Buffer.from("no secret in here").toString("base64")}`;
  expect(redact(innocent, [secret])).toBe(innocent);
});

test("finds tokens by their shape, also percent-encoded and in JSON", () => {
  expect(redact("x Atza|IQEBLjAs y", [])).toBe("x [redacted] y");
  expect(redact('{"t":"Atzr|IQEBLz-_="}', [])).toBe('{"t":"[redacted]"}');
  expect(redact("t=Atza%7CIQEB%2B&u=1", [])).toBe("t=[redacted]&u=1");
});

test.each([
  "%7C",
  "%7c",
  "%257C",
  "&#124;",
  "&#0124;",
  "&#x7c;",
  "&#X7C;",
  "&vert;",
  "&verbar;",
  "&amp;#124;",
  "\\u007c",
])("finds tokens whose bar is written %s", (bar) => {
  expect(redact(`<p>Atza${bar}IQEB&#43;Lj\\/As&#x3d;</p>`, [])).toBe("<p>[redacted]</p>");
});

test("leaves text without secrets alone", () => {
  const text = "The request has an invalid grant parameter : refresh_token; Atlas|x";
  expect(redact(text, [secret, ""])).toBe(text);
});

test("no secret of visible ASCII survives in a text that quotes it", () => {
  const visible = fc.string({
    unit: fc.integer({ min: 33, max: 126 }).map((c) => String.fromCharCode(c)),
    minLength: 8,
    maxLength: 64,
  });
  fc.assert(
    fc.property(visible, fc.constantFrom(...Object.values(forms)), (text, write) => {
      expect(redact(`<<${write(text)}>>`, [text])).not.toContain(write(text));
    }),
  );
});

test("a secret with NULs between its letters is found", () => {
  const utf16 = [...secret].join("\0");
  expect(cleanText(`got ${utf16}`, [secret], 100)).toBe("got [redacted]");
});

test("text is cut after the secrets are out, not in the middle of one", () => {
  expect(cleanText(`123456${secret}`, [secret], 10)).toBe("123456[red… (16 characters)");
});
