import { expect, it } from "vitest";
import { hostOfHeader, isLoopback, urlHost } from "./loopback.ts";

it.each(["127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST", "::1"])("takes %s for this machine", (host) => {
  expect(isLoopback(host)).toBe(true);
});

it.each(["0.0.0.0", "::", "192.168.1.7", "127.evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])(
  "does not take %j for this machine",
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

it.each([
  ["localhost:8480", "localhost"],
  ["127.0.0.1", "127.0.0.1"],
  ["[::1]:8480", "::1"],
  ["evil.example:80", "evil.example"],
])("reads the host of the header %s", (header, host) => {
  expect(hostOfHeader(header)).toBe(host);
});

it.each(["", "::1", "a:b", "[::1", "localhost:8480:1"])("finds no host in the header %j", (header) => {
  expect(hostOfHeader(header)).toBeUndefined();
});

it("puts an IPv6 address in brackets for a URL", () => {
  expect([urlHost("::1"), urlHost("127.0.0.1")]).toEqual(["[::1]", "127.0.0.1"]);
});
