import { quoted } from "../quoted.ts";

/** Stands for every character (UTF-16 unit) outside ASCII, as the last code of a set. */
export const otherCode = 128;

/** Codes from..to, both ends included: ASCII, and `otherCode`. */
export type CodeRange = readonly [from: number, to: number];

/** A set of characters as sorted ranges that neither overlap nor touch, so that equal sets are equal lists. */
export type CharacterSet = readonly CodeRange[];

/** The set of all characters that are in any of the ranges. */
export function characterSetOf(ranges: readonly CodeRange[]): CharacterSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** The set of exactly these ASCII characters. */
export function setOfCharacters(characters: string): CharacterSet {
  return characterSetOf([...characters].map((character) => [character.charCodeAt(0), character.charCodeAt(0)]));
}

/** Every character that the set has not, those outside ASCII included. */
export function complementOf(set: CharacterSet): CharacterSet {
  const ranges: CodeRange[] = [];
  let from = 0;
  for (const [low, high] of set) {
    if (from < low) ranges.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= otherCode) ranges.push([from, otherCode]);
  return ranges;
}

/** Every character that both sets have. */
export function commonSet(a: CharacterSet, b: CharacterSet): CharacterSet {
  return complementOf(characterSetOf([...complementOf(a), ...complementOf(b)]));
}

/** True when the set has the character of this UTF-16 code. */
export function hasCode(set: CharacterSet, code: number): boolean {
  const known = Math.min(code, otherCode);
  return set.some(([from, to]) => from <= known && known <= to);
}

/** Every ASCII character of the set, in the order of their codes. */
export function charactersOf(set: CharacterSet): string {
  let characters = "";
  for (const [from, to] of set) {
    for (let code = from; code <= Math.min(to, otherCode - 1); code += 1) characters += String.fromCharCode(code);
  }
  return characters;
}

/** The set for people, one entry a range: `0-9`, `A-F`, `"X"`. */
export function rangeWords(set: CharacterSet): readonly string[] {
  const words = set.map(([from, to]) => rangeWord(from, Math.min(to, otherCode - 1)));
  return hasCode(set, otherCode) ? [...words.filter((word) => word !== ""), "any character outside ASCII"] : words;
}

function rangeWord(from: number, to: number): string {
  if (from > to) return "";
  if (from === to) return quoted(String.fromCharCode(from));
  const [low, high] = [String.fromCharCode(from), String.fromCharCode(to)];
  const isPlain = /[0-9A-Za-z]/.test(low) && /[0-9A-Za-z]/.test(high);
  return isPlain ? `${low}-${high}` : `${quoted(low)} to ${quoted(high)}`;
}
