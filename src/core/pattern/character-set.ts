import { quoted } from "./quoted.ts";

/** Codes from..to of ASCII, both ends included. */
export type CodeRange = readonly [from: number, to: number];

/** A set of ASCII characters as sorted ranges that neither overlap nor touch, so that equal sets are equal lists. */
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

/** True when the set has the character of this code. */
export function hasCode(set: CharacterSet, code: number): boolean {
  return set.some(([from, to]) => from <= code && code <= to);
}

/** Every character of the set, in the order of their codes. */
export function charactersOf(set: CharacterSet): string {
  let characters = "";
  for (const [from, to] of set) {
    for (let code = from; code <= to; code += 1) characters += String.fromCharCode(code);
  }
  return characters;
}

/** The set for people, one entry a range: `0-9`, `A-F`, `"X"`. */
export function rangeWords(set: CharacterSet): readonly string[] {
  return set.map(([from, to]) => {
    if (from === to) return quoted(String.fromCharCode(from));
    return `${String.fromCharCode(from)}-${String.fromCharCode(to)}`;
  });
}
