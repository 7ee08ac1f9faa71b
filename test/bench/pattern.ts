import { readFileSync } from "node:fs";
import { RE2Set } from "re2js";
import { z } from "zod";
import { assert, BoxproofError } from "../../src/core/index.ts";
import {
  backtrackingFindings,
  createPatternSet,
  type Language,
  matchesPattern,
  overlapsAmong,
  type Pattern,
  parsePatternAnew,
} from "../../src/core/pattern/index.ts";
import type { Figure } from "./figure.ts";
import { leastTime, leastTimes } from "./least-time.ts";
import { type BenchInput, benchPatterns, inputMix, patternInputs } from "./pattern-inputs.ts";
import { benchModels, drawOfModels, newModel } from "./thousand-models.ts";

/** How much is measured. */
interface Extent {
  readonly roundCount: number;
  readonly modelCount: number;
}

const whole: Extent = { roundCount: 30, modelCount: 1_000 };
/** For a look at whether the bench works; its figures say nothing. Two of the planted duplicates are among the models. */
const quick: Extent = { roundCount: 1, modelCount: 610 };

/**
 * Matching, building and proving with the patterns and inputs of `fixtures/pattern-bench/`, side by side with other
 * engines in one run. Every engine's verdicts are compared before one is timed. Times are least ones over all rounds.
 */
export async function benchPattern(args: readonly string[]): Promise<readonly Figure[]> {
  if (args.some((arg) => arg !== "--quick")) {
    throw new BoxproofError("ERR_USAGE", `The bench takes no ${args.join(" ")}.`, {
      remedy: "npm run bench -- pattern [--quick] --json",
    });
  }
  const extent = args.includes("--quick") ? quick : whole;
  return [
    oneModel(extent),
    thousandModels(extent),
    buildThousand(extent),
    oneAgainstThousand(extent),
    allPairs(extent),
    lint(extent),
  ];
}

/** How often the inputs are gone through within one measurement, so that it takes a millisecond or more. */
const passCount = 16;

function oneModel({ roundCount }: Extent): Figure {
  const times = benchPatterns().map((benchPattern) => {
    const pattern = parsed(benchPattern.source);
    const native = new RegExp(benchPattern.source);
    const texts = patternInputs(benchPattern).map(({ text }) => text);
    for (const text of texts) {
      assert(matchesPattern(pattern, text) === native.test(text), `both engines say the same of ${text}`);
    }
    const expected = texts.filter((text) => native.test(text)).length * passCount;
    const perText = 1e6 / (texts.length * passCount);
    const { ours, other } = leastTimes(
      {
        ours: () => sameCount(countOurs(pattern, texts), expected),
        other: () => sameCount(countNative(native, texts), expected),
      },
      roundCount * 4,
    );
    return { ours: ours * perText, ratio: other / ours };
  });
  const ratios = times.map(({ ratio }) => ratio);
  return {
    id: "one-model",
    value: rounded(geometricMean(times.map(({ ours }) => ours))),
    unit: "ns/serial",
    ratios: { native: rounded(geometricMean(ratios)) },
    note: `geometric mean over ${times.length} patterns; native ${ratios.map(rounded).join(", ")}`,
  };
}

function countOurs(pattern: Pattern, texts: readonly string[]): number {
  let count = 0;
  for (let pass = 0; pass < passCount; pass += 1) {
    for (const text of texts) if (matchesPattern(pattern, text)) count += 1;
  }
  return count;
}

function countNative(native: RegExp, texts: readonly string[]): number {
  let count = 0;
  for (let pass = 0; pass < passCount; pass += 1) {
    for (const text of texts) if (native.test(text)) count += 1;
  }
  return count;
}

/** Every run's result is looked at, so that no engine can leave out work whose result nobody needs. */
function sameCount(count: number, expected: number): void {
  assert(count === expected, `${expected} matches, not ${count}`);
}

function thousandModels({ roundCount, modelCount }: Extent): Figure {
  const { models } = benchModels(modelCount);
  const set = createPatternSet(models.map(({ source }) => parsed(source).language));
  const natives = models.map(({ source }) => new RegExp(source));
  const re2js = new RE2Set(RE2Set.ANCHOR_BOTH);
  for (const { source } of models) re2js.add(source);
  re2js.compile();
  const texts = inputMix(drawOfModels(models), "thousand-models").map(({ text }: BenchInput) => text);
  let expected = 0;
  for (const text of texts) {
    const matching = nativeMatches(natives, text);
    expected += matching.length;
    assert(set.matches(text).join() === matching.join(), `the set says the same of ${text} as the native loop`);
    assert(
      re2js
        .match(text)
        .toSorted((a, b) => a - b)
        .join() === matching.join(),
      `re2js says the same of ${text}`,
    );
  }
  const countAll = (matches: (text: string) => readonly number[], passes: number) => () => {
    let count = 0;
    for (let pass = 0; pass < passes; pass += 1) for (const text of texts) count += matches(text).length;
    sameCount(count, expected * passes);
  };
  const times = leastTimes(
    {
      set: countAll((text) => set.matches(text), passCount),
      loop: countAll((text) => nativeMatches(natives, text), 1),
      re2js: countAll((text) => re2js.match(text), 1),
    },
    roundCount / 3,
  );
  const setMs = times.set / passCount;
  return {
    id: "thousand-models",
    value: rounded((setMs * 1e6) / texts.length),
    unit: "ns/serial",
    ratios: { "native-loop": rounded(times.loop / setMs), "re2js-set": rounded(times.re2js / setMs) },
    note: `which of ${modelCount} models, all that match; ${set.stateCount} states`,
  };
}

