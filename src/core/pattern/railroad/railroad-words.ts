import {
  type CharacterSet,
  type CodeRange,
  charactersOf,
  complementOf,
  hasCode,
  otherCode,
} from "../language/character-set.ts";

/** The first and the last character that print: everything of ASCII but control characters. */
const [firstPrinted, lastPrinted] = [0x20, 0x7e];

/** True for one character that is read as what it is when it stands in a text: printed, and no blank. */
export function isPlainCharacter(text: string): boolean {
  const code = text.charCodeAt(0);
  return text.length === 1 && code > firstPrinted && code <= lastPrinted;
}

/** One character for people: itself, `space`, or its code point where nothing could be seen. */
export function characterWords(character: string): string {
  if (isPlainCharacter(character)) return character === "," ? '","' : character;
  if (character === " ") return "space";
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The one character of a set that has no other; undefined for every other set. */
export function onlyCharacter([range, ...more]: CharacterSet): string | undefined {
  if (range === undefined || more.length > 0 || range[0] !== range[1] || range[0] === otherCode) return undefined;
  return String.fromCharCode(range[0]);
}

/** A class for people: `0–9, A–F`, `A, B, D`, `anything but I, O`; two neighbours are named one by one. */
export function classWords(set: CharacterSet): string {
  const special = specialClasses.get(String(set));
  if (special !== undefined) return special;
  if (!hasCode(set, otherCode)) return set.flatMap(rangeOf).join(", ");
  const [left, inside] = [complementOf(set), set.flatMap(rangeOf)];
  if (charactersOf(left).length < charactersOf(set).length) return `anything but ${left.flatMap(rangeOf).join(", ")}`;
  return [...inside, "any character outside ASCII"].join(", ");
}

const specialClasses: ReadonlyMap<string, string> = new Map(
  (
    [
      [[[0x20, 0x7e]], "any printed character"],
      [[[0, otherCode - 1]], "any ASCII character"],
      [[[0, otherCode]], "any character"],
      [[[otherCode, otherCode]], "any character outside ASCII"],
    ] as const
  ).map(([set, words]) => [String(set), words]),
);

function rangeOf([from, to]: CodeRange): readonly string[] {
  const characters = charactersOf([[from, to]]);
  if (characters.length <= 2) return [...characters].map(characterWords);
  return [`${characterWords(characters.charAt(0))}–${characterWords(characters.charAt(characters.length - 1))}`];
}

/** How often, as it stands before "times": `6`, `2 to 4`, `1 or more`. */
export function countWords(min: number, max: number): string {
  if (min === max) return String(min);
  return max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`;
}

/** A count as it stands behind a class: `× 6`. */
export function countText(count: string): string {
  return `× ${count}`;
}
