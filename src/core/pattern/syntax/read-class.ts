import { type CharacterSet, characterSetOf, commonSet, complementOf } from "../language/character-set.ts";
import { setSource } from "../language/set-source.ts";
import { type ClassReading, setSoFar } from "./class-reading.ts";
import type { PatternRuleId } from "./pattern-rule.ts";
import { type FaultDetail, keepsMeaning, type PatternSource, peek, refuse } from "./pattern-source.ts";
import type { SetToken } from "./pattern-token.ts";
import { posixClass } from "./posix-class.ts";
import { readClassEscape } from "./read-class-escape.ts";
import { readClassRange } from "./read-class-range.ts";
import { readForeign } from "./read-foreign.ts";
import type { SourceRange } from "./source-range.ts";

// The signs that JavaScript's v flag keeps for itself inside a class.
const signsRefusedInClass = "(){}|/-";

/**
 * Reads a class from its `[` to its `]`. Accepted: letters, digits, ranges inside one of 0-9, A-Z, a-z, and signs, each
 * sign once, without those that some engine gives a meaning there, and no ":" in the first place.
 */
export function readClass(source: PatternSource): SetToken {
  const reading = openClass(source);
  while (source.index < source.end) {
    if (source.text[source.index] === "]") {
      source.index += 1;
      return closeClass(source, reading);
    }
    readMember(source, reading);
  }
  reading.isClear = false;
  refuse(source, "D020", [reading.open, reading.open + 1]);
  return closeClass(source, reading);
}

function openClass(source: PatternSource): ClassReading {
  const open = source.index;
  source.index += 1;
  const isNegated = peek(source, /\^/y) !== undefined;
  if (isNegated) source.index += 1;
  const folds = source.flags.ignoreCase;
  const reading: ClassReading = { open, isNegated, folds, ranges: [], signs: new Set(), whole: [], isClear: true };
  if (peek(source, /\]/y) === undefined) return reading;
  reading.isClear = false;
  refuse(source, "D021", [open, source.index + 1]);
  // Where another "]" follows before the next "[", this one was meant as a member.
  if (peek(source, /\][^[\]]*\]/y) !== undefined) source.index += 1;
  return reading;
}

function closeClass(source: PatternSource, reading: ClassReading): SetToken {
  const at = [reading.open, source.index] as const;
  const named = setSoFar(reading);
  const set = reading.isNegated ? complementOf(named) : named;
  if (reading.isNegated) refuseNegated(source, reading, set);
  refuseWhole(source, reading, at, setSource(set));
  return { kind: "set", set, at, isFolded: reading.folds && foldingMatters(reading, named) };
}

/** Of a class with others in it, the parts are folded by themselves; so it is written anew wherever case is ignored. */
function foldingMatters({ ranges, whole }: ClassReading, named: CharacterSet): boolean {
  return whole.some(({ id }) => id === "D013") || String(characterSetOf(ranges)) !== String(named);
}

function refuseNegated(source: PatternSource, reading: ClassReading, set: CharacterSet): void {
  const at = [reading.open, reading.open + 2] as const;
  const capitals = setSource(commonSet(set, serialCharacters));
  const detail: FaultDetail =
    capitals === undefined || !reading.isClear
      ? {}
      : { remedy: `Write what is allowed; of digits and capitals that is ${capitals}.` };
  refuse(source, "D022", at, detail);
}

const serialCharacters: CharacterSet = [
  [48, 57],
  [65, 90],
];

/** One finding a rule where writing the class anew mends it, one for each place where nothing does. */
function refuseWhole(source: PatternSource, reading: ClassReading, at: SourceRange, fix: string | undefined): void {
  const mends = reading.isClear && !reading.isNegated && fix !== undefined;
  const told = new Set<PatternRuleId>();
  const meaning = reading.isClear ? "kept" : "lost";
  for (const { id, spot } of reading.whole) {
    if (!mends) refuse(source, id, spot, { meaning });
    else if (!told.has(id)) refuse(source, id, at, { spot, fix, meaning });
    told.add(id);
  }
}

