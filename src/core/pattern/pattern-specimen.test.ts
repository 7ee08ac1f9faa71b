import fc from "fast-check";
import { expect, it } from "vitest";
import { patternOf } from "../../../test/pattern/pattern-of.ts";
import { createRandom, defined } from "../index.ts";
import { textWithPair } from "./language/text-with-pair.ts";
import { patternSpecimen } from "./pattern-specimen.ts";

const sources = [
  "^SN[0-9]{8}$",
  "^(A|BC){1,3}$",
  "^A?[0-9]{0,4}$",
  "^TestAmazonPreReg001$",
  "^[A-C]([+]|-)[0-9A-F]{2}$",
];

it("gives texts that the native engine accepts, too", () => {
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.string(), (source, seed) => {
      expect(new RegExp(source).exec(patternSpecimen(patternOf(source), createRandom(seed)))?.[0]).toBeDefined();
    }),
  );
});

it("gives the same text for the same stream and reaches every text of a small pattern", () => {
  expect(patternSpecimen(patternOf("^[A-Z]{9}$"), createRandom("1"))).toBe(
    patternSpecimen(patternOf("^[A-Z]{9}$"), createRandom("1")),
  );
  const texts = Array.from({ length: 300 }, (_, seed) =>
    patternSpecimen(patternOf("^(A|BC)?D?$"), createRandom(`${seed}`)),
  );
  expect([...new Set(texts)].sort()).toEqual(["", "A", "AD", "BC", "BCD", "D"]);
});

const pair = { first: "+$", second: "ABC" };

it.each([
  ["^[0-9]{2}[+][A-F]$", /[+$][ABC]/],
  ["^[0-9]{0,9}([+]|[$])?[A-C]X{3}$", /[+$][ABC]/],
] as const)("finds a text of %s with the pair", (source, shape) => {
  const text = defined(textWithPair(patternOf(source).language, pair), "a witness");
  expect(text).toMatch(new RegExp(source));
  expect(text).toMatch(shape);
});

it.each(["^[0-9A-C]{4}$", "^[+]{3}[0-9][A-C]$", "^[A-C][+]$", "^[+][D-Z]$"])("finds none in %s", (source) => {
  expect(textWithPair(patternOf(source).language, pair)).toBeUndefined();
});

it("agrees with looking at every text of small patterns", () => {
  const pieces = fc.constantFrom("A", "[+]", "B?", "[+]?", "(A|[+])", "[$]{0,2}", "X", "(X|[+]A)");
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 4 }), (parts) => {
      const source = `^${parts.join("")}$`;
      const alphabet = ["A", "B", "X", "+", "$"];
      const texts = alphabet.reduce<string[]>((all) => all, [""]);
      for (let from = 0, length = 0; length < 6; length += 1) {
        const until = texts.length;
        for (; from < until; from += 1) for (const one of alphabet) texts.push(texts[from] + one);
      }
      const native = new RegExp(source);
      const shortest = texts.find((text) => native.test(text) && /[+$][ABC]/.test(text));
      expect(textWithPair(patternOf(source).language, pair)?.length).toBe(shortest?.length);
    }),
    { numRuns: 25 },
  );
});
