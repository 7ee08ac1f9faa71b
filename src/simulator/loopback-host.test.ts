import { describe, expect, it } from "vitest";
import { namesThisMachine, parseLoopbackEndpoint, requireLoopback } from "./loopback-host.ts";

describe("loopback", () => {
  it.each(["127.0.0.1", "127.9.8.7", "localhost", "::1", "[::1]"])("%s is this machine", (host) => {
    expect(() => requireLoopback(host)).not.toThrow();
  });

  it.each([
    "0.0.0.0",
    "::",
    "192.168.0.1",
    "127.0.0.1.example.com",
    "example.com",
    "128.0.0.1",
    "",
    "localhost.example",
  ])("%s is not", (host) => {
    expect(() => requireLoopback(host)).toThrow(expect.objectContaining({ code: "ERR_NOT_LOOPBACK" }));
  });

  it.each([
    ["127.0.0.1:8787", true],
    ["LOCALHOST:1", true],
    ["[::1]:8787", true],
    ["localhost", true],
    [undefined, true],
    ["evil.example:8787", false],
    ["localhost.evil.example", false],
    ["127.0.0.1.evil.example:80", false],
    ["", false],
  ])("the Host header %s: names this machine is %s", (header, expected) => {
    expect(namesThisMachine(header)).toBe(expected);
  });

  it.each([
    ["http://127.0.0.1:1/sns", undefined],
    ["http://2130706433:1/sns", undefined],
    ["http://example.com/sns", "ERR_NOT_LOOPBACK"],
    ["https://127.0.0.1/sns", "ERR_ENDPOINT"],
    ["http://user@127.0.0.1/sns", "ERR_ENDPOINT"],
    ["http://127.0.0.1@example.com/", "ERR_ENDPOINT"],
    ["/sns", "ERR_ENDPOINT"],
    [`http://127.0.0.1/${"x".repeat(2_048)}`, "ERR_ENDPOINT"],
  ])("the endpoint %s gives %s", (endpoint, code) => {
    if (code === undefined) expect(parseLoopbackEndpoint(endpoint).hostname).toBe("127.0.0.1");
    else expect(() => parseLoopbackEndpoint(endpoint)).toThrow(expect.objectContaining({ code }));
  });
});
