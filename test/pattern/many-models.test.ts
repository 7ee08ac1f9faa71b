import { RE2Set } from "re2js";
import { describe, expect, it } from "vitest";
import { createRandom, defined } from "../../src/core/index.ts";
import {
  createPatternSet,
  type Language,
  neighboursAmong,
  type OverlapLimits,
  overlapsAmong,
  parsePattern,
  type SetOverlap,
} from "../../src/core/pattern/index.ts";
import { inputMix } from "../bench/pattern-inputs.ts";
import { benchModels, drawOfModels, newModel } from "../bench/thousand-models.ts";
import { refaDisjoint, refaLanguage } from "./refa-language.ts";

function languageOfPattern(source: string): Language {
  const result = parsePattern(source);
  if (!result.ok) throw new Error(`${source}: ${result.findings[0]?.message}`);
  return result.pattern.language;
}

/** True when the witness is a text of both patterns by the native engine. */
function isShared(sources: readonly string[], { a, b, witness }: SetOverlap): boolean {
  const natives = [a, b].map((index) => new RegExp(defined(sources[index], "a pattern")));
  return witness.kind === "text" && natives.every((native) => native.test(witness.text));
}

describe("a thousand models", () => {
  const { models, planted } = benchModels();
  const sources = models.map(({ source }) => source);
  const languages = sources.map(languageOfPattern);
  const set = createPatternSet(languages);

  it("are told apart as by the native engine and by re2js, one after the other", () => {
    const natives = sources.map((source) => new RegExp(source));
    const re2 = new RE2Set(RE2Set.ANCHOR_BOTH);
    for (const source of sources) re2.add(source);
    re2.compile();
    const texts = inputMix(drawOfModels(models), "many-models", 2_000).map(({ text }) => text);
    const differences = texts.filter((text) => {
      const expected = natives.flatMap((native, index) => (native.test(text) ? [index] : [])).join();
      const byRe2 = re2.match(text).toSorted((a, b) => a - b);
      return set.matches(text).join() !== expected || byRe2.join() !== expected;
    });
    expect(differences).toEqual([]);
  });

  it("overlap in the planted pairs alone, with witnesses that the native engine accepts", () => {
    const expected = planted.toSorted(([a], [b]) => a - b);
    expect(overlapsAmong(languages).map(({ a, b }) => [a, b])).toEqual(expected);
    expect(set.overlaps).toEqual(overlapsAmong(languages));
    expect(set.overlaps.every((overlap) => isShared(sources, overlap))).toBe(true);
  });

  it("are disjoint by refa where no overlap was found", () => {
    const random = createRandom("many-models/refa");
    const some = [...new Set([...planted.flat(), ...Array.from({ length: 90 }, () => random.integer(0, 999))])];
    const overlapping = new Set(set.overlaps.map(({ a, b }) => `${a} ${b}`));
    const byRefa = some.map((index) => ({ index, language: refaLanguage(defined(sources[index], "a pattern")) }));
    for (const one of byRefa) {
      for (const other of byRefa) {
        if (one.index >= other.index) continue;
        expect(refaDisjoint(one.language, other.language)).toBe(!overlapping.has(`${one.index} ${other.index}`));
      }
    }
  });

  it("are compared with a new pattern as in a set with it", () => {
    for (const source of [newModel("1").source, sources[3], sources[303], "^[0-9A-Z]{8,20}$", "^GG0[0-9]{9}$"]) {
      const added = languageOfPattern(defined(source, "a pattern"));
      const together = overlapsAmong([...languages, added]).filter(({ b }) => b === languages.length);
      const alone = set.overlapsOf(added);
      expect(alone.map(({ index, witness }) => ({ a: index, b: languages.length, witness }))).toEqual(together);
    }
  });

  it("have neighbours that really differ in one character", () => {
    const { neighbours, isComplete } = neighboursAmong(languages, { limit: 10_000 });
    expect(isComplete).toBe(true);
    expect(neighbours.length).toBeGreaterThan(1_000);
    for (const { a, b, textA, textB } of neighbours) {
      expect(new RegExp(defined(sources[a], "a pattern")).test(textA)).toBe(true);
      expect(new RegExp(defined(sources[b], "a pattern")).test(textB)).toBe(true);
      expect(isOneEdit(textA, textB), `${textA} ${textB}`).toBe(true);
    }
  });
});