function nativeMatches(natives: readonly RegExp[], text: string): readonly number[] {
  const matching: number[] = [];
  for (let index = 0; index < natives.length; index += 1) {
    if (natives[index]?.test(text) === true) matching.push(index);
  }
  return matching;
}

function buildThousand({ roundCount, modelCount }: Extent): Figure {
  const sources = benchModels(modelCount).models.map(({ source }) => source);
  const build = () => createPatternSet(sources.map((source) => parsed(source).language));
  const { byteCount, stateCount, isCombined } = build();
  assert(isCombined, "the models fit into one automaton");
  const ms = leastTime(() => assert(build().stateCount === stateCount, "every build is the same"), roundCount / 3);
  return {
    id: "build-thousand",
    value: rounded(ms),
    unit: "ms",
    note: `${modelCount} models from their patterns as text; ${byteCount} bytes, ${stateCount} states`,
  };
}

/** New patterns of every kind: apart from all models, equal to one, and one that overlaps most. */
function oneAgainstThousand({ roundCount, modelCount }: Extent): Figure {
  const { models } = benchModels(modelCount);
  const set = createPatternSet(models.map(({ source }) => parsed(source).language));
  const apart = Array.from({ length: 12 }, (_, index) => newModel(String(index)).source);
  const equal = models.slice(0, 200).filter((_, index) => index % 25 === 7);
  const sources = [...apart, ...equal.map(({ source }) => source), "^[0-9A-Z]{8,20}$"];
  const times = sources.map((source) => {
    const overlapCount = set.overlapsOf(parsed(source).language).length;
    const run = () =>
      assert(set.overlapsOf(parsed(source).language).length === overlapCount, "every answer is the same");
    return { ms: leastTime(run, roundCount), overlapCount };
  });
  const worst = times.reduce((one, other) => (other.ms > one.ms ? other : one));
  return {
    id: "one-against-thousand",
    value: rounded(worst.ms),
    unit: "ms",
    note: `from its text, against ${modelCount} models; worst of ${times.length}, it overlaps ${worst.overlapCount}; median ${rounded(median(times.map(({ ms }) => ms)))}`,
  };
}

function allPairs({ roundCount, modelCount }: Extent): Figure {
  const { models, planted } = benchModels(modelCount);
  const languages: readonly Language[] = models.map(({ source }) => parsed(source).language);
  const expected = planted.map((pair) => pair.join("-")).sort();
  const prove = () => {
    const overlaps = overlapsAmong(languages);
    const found = overlaps.filter(({ witness }) => witness.kind === "text").map(({ a, b }) => `${a}-${b}`);
    assert(overlaps.length === expected.length, "every pair is decided");
    assert(found.sort().join() === expected.join(), "exactly the planted pairs overlap");
  };
  const pairCount = (modelCount * (modelCount - 1)) / 2;
  return {
    id: "all-pairs",
    value: rounded(leastTime(prove, roundCount / 2)),
    unit: "ms",
    note: `${pairCount} pairs; ${expected.length} overlap, each with its shortest witness`,
  };
}

function lint({ roundCount }: Extent): Figure {
  const file = new URL("../../fixtures/pattern-bench/lint-patterns.json", import.meta.url);
  const sources = z.array(z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  const times = sources.map((source) => {
    const ms = leastTime(() => {
      const result = parsePatternAnew(source);
      const meaning = result.ok ? result.pattern : result.meaning;
      if (meaning !== undefined) backtrackingFindings(meaning);
    }, roundCount / 3);
    return { source, ms };
  });
  const worst = times.reduce((one, other) => (other.ms > one.ms ? other : one));
  return {
    id: "lint",
    value: rounded(worst.ms),
    unit: "ms",
    note: `worst of ${times.length}: ${worst.source}; median ${rounded(median(times.map(({ ms }) => ms)))}`,
  };
}

function parsed(source: string): Pattern {
  const result = parsePatternAnew(source);
  assert(result.ok, `${source} is portable`);
  return result.pattern;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
