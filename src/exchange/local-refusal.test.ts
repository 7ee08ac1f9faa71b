import { expect, test } from "vitest";
import type { Catalog } from "../core/catalog/index.ts";
import { parseEndpoint } from "./endpoint.ts";
import { localRefusal } from "./local-refusal.ts";
import { TestPurchases } from "./test-purchases.ts";

const catalog: Catalog = {
  format: "boxproof-catalog/1",
  maker: { name: "Maker" },
  securityProfiles: [{ name: "main", lwaClientId: "id" }],
  stations: [],
  models: [
    {
      deviceModel: "M_1",
      name: "One",
      securityProfile: "main",
      listings: [],
      serial: { pattern: "^AB[0-9]{4}$", patternGenerated: false, examples: { good: [], bad: [] } },
      boxCodes: [],
      requireAllocated: false,
    },
  ],
};
const here = parseEndpoint("http://127.0.0.1:9/x");
const there = parseEndpoint("https://api.amazon.com/auth/o2/token");
const bought = { testPurchases: new TestPurchases([{ deviceModel: "M_1", dsn: "AB0001" }]) };
const device = { deviceModel: "M_1", dsn: "AB0001" };

test("a serial of the catalog's model may be asked about on this machine", () => {
  expect(localRefusal({ ...device, endpoint: here, catalog })).toBeUndefined();
  expect(localRefusal({ ...device, endpoint: here })).toBeUndefined();
});

test("64 characters may be sent, 65 may not", () => {
  expect(localRefusal({ deviceModel: "M_1", dsn: "A".repeat(64), endpoint: here })).toBeUndefined();
  const refusal = localRefusal({ deviceModel: "M_1", dsn: "A".repeat(65), endpoint: here });
  expect(refusal?.reason).toBe("dsn");
  expect(refusal?.message).toContain("65");
});

test.each([["A B"], ["A\n"], [" A"], [""], ["Ä1"], ["A.1"]])("the serial %j is refused", (dsn) => {
  expect(localRefusal({ deviceModel: "M_1", dsn, endpoint: here })?.reason).toBe("dsn");
});

test("a model id that cannot be one is refused, and called a device model", () => {
  const refusal = localRefusal({ deviceModel: "M 1", dsn: "A1", endpoint: here });
  expect(refusal?.reason).toBe("device-model");
  expect(refusal?.message).toContain("a device model has only");
  expect(refusal?.findings[0]?.id).toBe("device-model-character");
});

test("a model that the catalog lacks is refused only where there is a catalog", () => {
  const unknown = { deviceModel: "M_2", dsn: "AB0001", endpoint: here };
  expect(localRefusal({ ...unknown, catalog })?.reason).toBe("model-unknown");
  expect(localRefusal(unknown)).toBeUndefined();
});

test("a serial that the pattern refuses names the character", () => {
  const refusal = localRefusal({ deviceModel: "M_1", dsn: "AB00X1", endpoint: here, catalog });
  expect(refusal?.reason).toBe("pattern-mismatch");
  expect(refusal?.message).toContain('at character 5 found "X", expected 0-9');
  expect(refusal?.findings[0]?.at).toEqual([4, 5]);
  expect(localRefusal({ deviceModel: "M_1", dsn: "AB000", endpoint: here, catalog })?.message).toContain(
    "the serial ends",
  );
});

test("another machine needs leave, and then takes only test purchases", () => {
  expect(localRefusal({ ...device, endpoint: there })?.reason).toBe("live-not-allowed");
  expect(localRefusal({ ...device, endpoint: there, live: bought })).toBeUndefined();
  expect(localRefusal({ ...device, dsn: "AB0002", endpoint: there, live: bought })?.reason).toBe("not-a-test-purchase");
});

test("a list that is given holds for this machine too", () => {
  expect(localRefusal({ ...device, dsn: "AB0002", endpoint: here, live: bought })?.reason).toBe("not-a-test-purchase");
});