/** What is left between the common start and the common end of two texts is at most one character each. */
function isOneEdit(one: string, other: string): boolean {
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const left = [one.length, other.length].map((length) => length - start - end);
  return one !== other && left.every((length) => length <= 1);
}

describe("a catalog made to be slow", () => {
  const characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const code = (number: number) =>
    [number, Math.floor(number / 36), Math.floor(number / 1296)].map((digit) => characters[digit % 36]).join("");

  /** So much work is allowed: less than a search for each pair would take by far. */
  const bounded: OverlapLimits = {
    together: { nodeCountMax: 20_000, memberCountMax: 200_000, stepCountMax: 3_000_000 },
    pairStepCountMax: 100,
  };

  it.each([
    ["one code in the middle", (index: number) => code(index)],
    ["one of four codes, so that no place tells them apart", (index: number) => fourCodes(index)],
  ])("proves 2,000 equally long models apart that differ in %s", (_, middle) => {
    const sources = Array.from({ length: 2_000 }, (_, index) => `^[0-9A-Z]{7}${middle(index)}[0-9A-Z]{7}$`);
    const languages = sources.map(languageOfPattern);
    expect(overlapsAmong(languages, bounded)).toEqual([]);
    const twice = [...languages, defined(languages[77], "a model")];
    expect(overlapsAmong(twice, bounded).map(({ a, b, witness }) => [a, b, witness.kind])).toEqual([
      [77, 2_000, "text"],
    ]);
  });

  function fourCodes(index: number): string {
    // 7,919 and 46,656 have no common factor, so all 8,000 codes differ.
    return `(${[0, 1, 2, 3].map((part) => code(((index * 4 + part) * 7_919) % 46_656)).join("|")})`;
  }

  it("finds all 1,999,000 pairs of 2,000 equal models", () => {
    const overlaps = overlapsAmong(
      Array.from({ length: 2_000 }, () => languageOfPattern("^SN[0-9]{8}$")),
      bounded,
    );
    expect(overlaps).toHaveLength(1_999_000);
    expect(overlaps.at(-1)).toEqual({ a: 1_998, b: 1_999, witness: { kind: "text", text: "SN00000000" } });
  });

  it("ends where proofs take too many states, says which pairs are undecided, and still matches rightly", () => {
    const sources = Array.from({ length: 400 }, (_, index) => {
      const place = index % 40;
      return `^[0-9A-Z]{${place + 1}}${characters[Math.floor(index / 40)]}[0-9A-Z]{${40 - place}}$`;
    });
    const languages = sources.map(languageOfPattern);
    const overlaps = overlapsAmong(languages, { ...bounded, pairStepCountMax: 100_000 });
    const kinds = Map.groupBy(overlaps, ({ witness }) => witness.kind);
    expect(kinds.get("limit")?.length).toBeGreaterThan(0);
    expect(kinds.get("text")?.length).toBeGreaterThan(1_000);
    expect(kinds.get("text")?.every((overlap) => isShared(sources, overlap))).toBe(true);
    // Two models claim different characters at one place, or each has a place of its own: 780 pairs of places overlap.
    expect(overlaps).toHaveLength(780 * 10 * 10);
    const set = createPatternSet(languages, { combined: bounded.together });
    expect(set.isCombined).toBe(false);
    const random = createRandom("many-models/worst");
    for (let round = 0; round < 50; round += 1) {
      const text = Array.from({ length: 42 }, () => characters[random.integer(0, 11)]).join("");
      const expected = sources.flatMap((source, index) => (new RegExp(source).test(text) ? [index] : []));
      expect(set.matches(text)).toEqual(expected);
    }
  });
});
