import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { difference, intersection, minimised, union } from "./combine-languages.ts";
import { commonText, uncoveredText } from "./common-text.ts";
import { compareLanguages } from "./compare-languages.ts";
import { exploreLanguage } from "./explore-language.ts";
import { emptyLanguage, hasText, type Language, type LanguageResult } from "./language.ts";
import { charactersByPlace, languageAlphabet } from "./language-alphabet.ts";
import { languageOf, languageOfTexts } from "./language-of.ts";
import {
  anyAscii,
  anyCharacter,
  choice,
  type LanguagePart,
  literal,
  oneOfCharacters,
  repeat,
  sequence,
} from "./language-part.ts";
import { textCount, textCountsByLength } from "./text-count.ts";
import { longestLength, shortestLength, shortestText } from "./text-length.ts";

const settings = { numRuns: 300, seed: 20_261_123 };
const lengthMax = 4;
const characters = ["A", "B", "\u00e9"];

const emptyText: ReadonlySet<string> = new Set([""]);

/** A part with the texts that it means, up to `lengthMax` characters, worked out from sets of texts. */
interface Sketch {
  readonly part: LanguagePart;
  readonly texts: ReadonlySet<string>;
}

const sketches: fc.Arbitrary<Sketch> = fc.letrec<{ any: Sketch }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("A", "B", "AB", "\u00e9", "B\u00e9", "[A-B]", "any", "nothing", "").map(leaf),
    fc.array(tie("any"), { minLength: 1, maxLength: 3 }).map((items) => ({
      part: sequence(...items.map(({ part }) => part)),
      texts: items.reduce((texts, item) => concatenated(texts, item.texts), emptyText),
    })),
    fc.array(tie("any"), { minLength: 1, maxLength: 3 }).map((options) => ({
      part: choice(...options.map(({ part }) => part)),
      texts: new Set(options.flatMap(({ texts }) => [...texts])),
    })),
    fc
      .tuple(tie("any"), fc.nat(2), fc.constantFrom(0, 1, 2, Number.POSITIVE_INFINITY))
      .map(([item, min, more]) => repeated(item, min, min + more)),
  ),
})).any;

function leaf(name: string): Sketch {
  if (name === "any") return { part: anyCharacter(), texts: new Set(characters) };
  if (name === "nothing") return { part: choice(), texts: new Set() };
  if (name === "[A-B]") return { part: oneOfCharacters("A-B"), texts: new Set(["A", "B"]) };
  return { part: literal(name), texts: new Set([name]) };
}

function concatenated(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const left of a) for (const right of b) if (left.length + right.length <= lengthMax) texts.add(left + right);
  return texts;
}

function repeated(item: Sketch, min: number, max: number): Sketch {
  const texts = new Set<string>();
  let copies: ReadonlySet<string> = new Set([""]);
  // More copies than characters add only empty ones.
  for (let count = 0; count <= Math.min(max, min + lengthMax); count += 1) {
    if (count >= min) for (const text of copies) texts.add(text);
    copies = concatenated(copies, item.texts);
  }
  return { part: repeat(item.part, { min, max }), texts };
}

/** Every text of the three characters up to that length, the shortest first. */
const allTexts: string[] = [""];
for (let from = 0, length = 0; length < lengthMax; length += 1) {
  const longest = allTexts.slice(from);
  from = allTexts.length;
  allTexts.push(...longest.flatMap((text) => characters.map((character) => text + character)));
}

function built(result: LanguageResult): Language {
  if (!result.ok) throw new Error(result.message);
  return result.language;
}

const languageFrom = ({ part }: Sketch) => built(languageOf(part));
const textsOf = (language: Language) => allTexts.filter((text) => hasText(language, text));
const inOrder = (texts: Iterable<string>) => {
  const wanted = new Set(texts);
  return allTexts.filter((text) => wanted.has(text));
};