function readMember(source: PatternSource, reading: ClassReading): void {
  const character = source.text[source.index] ?? "";
  const operation = peek(source, /&&|--?(?=\[)/y);
  // Of a class that has had something taken away, engines differ in what more may belong to it.
  if (reading.isTaken && operation?.startsWith("-") !== true) reading.isClear = false;
  const { before } = reading;
  reading.before = character === "[" || character === "\\" ? "set" : "other";
  if (character === "[") readNestedClass(source, reading);
  else if (operation !== undefined) readOperation(source, reading, operation);
  else if (readClassRange(source, reading)) {
    // Some engines read [\W-A-z] as \W, "-", A, "-" and z.
    if (before === "hyphen behind a set") reading.isClear = false;
  } else if (character === "\\") readClassEscape(source, reading);
  else {
    readCharacter(source, reading);
    if (character === "-" && before === "set") reading.before = "hyphen behind a set";
  }
}

function readCharacter(source: PatternSource, reading: ClassReading): void {
  const foreign = readForeign(source);
  if (foreign === undefined) readSingle(source, reading);
  else reading.ranges.push(...foreign);
}

function readSingle(source: PatternSource, reading: ClassReading): void {
  const character = source.text[source.index] ?? "";
  const spot = [source.index, source.index + 1] as const;
  const code = character.charCodeAt(0);
  const isFirst = reading.ranges.length === 0 && reading.left === undefined;
  source.index += 1;
  // "-" between members is a range or a sign, by engine and by what stands around it.
  const isBetween = character === "-" && !isFirst && source.text[source.index] !== "]";
  reading.ranges.push([code, code]);
  if (isBetween) reading.whole.push({ id: "D023", spot });
  else if (reading.signs.has(character)) refuseRepeated(reading, character, spot);
  else if (signsRefusedInClass.includes(character)) reading.whole.push({ id: "D028", spot });
  else if (character === ":" && isFirst && !reading.isNegated) reading.whole.push({ id: "D031", spot });
  if (!/[0-9A-Za-z]/.test(character)) reading.signs.add(character);
}

/** Twice the same sign is a set operation (&&, --, ~~), reserved for one (!!, ##, …) or a POSIX form ([:x:]). */
function refuseRepeated(reading: ClassReading, character: string, spot: SourceRange): void {
  if (":.=&-".includes(character)) reading.isClear = false;
  reading.whole.push({ id: "D013", spot });
}

/** `&&` (Java, Ruby, JavaScript's v flag), or `-[` and `--[` (.NET, the v flag), which take a nested class away. */
function readOperation(source: PatternSource, reading: ClassReading, operation: string): void {
  const from = source.index;
  source.index += operation.length;
  reading.whole.push({ id: "D013", spot: [from, source.index] });
  // Engines differ in what binds tighter, and in what an operation without an operand is.
  const hasOperand = reading.ranges.length > 0 && peek(source, /[\]&^]/y) === undefined;
  if (reading.isNegated || !hasOperand) reading.isClear = false;
  if (operation === "&&") {
    reading.left = setSoFar(reading);
    reading.ranges = [];
    return;
  }
  reading.isTaken = true;
  if (reading.left !== undefined) reading.isClear = false;
  const nested = readNestedSet(source);
  if (nested === undefined) reading.isClear = false;
  else reading.ranges = [...commonSet(setSoFar(reading), complementOf(nested))];
}

function readNestedClass(source: PatternSource, reading: ClassReading): void {
  const from = source.index;
  const posix = peek(source, /\[[:.=][^\]]*[:.=]\]/y);
  if (posix === undefined) {
    const nested = readNestedSet(source);
    if (nested === undefined) reading.isClear = false;
    else reading.ranges.push(...nested);
    reading.whole.push({ id: "D013", spot: [from, source.index] });
    return;
  }
  source.index += posix.length;
  const named = posixClass(posix);
  if (named === undefined) reading.isClear = false;
  reading.ranges.push(...(named?.set ?? []));
  refuse(source, "D012", [from, source.index], { fix: named?.members, meaning: named === undefined ? "lost" : "kept" });
}

/** A class without classes inside it, read as a part of another; undefined when it is none or has no agreed meaning. */
function readNestedSet(source: PatternSource): CharacterSet | undefined {
  const nested = peek(source, /\[\^?[^[\]\\]+\]/y);
  if (nested === undefined) {
    source.index += peek(source, /\[[^[\]]*\]/y)?.length ?? 1;
    return undefined;
  }
  const inner: PatternSource = { ...source, end: source.index + nested.length, faults: [] };
  const { set } = readClass(inner);
  source.index = inner.index;
  return keepsMeaning(inner.faults) ? set : undefined;
}
