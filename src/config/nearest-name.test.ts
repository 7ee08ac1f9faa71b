import { describe, expect, it } from "vitest";
import { nearestName } from "./nearest-name.ts";

const keys = ["deviceModel", "name", "securityProfile", "listings", "serial", "label", "boxCodes"];

describe("nearestName", () => {
  it("finds the key behind a slip of the fingers", () => {
    expect(nearestName("devicemodel", keys)).toBe("deviceModel");
    expect(nearestName("lable", keys)).toBe("label");
    expect(nearestName("nmae", keys)).toBe("name");
    expect(nearestName("boxcode", keys)).toBe("boxCodes");
    expect(nearestName("security-profile", keys)).toBe("securityProfile");
  });

  it("says nothing where nothing is near", () => {
    expect(nearestName("colour", keys)).toBeUndefined();
    expect(nearestName("", keys)).toBeUndefined();
    expect(nearestName("name", [])).toBeUndefined();
  });

  it("does not compare what no name can be", () => {
    expect(nearestName("x".repeat(100_000), ["x".repeat(100_000)])).toBeUndefined();
  });
});
