import { expect, test } from "vitest";
import { parseEndpoint } from "./endpoint.ts";

const codeOf = (text: string) => {
  try {
    return parseEndpoint(text);
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test.each([
  ["http://127.0.0.1:8787/auth/o2/token", true],
  ["http://127.255.3.4/auth/o2/token", true],
  ["http://localhost:1/x", true],
  ["http://[::1]:8787/auth/o2/token", true],
  ["https://127.0.0.1/x", true],
  ["https://api.amazon.com/auth/o2/token", false],
  ["https://localhost.example/x", false],
  ["https://127.0.0.1.example/x", false],
])("%s is taken as it is", (text, isLoopback) => {
  expect(parseEndpoint(text)).toEqual({ url: text, isLoopback });
});

test("an endpoint without a path means the documented one", () => {
  expect(parseEndpoint("http://127.0.0.1:8787").url).toBe("http://127.0.0.1:8787/auth/o2/token");
  expect(parseEndpoint("http://127.0.0.1:8787/").url).toBe("http://127.0.0.1:8787/auth/o2/token");
});

test.each([
  ["plain http to another machine", "http://api.amazon.com/auth/o2/token"],
  ["plain http to an address that only looks like loopback", "http://127.0.0.1.example/x"],
  ["plain http to all interfaces", "http://0.0.0.0:8787/x"],
  ["a user", "https://user@api.amazon.com/x"],
  ["a password", "https://:secret@api.amazon.com/x"],
  ["a query", "https://api.amazon.com/x?a=b"],
  ["an empty query", "https://api.amazon.com/x?"],
  ["a fragment", "https://api.amazon.com/x#y"],
  ["another scheme", "ftp://127.0.0.1/x"],
  ["no scheme", "127.0.0.1:8787/x"],
  ["nothing", ""],
])("refuses %s", (_what, text) => {
  expect(codeOf(text)).toBe("ERR_ENDPOINT");
});

test("a password in a mistyped endpoint is not repeated", () => {
  expect(() => parseEndpoint("https//user:hunter2@host")).toThrow(/^"host" is not a URL/);
});
