import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

describe("canonicalJson", () => {
  it("sorts keys by UTF-16 units, as the example of RFC 8785 section 3.2.3 does", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    const keys = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
    expect(canonicalJson(value)).toBe(
      `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key as "1"])}`).join(",")}}`,
    );
  });

  it("writes no blanks and leaves out keys without a value", () => {
    expect(canonicalJson({ b: [1, "a b", null, true], a: undefined })).toBe('{"b":[1,"a b",null,true]}');
  });

  it("has no form for what is no plain data", () => {
    for (const value of [1.5, Number.NaN, 2 ** 53, 1n, () => 1, Symbol("x"), [undefined]]) {
      expect(() => canonicalJson(value)).toThrow("broken invariant");
    }
  });

  it("reads back to the same value, whatever the order of keys", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie("tree")), fc.dictionary(fc.string(), tie("tree"))),
    }));
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    fc.assert(
      fc.property(tree, (value) => {
        // JSON has no minus zero.
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });
});
