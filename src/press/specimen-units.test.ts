import { describe, expect, it } from "vitest";
import type { DeviceModel } from "../core/catalog/index.ts";
import type { SerialScheme } from "../core/dsn/index.ts";
import { reservedSpecimens, specimenUnits } from "./specimen-units.ts";

const modelOf = (scheme: SerialScheme): DeviceModel => ({
  deviceModel: "TEST",
  name: "Test",
  securityProfile: "main",
  listings: [],
  serial: { pattern: "^T[0-9]{4}$", patternGenerated: false, scheme, examples: { good: [], bad: [] } },
  boxCodes: [],
  requireAllocated: false,
});

const counted = (to: number, width: number) =>
  modelOf({
    parts: [
      { kind: "text", text: "T" },
      { kind: "counter", from: 1, to, width },
    ],
  });

describe("specimens", () => {
  it("are among the reserved ones, however many are printed", () => {
    const reserved = new Set<string>(reservedSpecimens(counted(9_999, 4)));
    expect(reserved.size).toBe(99);
    for (const count of [1, 2, 50, 99]) {
      const units = specimenUnits(counted(9_999, 4), count);
      expect(new Set(units.map(({ dsn }) => dsn)).size).toBe(count);
      expect(units.every(({ dsn }) => reserved.has(dsn))).toBe(true);
    }
  });

  it("are a hundredth of a small scheme at most, and one press run of a large one", () => {
    expect(() => specimenUnits(counted(9_999, 4), 100)).toThrow(/100 specimens are asked for; there are 1 to 99,/);
    expect(specimenUnits(counted(10, 2), 1)).toHaveLength(1);
    expect(() => specimenUnits(counted(9, 1), 1)).toThrow(/1 to 0/);
    expect(reservedSpecimens(counted(99_999_999, 8))).toHaveLength(10_000);
    expect(() => specimenUnits(counted(99_999_999, 8), 10_001)).toThrow(/1 to 10000, one press run/);
  });
});
