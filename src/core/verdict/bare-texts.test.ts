import { describe, expect, it } from "vitest";
import { bareTexts, leadingIdentifier } from "./bare-texts.ts";

describe("bareTexts", () => {
  it.each([
    "A1\r",
    "A1\n",
    "A1\r\n",
    "A1\t",
    " A1",
    "A1  ",
    "\u00a0A1\ufeff",
    "\u0002A1\u0003",
    "\u001dA1",
    "]C0A1",
    "*A1*",
    "]C0A1\r\n",
    "*A1*\r",
  ])("finds A1 in %j", (text) => {
    expect(bareTexts(text)).toContain("A1");
  });

  it.each(["A1", "", " ", "\r\n", "*", "**", "]C0", "A 1", "A\n1", "*A1", "A1*", "]]0A1"])(
    "takes nothing inside %j off, and leaves nothing empty",
    (text) => {
      expect(bareTexts(text).filter((bare) => bare === "A1" || bare === "" || bare === text)).toEqual([]);
    },
  );

  it("takes linear time", () => {
    expect(bareTexts(`x${" ".repeat(1_000_000)}x`)).toEqual([]);
    expect(bareTexts(`${"\u0000".repeat(1_000_000)}A1`)).toEqual(["A1"]);
  });
});

describe("leadingIdentifier", () => {
  it("gives the identifier at the head, also behind control characters", () => {
    expect(leadingIdentifier("]C1A1")).toBe("]C1");
    expect(leadingIdentifier("\u0002]d2A1")).toBe("]d2");
    expect(leadingIdentifier("A]C1")).toBeUndefined();
  });
});