describe("languageOf", () => {
  test("has exactly the texts that its parts mean, with their counts, lengths and characters", () => {
    const sizes: number[] = [];
    fc.assert(
      fc.property(sketches, (sketch) => {
        const language = languageFrom(sketch);
        expect(textsOf(language)).toEqual(inOrder(sketch.texts));
        const byLength = new Map<number, bigint>();
        for (const text of sketch.texts) {
          // Any other ASCII character can only come from "any character", 126 more in place of each.
          byLength.set(text.length, (byLength.get(text.length) ?? 0n) + 1n);
        }
        const isPlain = !JSON.stringify(sketch.part).includes("[0,128]");
        if (isPlain) expect(textCountsByLength(language, lengthMax)).toEqual(new Map([...byLength].sort()));
        sizes.push(sketch.texts.size);
      }),
      settings,
    );
    expect(sizes.filter((size) => size > 1).length).toBeGreaterThan(100);
  });

  test("is the smallest automaton, numbered alike, whatever it was made from", () => {
    fc.assert(
      fc.property(sketches, sketches, (a, b) => {
        const [one, other] = [languageFrom(a), languageFrom(b)];
        expect(built(union(one, other))).toEqual(built(languageOf(choice(a.part, b.part))));
        expect(minimised(one)).toEqual(one);
        expect(hasNoEqualStates(one)).toBe(true);
      }),
      settings,
    );
  });

  test("counts any character outside ASCII once, and takes each", () => {
    const language = built(languageOf(sequence(literal("A"), anyCharacter())));
    expect(["A\u00e9", "A\u0660", "A\uffff", "A\n", "AA"].every((text) => hasText(language, text))).toBe(true);
    expect(hasText(language, "A\u{1f600}")).toBe(false);
    expect(textCount(language)).toBe(129n);
    expect(textCount(built(languageOf(anyAscii())))).toBe(95n);
  });

  test("reads ranges as in a class, hyphens at the ends as themselves", () => {
    expect(languageAlphabet(built(languageOf(oneOfCharacters("-0-3A_"))))).toBe("-0123A_");
    expect(languageAlphabet(built(languageOf(oneOfCharacters("a-c-"))))).toBe("-abc");
    expect(languageAlphabet(built(languageOf(oneOfCharacters(""))))).toBe("");
  });

  test("says which limit it reached, at once", () => {
    const started = performance.now();
    const digits = repeat(oneOfCharacters("0-9"), { min: 0, max: 200 });
    expect(languageOf(repeat(digits, { min: 100, max: 100 }))).toMatchObject({ ok: false });
    const counted = [repeat(oneOfCharacters("01"), { min: 0, max: Number.POSITIVE_INFINITY }), literal("1")];
    const tail = repeat(oneOfCharacters("01"), { min: 18, max: 18 });
    expect(languageOf(sequence(...counted, tail))).toMatchObject({ ok: false });
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe("intersection, union and difference", () => {
  test("are those of the sets of texts", () => {
    const found = { intersection: 0, difference: 0 };
    fc.assert(
      fc.property(sketches, sketches, (a, b) => {
        const [one, other] = [languageFrom(a), languageFrom(b)];
        const both = textsOf(built(intersection(one, other)));
        const only = textsOf(built(difference(one, other)));
        expect(both).toEqual(inOrder([...a.texts].filter((text) => b.texts.has(text))));
        expect(only).toEqual(inOrder([...a.texts].filter((text) => !b.texts.has(text))));
        expect(textsOf(built(union(one, other)))).toEqual(inOrder([...a.texts, ...b.texts]));
        found.intersection += Math.min(1, both.length);
        found.difference += Math.min(1, only.length);
      }),
      settings,
    );
    expect(Math.min(found.intersection, found.difference)).toBeGreaterThan(30);
  });

  test("obey the laws of sets, table for table", () => {
    fc.assert(
      fc.property(sketches, sketches, sketches, (a, b, c) => {
        const [x, y, z] = [languageFrom(a), languageFrom(b), languageFrom(c)];
        const [and, or, without] = [intersection, union, difference].map(
          (operation) => (one: Language, other: Language) => built(operation(one, other)),
        ) as [Operation, Operation, Operation];
        expect(and(x, y)).toEqual(and(y, x));
        expect(or(or(x, y), z)).toEqual(or(x, or(y, z)));
        expect(and(x, or(y, z))).toEqual(or(and(x, y), and(x, z)));
        expect(without(x, or(y, z))).toEqual(and(without(x, y), without(x, z)));
        expect(or(without(x, y), and(x, y))).toEqual(x);
        expect(without(x, x)).toEqual(emptyLanguage);
      }),
      { ...settings, numRuns: 150 },
    );
  });

  test("say that the limit was reached", () => {
    const of = (characterA: string) =>
      built(
        languageOf(
          sequence(
            repeat(oneOfCharacters("0-3"), { min: 0, max: Number.POSITIVE_INFINITY }),
            oneOfCharacters(characterA),
            repeat(oneOfCharacters("0-3"), { min: 12, max: 12 }),
          ),
        ),
      );
    expect(intersection(of("01"), of("02"))).toMatchObject({ ok: false });
  });
});

type Operation = (a: Language, b: Language) => Language;

describe("compareLanguages", () => {
  test("names the relation and the shortest text of each side", () => {
    const relations = new Map<string, number>();
    fc.assert(
      fc.property(sketches, sketches, (a, b) => {
        const [one, other] = [languageFrom(a), languageFrom(b)];
        const { relation, lost, gained } = compareLanguages(one, other);
        relations.set(relation, (relations.get(relation) ?? 0) + 1);
        checkWitness(lost, { inside: one, outside: other, least: shortestOf(a.texts, b.texts) });
        checkWitness(gained, { inside: other, outside: one, least: shortestOf(b.texts, a.texts) });
        const common = commonText(one, other).kind === "text";
        if (relation === "same") expect(one).toEqual(other);
        if (relation === "moved" || relation === "disjoint") expect(common).toBe(relation === "moved");
        const sides = [lost !== undefined, gained !== undefined];
        expect(sides).toEqual([
          ["narrower", "moved", "disjoint"].includes(relation),
          ["wider", "moved", "disjoint"].includes(relation),
        ]);
      }),
      settings,
    );
    expect([...relations.keys()].sort()).toEqual(["disjoint", "moved", "narrower", "same", "wider"]);
  });

  function checkWitness(
    text: string | undefined,
    { inside, outside, least }: { inside: Language; outside: Language; least: string | undefined },
  ) {
    if (least !== undefined) expect(text?.length).toBeLessThanOrEqual(least.length);
    if (text === undefined) return;
    expect([hasText(inside, text), hasText(outside, text)]).toEqual([true, false]);
    // A witness among the texts that were tried is as long as the shortest of these.
    if (text.length <= lengthMax && !/[^AB\u00e9]/.test(text)) expect(text).toHaveLength(least?.length ?? -1);
  }

  function shortestOf(a: ReadonlySet<string>, b: ReadonlySet<string>): string | undefined {
    return inOrder([...a].filter((text) => !b.has(text)))[0];
  }

  test("compares with the language without texts", () => {
    const some = built(languageOfTexts(["A"]));
    expect(compareLanguages(emptyLanguage, some)).toEqual({ relation: "wider", gained: "A" });
    expect(compareLanguages(some, emptyLanguage)).toEqual({ relation: "narrower", lost: "A" });
    expect(compareLanguages(emptyLanguage, emptyLanguage)).toEqual({ relation: "same" });
    expect(uncoveredText(emptyLanguage, some)).toEqual({ kind: "none" });
  });
});

describe("lengths and places", () => {
  test("are those of the texts", () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const language = languageFrom(sketch);
        const lengths = [...sketch.texts].map((text) => text.length);
        const shortest = shortestText(language);
        expect(shortestLength(language)).toBe(shortest?.length ?? Number.POSITIVE_INFINITY);
        if (lengths.length > 0) expect(shortest?.length).toBe(Math.min(...lengths));
        const longest = longestLength(language);
        if (longest > lengthMax) return;
        expect(longest).toBe(Math.max(Number.NEGATIVE_INFINITY, ...lengths));
        const isPlain = !JSON.stringify(sketch.part).includes("[0,128]");
        if (!isPlain) return;
        const places = Array.from({ length: Math.max(0, longest) }, (_, place) =>
          [...new Set([...sketch.texts].flatMap((text) => text[place] ?? []))].sort().join(""),
        );
        expect(charactersByPlace(language)).toEqual(places);
        expect(languageAlphabet(language)).toBe([...new Set([...sketch.texts].join(""))].sort().join(""));
        expect(textCount(language)).toBe(BigInt(sketch.texts.size));
      }),
      settings,
    );
  });

  test("end for infinite languages, too", () => {
    const tail = repeat(oneOfCharacters("0-9"), { min: 0, max: Number.POSITIVE_INFINITY });
    const language = built(languageOf(sequence(literal("SN"), tail)));
    expect(charactersByPlace(language, 4)).toEqual(["S", "N", "0123456789", "0123456789"]);
    expect(longestLength(language)).toBe(Number.POSITIVE_INFINITY);
    expect(textCount(language)).toBeUndefined();
  });
});

