import { describe, expect, it } from "vitest";
import { parseLoopbackEndpoint, requireLoopback } from "./loopback-host.ts";

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
