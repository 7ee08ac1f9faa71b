import { expect, test } from "vitest";
import { parseTestPurchases } from "./test-purchases.ts";

const faultOf = (text: string) => {
  try {
    parseTestPurchases(text, "bought.csv");
    return undefined;
  } catch (error) {
    return error as { code: string; message: string };
  }
};

test("holds exactly the devices on it, in exactly their case", () => {
  const list = parseTestPurchases("\uFEFFmodel,dsn\r\n# bought on Monday\r\nM1,A+1\r\n\r\nM2,b_2\r\n", "bought.csv");
  expect(list.has("M1", "A+1")).toBe(true);
  expect(list.has("M2", "b_2")).toBe(true);
  for (const [model, dsn] of [
    ["M2", "A+1"],
    ["M1", "a+1"],
    ["m1", "A+1"],
    ["M1A", "+1"],
    ["model", "dsn"],
    ["M1", "A 1"],
  ] as const) {
    expect(list.has(model, dsn)).toBe(false);
  }
});

test.each([
  ["nothing", "", "has no device on it"],
  ["only a header", "model,dsn\n", "has no device on it"],
  ["one column", "M1,A\nA2\n", "has 1 columns in line 2"],
  ["three columns", "M1,A,x\n", "has 3 columns in line 1"],
  ["a blank around a serial", "M1, A\n", "line 1"],
  ["a serial of 65 characters", `M1,${"A".repeat(65)}\n`, "at most 64"],
  ["a model that is none", "M 1,A\n", "model:"],
  ["an empty serial", "M1,\n", "empty"],
  ["an open quote", 'M1,"A\n', "is not CSV"],
  ["too many rows", "M1,A\n".repeat(10_001), "10001 rows"],
])("refuses %s", (_what, text, part) => {
  const fault = faultOf(text);
  expect(fault?.code).toBe("ERR_LIVE_GUARD");
  expect(fault?.message).toContain("bought.csv");
  expect(fault?.message).toContain(part);
});
