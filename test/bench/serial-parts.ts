import { defined, type Random } from "../../src/core/index.ts";

/** One part of a serial, written by hand twice: as text of a pattern, and as what a factory prints there. */
export interface SerialPart {
  readonly pattern: string;
  draw(random: Random): string;
}

/** The serial that the parts compose, one after the other. */
export function drawSerial(parts: readonly SerialPart[], random: Random): string {
  return flat(parts.map((part) => part.draw(random)));
}

/** The pattern that the parts compose. */
export function patternOf(parts: readonly SerialPart[]): string {
  return `^${flat(parts.map(({ pattern }) => pattern))}$`;
}

/** A fixed text of letters, digits and hyphens. */
export function fixed(text: string): SerialPart {
  return { pattern: text, draw: () => text };
}

/** One of some texts. */
export function oneOf(...texts: readonly string[]): SerialPart {
  return { pattern: `(${texts.join("|")})`, draw: (random) => pick(texts, random) };
}

/** Some characters of one set, given as a class such as `[0-9]` and as the characters themselves. */
export function some(set: CharacterChoice, from: number, to = from): SerialPart {
  const repeat = from === to ? `{${from}}` : `{${from},${to}}`;
  return {
    pattern: `${set.pattern}${from === 1 && to === 1 ? "" : repeat}`,
    draw: (random) => flat(Array.from({ length: random.integer(from, to) }, () => pick([...set.characters], random))),
  };
}

/** A set of characters, written by hand twice. */
export interface CharacterChoice {
  readonly pattern: string;
  readonly characters: string;
}

const digitCharacters = "0123456789";
const letterCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The sets that serials are made of. */
export const sets = {
  digit: { pattern: "[0-9]", characters: digitCharacters },
  letter: { pattern: "[A-Z]", characters: letterCharacters },
  plainLetter: { pattern: "[A-HJ-NP-Z]", characters: letterCharacters.replace(/[IO]/g, "") },
  alphanumeric: { pattern: "[0-9A-Z]", characters: digitCharacters + letterCharacters },
  hex: { pattern: "[0-9A-F]", characters: `${digitCharacters}ABCDEF` },
  line: { pattern: "[A-C]", characters: "ABC" },
} as const satisfies Readonly<Record<string, CharacterChoice>>;

/** A number of two digits between two bounds, with its pattern. */
export function twoDigits(pattern: string, from: number, to: number): SerialPart {
  return { pattern, draw: (random) => String(random.integer(from, to)).padStart(2, "0") };
}

/** Years 24 to 33. */
export const year = twoDigits("(2[4-9]|3[0-3])", 24, 33);
/** Weeks 01 to 53. */
export const week = twoDigits("(0[1-9]|[1-4][0-9]|5[0-3])", 1, 53);
/** Months 01 to 12. */
export const month = twoDigits("(0[1-9]|1[0-2])", 1, 12);

/** One of the values, each as likely. */
export function pick<Value>(values: readonly Value[], random: Random): Value {
  return defined(values[random.integer(0, values.length - 1)], "something to pick from");
}

/**
 * The pieces as one text that an engine keeps in one piece of memory, as a text from a reader is: engines join texts
 * lazily, and the first to look would pay for the joining.
 */
export function flat(pieces: readonly string[]): string {
  return JSON.parse(JSON.stringify(pieces.join("")));
}