describe("exploreLanguage", () => {
  test("makes the language of a check digit, exactly", () => {
    const result = exploreLanguage<readonly [place: number, sum: number]>({
      start: [0, 0],
      key: ([place, sum]) => place * 100 + sum,
      step: ([place, sum], code) => (place < 4 ? [place + 1, (sum * 10 + code - 48) % 97] : undefined),
      accepts: ([place, sum]) => place === 4 && sum === 1,
      codes: Array.from({ length: 10 }, (_, digit) => 48 + digit),
    });
    const language = built(result);
    const wanted = Array.from({ length: 10_000 }, (_, number) => number).filter((number) => number % 97 === 1);
    const texts = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, "0"));
    expect(texts.filter((text) => hasText(language, text)).map(Number)).toEqual(wanted);
    expect(textCount(language)).toBe(BigInt(wanted.length));
  });

  test("stops at its limit", () => {
    const result = exploreLanguage<number>({
      start: 0,
      key: (state) => state,
      step: (state) => state + 1,
      accepts: () => true,
      codes: [65],
    });
    expect(result).toMatchObject({ ok: false });
  });
});

/** By the definition: no two states have the same texts ahead, told apart round by round. */
function hasNoEqualStates({ stateCount, next, nextOther, accepting }: Language): boolean {
  let groups = Array.from(accepting, String);
  for (let round = 0; round < stateCount; round += 1) {
    const rows = groups.map((group, state) =>
      [group, groups[nextOther[state] ?? 0], ...next.subarray(state * 128, state * 128 + 128)]
        .map((target, index) => (index < 2 ? target : groups[Number(target)]))
        .join(),
    );
    const numbers = new Map([...new Set(rows)].map((row, number) => [row, String(number)]));
    groups = rows.map((row) => numbers.get(row) ?? "");
  }
  // A language without texts has its start beside the dead state.
  return new Set(groups).size === stateCount || stateCount === 2;
}
