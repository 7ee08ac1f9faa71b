import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const nowMs = Date.parse("2026-01-05T10:00:00Z");
const ask = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), nowMs);

test("seconds are taken as they are", () => {
  expect(ask({ "retry-after": "7" })).toBe(7_000);
  expect(ask({ "retry-after": "0" })).toBe(0);
});

test("a date is taken against the answer's own date, so a wrong local clock does no harm", () => {
  const date = "Mon, 05 Jan 2026 11:00:00 GMT";
  expect(ask({ "retry-after": "Mon, 05 Jan 2026 11:00:03 GMT", date })).toBe(3_000);
});

test("a date without a date of the answer is taken against the local clock, never below zero", () => {
  expect(ask({ "retry-after": "Mon, 05 Jan 2026 10:00:30 GMT" })).toBe(30_000);
  expect(ask({ "retry-after": "Mon, 05 Jan 2026 09:00:00 GMT" })).toBe(0);
});

test.each([
  ["-1"],
  ["1.5"],
  ["soon"],
  ["2026-01-05T10:00:30Z"],
  ["Mon, 99 Jan 2026 10:00:00 GMT"],
  ["99999999999"],
  [""],
])("%j asks for nothing", (text) => {
  expect(ask({ "retry-after": text })).toBeUndefined();
});

test("no header asks for nothing", () => {
  expect(ask({})).toBeUndefined();
});
