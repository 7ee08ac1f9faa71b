import { type CharacterSet, charactersOf, commonSet } from "../language/character-set.ts";
import { classMembers } from "../language/set-source.ts";
import type { ClassReading } from "./class-reading.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";

const rangeKinds = [/^[0-9]-[0-9]$/, /^[A-Z]-[A-Z]$/, /^[a-z]-[a-z]$/];
const lettersAndDigits: CharacterSet = [
  [48, 57],
  [65, 90],
  [97, 122],
];

/** Reads a range inside a class, if one stands here. Ranges that leave one of 0-9, A-Z, a-z are refused. */
export function readClassRange(source: PatternSource, reading: ClassReading): boolean {
  const range = peek(source, /[ -Z^-~]-[ -Z^-~]/y);
  if (range === undefined) return false;
  const at = [source.index, source.index + range.length] as const;
  const [low, high] = [range.charCodeAt(0), range.charCodeAt(2)];
  source.index += range.length;
  reading.ranges.push([Math.min(low, high), Math.max(low, high)]);
  if (low <= high && rangeKinds.some((kind) => kind.test(range))) return true;
  // A range down is an error in most engines; with "-" at an end it may be a set operation.
  const isClear = low <= high && range[0] !== "-" && range[2] !== "-";
  if (!isClear) reading.isClear = false;
  refuse(source, "D023", at, { fix: isClear ? rangeFix(range) : undefined, meaning: isClear ? "kept" : "lost" });
  return true;
}

/** `A-Za-z` for `A-z`: what was meant; the signs between the kinds go. None where an end is a sign. */
function rangeFix(range: string): string | undefined {
  if (!/^[0-9A-Za-z]-[0-9A-Za-z]$/.test(range)) return undefined;
  return classMembers(charactersOf(commonSet([[range.charCodeAt(0), range.charCodeAt(2)]], lettersAndDigits)));
}
