import { readFileSync } from "node:fs";
import { z } from "zod";
import { createRandom, defined, type Random } from "../../src/core/index.ts";
import {
  drawSerial,
  fixed,
  flat,
  month,
  oneOf,
  pick,
  type SerialPart,
  sets,
  some,
  twoDigits,
  week,
  year,
} from "./serial-parts.ts";

/** What a scanner may hand over, and where it came from. */
export interface BenchInput {
  readonly text: string;
  readonly kind: "other-code" | "mutant" | "valid";
}

/** A pattern of the fixture with the serials that its factory prints. */
export interface BenchPattern {
  readonly source: string;
  readonly parts: readonly SerialPart[];
}

/** How many inputs a bench looks at. */
export const inputCount = 4_096;

/** The six patterns of `fixtures/pattern-bench/patterns.json`, each with a generator written by hand. */
export function benchPatterns(): readonly BenchPattern[] {
  const file = new URL("../../fixtures/pattern-bench/patterns.json", import.meta.url);
  const sources = z.array(z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  return sources.map((source, index) => ({ source, parts: defined(serials[index], "a generator for each pattern") }));
}

const { alphanumeric, digit, hex, letter, line, plainLetter } = sets;

/** In the order of the file. */
const serials: readonly (readonly SerialPart[])[] = [
  [fixed("BL1"), some(digit, 4), some(line, 1), some(digit, 6), some(alphanumeric, 1)],
  [fixed("DRSB1"), year, week, some(line, 1), some(digit, 6)],
  [fixed("HX-"), some(digit, 3), fixed("-"), some(plainLetter, 2), fixed("-"), some(digit, 6)],
  [fixed("A4C138"), some(hex, 6)],
  [oneOf("PRO", "LITE", "MINI"), some(digit, 2), some(alphanumeric, 6, 10)],
  [fixed("KV"), some(digit, 2), month, oneOf("SH", "TW", "VN"), some(letter, 0, 1), some(digit, 7)],
];

/**
 * A quarter other codes of a box, a quarter serials with one character misread, missing or too many (some of which are
 * serials again), a half serials; shuffled. The same seed gives the same texts.
 */
export function inputMix(draw: (random: Random) => string, seed: string, count = inputCount): readonly BenchInput[] {
  const random = createRandom(`pattern-bench/${seed}`);
  const inputs = Array.from({ length: count }, (_, index): BenchInput => {
    if (index % 4 === 0) return { text: otherCode(random), kind: "other-code" };
    if (index % 4 === 1) return { text: mutant(draw(random), random), kind: "mutant" };
    return { text: draw(random), kind: "valid" };
  });
  for (let index = inputs.length - 1; index > 0; index -= 1) {
    const other = random.integer(0, index);
    const held = defined(inputs[index], "an input");
    inputs[index] = defined(inputs[other], "an input");
    inputs[other] = held;
  }
  return inputs;
}

/** The mix for one pattern of the fixture. */
export function patternInputs({ source, parts }: BenchPattern, count = inputCount): readonly BenchInput[] {
  return inputMix((random) => drawSerial(parts, random), source, count);
}

const mutantCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";

/** The text with one character misread, missing or too many. */
export function mutant(text: string, random: Random): string {
  const at = random.integer(0, text.length - 1);
  const sign = pick([...mutantCharacters], random);
  const kind = random.integer(0, 2);
  if (kind === 0) return flat([text.slice(0, at), sign, text.slice(at + 1)]);
  return kind === 1 ? flat([text.slice(0, at), text.slice(at + 1)]) : flat([text.slice(0, at), sign, text.slice(at)]);
}

const upcA = [oneOf("0", "6", "7", "8"), some(digit, 11)];

/** Everything else that a scanner sees on a retail box, by its usual form. */
const otherCodes: readonly (readonly SerialPart[])[] = [
  upcA,
  [oneOf("40", "50", "69", "87"), some(digit, 11)],
  [fixed("1"), some(digit, 13)],
  [fixed("X00"), some(alphanumeric, 7)],
  [fixed("B0"), some(alphanumeric, 8)],
  [fixed("LPN"), oneOf("RR", "NN", "PM"), some(alphanumeric, 9)],
  [fixed("AZ:"), some(alphanumeric, 26)],
  [oneOf("A4C138", "0C47C9", "F0272D"), some(hex, 6)],
  [oneOf("35", "86", "01"), some(digit, 13)],
  [fixed("(01)"), some(digit, 14), fixed("(21)"), some(alphanumeric, 12)],
  [fixed("ABV:1;SERNUM:"), some(alphanumeric, 14), fixed(";PID:"), some(alphanumeric, 8), fixed(";")],
  [fixed("https://brewline.example/setup?m="), some(digit, 4)],
  [fixed("P/N "), some(digit, 3), fixed("-"), some(digit, 5), fixed("-"), twoDigits("", 1, 12)],
];

/** Some other code of a box. */
export function otherCode(random: Random): string {
  return drawSerial(pick(otherCodes, random), random);
}
