import { type CharacterSet, type CodeRange, characterSetOf } from "./character-set.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";
import type { PatternToken } from "./pattern-token.ts";
import { readClassEscape } from "./read-escape.ts";

const rangeKinds = [/^[0-9]-[0-9]$/, /^[A-Z]-[A-Z]$/, /^[a-z]-[a-z]$/];

// The signs that JavaScript's v flag keeps for itself inside a class.
const signsRefusedInClass = "(){}|/-";

/**
 * Reads a class from its `[` to its `]`. Accepted: letters, digits, ranges inside one of 0-9, A-Z, a-z, and signs, each
 * sign once, without those that some engine gives a meaning there.
 */
export function readClass(source: PatternSource): PatternToken {
  const open = source.index;
  source.index += 1;
  readClassStart(source, open);
  const ranges: CodeRange[] = [];
  const signs = new Set<string>();
  while (source.index < source.end) {
    if (source.text[source.index] === "]") {
      source.index += 1;
      return classToken(ranges, [open, source.index]);
    }
    readClassMember(source, { ranges, signs });
  }
  refuse(source, "D020", [open, open + 1]);
  return classToken(ranges, [open, source.index]);
}

function classToken(ranges: readonly CodeRange[], at: readonly [number, number]): PatternToken {
  // A class without members was refused; the digit stands in so that reading goes on.
  const set: CharacterSet = characterSetOf(ranges.length === 0 ? [[48, 48]] : ranges);
  return { kind: "set", set, at };
}

function readClassStart(source: PatternSource, open: number): void {
  if (source.text[source.index] === "^" && source.index < source.end) {
    source.index += 1;
    refuse(source, "D022", [open, source.index]);
  }
  if (peek(source, /\]/y) === undefined) return;
  refuse(source, "D021", [open, source.index + 1]);
  // Where another "]" follows before the next "[", this one was meant as a member.
  if (peek(source, /\][^[\]]*\]/y) !== undefined) source.index += 1;
}

interface ClassMembers {
  readonly ranges: CodeRange[];
  readonly signs: Set<string>;
}

function readClassMember(source: PatternSource, members: ClassMembers): void {
  const character = source.text[source.index] ?? "";
  const range = peek(source, /[ -Z^-~]-[ -Z^-~]/y);
  if (character === "\\") readClassEscape(source);
  else if (character === "[") readNestedClass(source);
  else if (range !== undefined) readRange(source, range, members);
  else if (!readForeign(source)) readSingle(source, character, members);
}

function readRange(source: PatternSource, range: string, members: ClassMembers): void {
  const from = source.index;
  source.index += range.length;
  const low = range.charCodeAt(0);
  const high = range.charCodeAt(2);
  const isRange = low <= high && rangeKinds.some((kind) => kind.test(range));
  if (isRange) members.ranges.push([low, high]);
  else refuse(source, "D023", [from, source.index]);
}

function readSingle(source: PatternSource, character: string, members: ClassMembers): void {
  const at = [source.index, source.index + 1] as const;
  const code = character.charCodeAt(0);
  const isSign = !/[0-9A-Za-z]/.test(character);
  source.index += 1;
  members.ranges.push([code, code]);
  if (signsRefusedInClass.includes(character)) refuse(source, "D028", at);
  // Twice the same sign is a set operation (&&, --, ~~), reserved for one (!!, ##, …) or a POSIX form ([:x:]).
  else if (members.signs.has(character)) refuse(source, "D013", at);
  if (isSign) members.signs.add(character);
}

function readNestedClass(source: PatternSource): void {
  const from = source.index;
  const posix = peek(source, /\[[:.=][^\]]*[:.=]\]/y);
  source.index += posix?.length ?? peek(source, /\[[^[\]]*\]/y)?.length ?? 1;
  refuse(source, posix === undefined ? "D013" : "D012", [from, source.index]);
}

/** Reads and refuses a run of characters that are not ASCII, or one control character; false when there is none. */
export function readForeign(source: PatternSource): boolean {
  const from = source.index;
  const foreign = peek(source, /\P{ASCII}+/uy);
  const control = peek(source, /\p{Cc}+/uy);
  const found = foreign ?? control;
  if (found === undefined) return false;
  source.index += found.length;
  refuse(source, foreign === undefined ? "D025" : "D024", [from, source.index]);
  return true;
}
