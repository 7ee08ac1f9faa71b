import { readFileSync } from "node:fs";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { createRandom, defined, type Random } from "../../src/core/index.ts";
import {
  commonText,
  createPatternSet,
  difference,
  hasText,
  intersection,
  matchesPattern,
  overlapsAmong,
  type Pattern,
  parsePattern,
  patternSpecimen,
  shortestText,
  uncoveredText,
} from "../../src/core/pattern/index.ts";
import { mutant, otherCode } from "../bench/pattern-inputs.ts";
import { flat, pick } from "../bench/serial-parts.ts";
import { refaCommonLength, refaHasText, refaLanguage, refaUncoveredLength } from "./refa-language.ts";

const sources: readonly string[] = JSON.parse(
  readFileSync(new URL("../../fixtures/pattern-oracles/patterns.json", import.meta.url), "utf8"),
);

function parsed(source: string): Pattern {
  const result = parsePattern(source);
  if (!result.ok) throw new Error(`${source}: ${result.findings[0]?.message}`);
  return result.pattern;
}

const textsOfPattern = 10_000;
const specimensOfPattern = 500;

/** One pattern in every engine, and some of its texts. */
const engines = sources.map((source) => {
  const pattern = parsed(source);
  const random = createRandom(`pattern-oracles/${source}`);
  return {
    source,
    pattern,
    native: new RegExp(source),
    refa: refaLanguage(source),
    re2: RE2JS.compile(source),
    specimens: Array.from({ length: specimensOfPattern }, () => flat([patternSpecimen(pattern, random)])),
  };
});

/** Characters that engines are known to disagree about, and those of serials. */
const noise = [
  ..."0123456789ABCDEFXYZabz-_.:/ +#",
  "\n",
  "\r",
  "\t",
  "\0",
  "٣",
  "K",
  "ſ",
  "é",
  "\u2028",
  "😀",
  "\ud800",
];

/** Texts of the pattern, of others, nearly of it, of other codes, and of anything. */
function textsFor(index: number, random: Random): readonly string[] {
  const own = ({ specimens }: (typeof engines)[number]) => pick(specimens, random);
  const engine = defined(engines[index], "a pattern");
  return Array.from({ length: textsOfPattern }, () => {
    const kind = random.integer(0, 99);
    if (kind < 30) return own(engine);
    if (kind < 50) return mutant(own(engine), random);
    if (kind < 60) return flat([own(engine), pick(noise, random)]);
    if (kind < 75) return own(pick(engines, random));
    if (kind < 85) return otherCode(random);
    return flat(Array.from({ length: random.integer(0, 20) }, () => pick(noise, random)));
  });
}

describe("200,000 texts", () => {
  const random = createRandom("pattern-oracles");
  const set = createPatternSet(engines.map(({ pattern }) => pattern.language));
  const natives = engines.map(({ native }) => native);

  it.each(engines.map(({ source }, index) => [source, index] as const))("mean the same for %s", (_, index) => {
    const { pattern, native, refa, re2 } = defined(engines[index], "a pattern");
    const differences: string[] = [];
    let accepted = 0;
    for (const text of textsFor(index, random)) {
      const expected = native.test(text);
      if (expected) accepted += 1;
      const inSet = set.matches(text);
      const answers = {
        refa: refaHasText(refa, text),
        re2: re2.matches(text),
        pattern: matchesPattern(pattern, text),
        language: hasText(pattern.language, text),
        set: inSet.includes(index),
      };
      const isAlike = Object.values(answers).every((answer) => answer === expected);
      const isSetAlike = inSet.join() === natives.flatMap((one, at) => (one.test(text) ? [at] : [])).join();
      if (!isAlike || !isSetAlike) differences.push(JSON.stringify({ text, expected, ...answers, inSet }));
    }
    expect(differences).toEqual([]);
    // Neither all nor nothing: what is compared are both answers.
    expect(accepted).toBeGreaterThan(textsOfPattern / 4);
    expect(accepted).toBeLessThan((textsOfPattern * 3) / 4);
  });

  it("are so many", () => {
    expect(engines.length * textsOfPattern).toBe(200_000);
  });
});

describe("20 realistic patterns", () => {
  const pairs = engines.flatMap((one, a) =>
    engines.slice(a + 1).map((other, offset) => ({ one, other, a, b: a + 1 + offset })),
  );

  it("overlap in the pairs in which refa finds a common text, with one as short, in all 190", () => {
    const overlaps = new Map(
      overlapsAmong(engines.map(({ pattern }) => pattern.language)).map((overlap) => [
        `${overlap.a} ${overlap.b}`,
        overlap.witness,
      ]),
    );
    let overlapCount = 0;
    for (const { one, other, a, b } of pairs) {
      const length = refaCommonLength(one.refa, other.refa);
      const witness = commonText(one.pattern.language, other.pattern.language);
      const both = intersection(one.pattern.language, other.pattern.language);
      const text = witness.kind === "text" ? witness.text : undefined;
      expect(text?.length, `${one.source} and ${other.source}`).toBe(length);
      expect(both.ok ? shortestText(both.language) : both.message).toBe(text);
      expect(overlaps.get(`${a} ${b}`)).toEqual(text === undefined ? undefined : witness);
      if (text === undefined) continue;
      overlapCount += 1;
      expect([one.native.test(text), other.native.test(text)]).toEqual([true, true]);
    }
    expect(pairs).toHaveLength(190);
    expect(overlapCount).toBeGreaterThan(10);
    expect(overlaps.size).toBe(overlapCount);
  });

  it("leave out of each other what refa says that they do, with witnesses as short, in all 380 orders", () => {
    const orders = pairs.flatMap(({ one, other }) => [[one, other] as const, [other, one] as const]);
    let coveredCount = 0;
    for (const [one, other] of orders) {
      const length = refaUncoveredLength(one.refa, other.refa);
      const witness = uncoveredText(one.pattern.language, other.pattern.language);
      const rest = difference(one.pattern.language, other.pattern.language);
      const text = witness.kind === "text" ? witness.text : undefined;
      expect(text?.length, `${one.source} without ${other.source}`).toBe(length);
      expect(rest.ok ? shortestText(rest.language) : rest.message).toBe(text);
      if (text === undefined) coveredCount += 1;
      else expect([one.native.test(text), other.native.test(text)]).toEqual([true, false]);
    }
    expect(orders).toHaveLength(380);
    expect(coveredCount).toBeGreaterThan(0);
  });
});
