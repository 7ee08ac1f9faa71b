import { describe, expect, it } from "vitest";
import { createTokenMint } from "./token-mint.ts";

describe("minted tokens", () => {
  it("have the documented shape", () => {
    const mint = createTokenMint("7");
    for (const [token, prefix] of [
      [mint.accessToken("M", "D", 1), "Atza"],
      [mint.refreshToken("M", "D", 1), "Atzr"],
    ]) {
      expect(token).toMatch(new RegExp(`^${prefix}\\|[A-Za-z0-9_-]+$`));
      expect(token?.length).toBeGreaterThanOrEqual(350);
      expect(token?.length).toBeLessThanOrEqual(2_048);
    }
  });

  it("follow from the seed alone, and differ in everything that goes in", () => {
    const [mint, same, other] = [createTokenMint("7"), createTokenMint("7"), createTokenMint("8")];
    expect(mint.accessToken("M", "D", 1)).toBe(same.accessToken("M", "D", 1));
    const tokens = [
      mint.accessToken("M", "D", 1),
      mint.accessToken("M", "D", 2),
      mint.accessToken("M", "E", 1),
      mint.accessToken("N", "D", 1),
      other.accessToken("M", "D", 1),
      mint.refreshToken("M", "D", 1),
    ];
    expect(new Set(tokens.map((token) => token.slice(9))).size).toBe(tokens.length);
  });

  it("go with ids that are version 4 UUIDs", () => {
    const mint = createTokenMint("7");
    for (let n = 0; n < 50; n += 1) {
      expect(mint.uuid("request", n)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(mint.uuid("request", 1)).not.toBe(mint.uuid("message", 1));
  });
});
