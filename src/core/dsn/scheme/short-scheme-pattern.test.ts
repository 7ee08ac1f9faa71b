import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemeOf } from "../../../../test/dsn/scheme-of.ts";
import { parsePattern } from "../../pattern/index.ts";
import type { SchemeSource } from "./scheme-source.ts";
import { shortSchemePattern } from "./short-scheme-pattern.ts";

const shortOf = (...sources: readonly SchemeSource[]) => shortSchemePattern(schemeOf(...sources));

describe("shortSchemePattern", () => {
  it("takes a counter without its zero as digits, and counts what that adds", () => {
    expect(shortOf("A", { counter: "000001-999999" })).toEqual({ pattern: "^A[0-9]{6}$", added: 1n });
    expect(shortOf("A", { counter: "000001-750000" })).toEqual({ pattern: "^A[0-7][0-9]{5}$", added: 50_000n });
    const twice = shortOf({ counter: "001-999" }, "-", { counter: "001-999" });
    expect(twice).toEqual({ pattern: "^[0-9]{3}-[0-9]{3}$", added: 1_000_000n - 999n * 999n });
  });

  it("leaves weeks, years and what is short already", () => {
    expect(shortOf("A", { year: "24-33" }, { week: "01-53" })).toBeUndefined();
    expect(shortOf("A", { counter: "000-999" })).toBeUndefined();
    expect(shortOf("A")).toBeUndefined();
  });

  it("has every number of the range, and so many more as it says", () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ends = [low, high].map((end) => String(end).padStart(3, "0")).join("-");
        const short = shortOf({ counter: ends });
        if (short === undefined) return;
        const native = new RegExp(short.pattern);
        const all = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, "0"));
        const taken = all.filter((text) => native.test(text));
        expect(all.slice(low, high + 1).filter((text) => !native.test(text))).toEqual([]);
        expect(BigInt(taken.length - (high - low + 1))).toBe(short.added);
        expect(parsePattern(short.pattern).ok).toBe(true);
      }),
    );
  });
});
