import { type CharacterSet, charactersOf, commonSet } from "../language/character-set.ts";
import { classMembers } from "../language/set-source.ts";
import { readCharacterEscape } from "./character-escape.ts";
import type { ClassReading } from "./class-reading.ts";
import type { PatternRuleId } from "./pattern-rule.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";
import type { SourceRange } from "./source-range.ts";

const rangeKinds = [/^[0-9][0-9]$/, /^[A-Z][A-Z]$/, /^[a-z][a-z]$/];
const lettersAndDigits: CharacterSet = [
  [48, 57],
  [65, 90],
  [97, 122],
];

/** Reads a range inside a class, if one stands here. Ranges that leave one of 0-9, A-Z, a-z are refused. */
export function readClassRange(source: PatternSource, reading: ClassReading): boolean {
  const from = source.index;
  const [low, high] = readEnds(source);
  if (low === undefined || high === undefined) {
    source.index = from;
    return false;
  }
  const at = [from, source.index] as const;
  reading.ranges.push([Math.min(low.code, high.code), Math.max(low.code, high.code)]);
  // A range down is an error in most engines; with "-" at an end it may be a set operation.
  const isClear = low.code <= high.code && !low.isHyphen && !high.isHyphen;
  if (!isClear) reading.isClear = false;
  const isWithinKind = isClear && rangeKinds.some((kind) => kind.test(String.fromCharCode(low.code, high.code)));
  const coded = [low, high].filter(({ id }) => id !== undefined);
  for (const { id, at: spot } of coded) if (id !== undefined) refuseEnd(source, reading, { id, spot });
  if (isWithinKind) return true;
  if (coded.length > 0 && isClear) reading.whole.push({ id: "D023", spot: at });
  else
    refuse(source, "D023", at, { fix: isClear ? rangeFix(at, source) : undefined, meaning: isClear ? "kept" : "lost" });
  return true;
}

/** One end of a range; `id` is the rule that refuses how it is written. */
interface RangeEnd {
  readonly code: number;
  readonly at: SourceRange;
  readonly isHyphen: boolean;
  readonly id?: PatternRuleId;
}

function readEnds(source: PatternSource): readonly (RangeEnd | undefined)[] {
  const low = readEnd(source);
  if (low === undefined || peek(source, /-(?![[\]])/y) === undefined) return [];
  source.index += 1;
  return [low, readEnd(source)];
}

/** Reads a sign, a control character, or a backslash that stands for one character; nothing else can end a range. */
function readEnd(source: PatternSource): RangeEnd | undefined {
  const from = source.index;
  const plain = peek(source, /[\0-Z^-\x7f]/y);
  if (plain !== undefined) {
    source.index += 1;
    const end = { code: plain.charCodeAt(0), at: [from, source.index], isHyphen: plain === "-" } as const;
    return /\p{Cc}/u.test(plain) ? { ...end, id: "D025" } : end;
  }
  if (peek(source, /\\(?![AzZbBG])/y) === undefined) return undefined;
  const { id, set } = readCharacterEscape(source, { isInClass: true });
  const [range, ...more] = set ?? [];
  if (range === undefined || range[0] !== range[1] || more.length > 0) return undefined;
  return { code: range[0], at: [from, source.index], isHyphen: false, id };
}

/** An end behind a backslash is mended with the whole class; nothing mends a control character. */
function refuseEnd(
  source: PatternSource,
  reading: ClassReading,
  { id, spot }: { readonly id: PatternRuleId; readonly spot: SourceRange },
): void {
  if (id === "D025") refuse(source, id, spot);
  else reading.whole.push({ id, spot });
}

/** `A-Za-z` for `A-z`: what was meant; the signs between the kinds go. None where an end is a sign. */
function rangeFix([from, to]: SourceRange, { text }: PatternSource): string | undefined {
  const range = text.slice(from, to);
  if (!/^[0-9A-Za-z]-[0-9A-Za-z]$/.test(range)) return undefined;
  return classMembers(charactersOf(commonSet([[range.charCodeAt(0), range.charCodeAt(2)]], lettersAndDigits)));
}
