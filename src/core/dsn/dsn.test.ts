import { describe, expect, test } from "vitest";
import { dsnFindings, parseDsn } from "./dsn.ts";

describe("DSN", () => {
  test.each(["A", "a-Z_0+9", "TestAmazonPreReg001", "x".repeat(64)])("%s is one", (text) => {
    expect(parseDsn(text)).toBe(text);
    expect(dsnFindings(text)).toEqual([]);
  });

  test.each([
    ["", "dsn-length", undefined],
    ["x".repeat(65), "dsn-length", [64, 65]],
    ["AB\n", "dsn-character", [2, 3]],
    [" AB", "dsn-character", [0, 1]],
    ["A.B", "dsn-character", [1, 2]],
    ["A\u{1f600}B", "dsn-character", [1, 3]],
    ["A\u0661", "dsn-character", [1, 2]],
  ])("%j is none, and the finding says where", (text, id, at) => {
    expect(parseDsn(text)).toBeUndefined();
    const [finding] = dsnFindings(text);
    expect([finding?.id, finding?.at]).toEqual([id, at]);
  });
});
