import { expect, test } from "vitest";
import { parsePattern } from "./parse-pattern.ts";
import { rememberPatterns } from "./remembered-patterns.ts";

test("a text is read once while its result is remembered, and again when heavier ones have taken its place", () => {
  const remembered = rememberPatterns((_, result: number) => result, 10);
  const read: string[] = [];
  const ask = (source: string, result: number) =>
    remembered.of(source, () => {
      read.push(source);
      return result;
    });
  expect([ask("a", 4), ask("b", 5), ask("a", 99)]).toEqual([4, 5, 4]);
  expect(remembered.weight).toBe(9);
  // "b" was asked for longest ago.
  ask("c", 3);
  expect(remembered.weight).toBe(7);
  ask("a", 99);
  ask("b", 3);
  expect(read).toEqual(["a", "b", "c", "b"]);
});

test("what is heavier than all that may be remembered is not, and drives nothing out", () => {
  const remembered = rememberPatterns((_, result: number) => result, 10);
  remembered.of("a", () => 10);
  expect(remembered.of("b", () => 11)).toBe(11);
  expect(remembered.of("b", () => 12)).toBe(12);
  expect(remembered.of("a", () => 0)).toBe(10);
});

test("a pattern's text is parsed once", () => {
  expect(parsePattern("^AB[0-9]{7}$")).toBe(parsePattern("^AB[0-9]{7}$"));
  expect(parsePattern("^AB[0-9]{7}$")).not.toBe(parsePattern("^AB[0-9]{8}$"));
});
