import { parsePattern, textCount } from "../../pattern/index.ts";
import { partPattern, schemePattern } from "./scheme-pattern.ts";
import { type NumberPart, printedNumber, type SchemePart, type SerialScheme } from "./serial-scheme.ts";

/** A range of numbers may be written as plain digits when it has at least so many values for each that this adds. */
const valuesPerAddedMin = 10;

/** A pattern that reads more easily than the exact one, and how many texts more it accepts. */
export interface ShortSchemePattern {
  readonly pattern: string;
  readonly added: bigint;
}

/**
 * The pattern of a scheme with its ranges of numbers as plain digits, where that adds hardly a value: `[0-9]{6}` for
 * 000001-999999, `[0-7][0-9]{5}` for 000001-750000. It accepts every serial of the scheme. Undefined where nothing is
 * shorter than `schemePattern`.
 */
export function shortSchemePattern(scheme: SerialScheme): ShortSchemePattern | undefined {
  const exact = schemePattern(scheme);
  const pattern = `^${scheme.parts.map(shortPartPattern).join("")}$`;
  if (pattern.length >= exact.length) return undefined;
  const [few, more] = [countOf(exact), countOf(pattern)];
  return few === undefined || more === undefined ? undefined : { pattern, added: more - few };
}

function shortPartPattern(part: SchemePart): string {
  const exact = partPattern(part);
  if (part.kind === "text" || part.kind === "oneOf" || part.kind === "check") return exact;
  const plain = plainDigits(part);
  return plain.added * valuesPerAddedMin <= part.to - part.from + 1 && plain.pattern.length < exact.length
    ? plain.pattern
    : exact;
}

/** The digits that both ends share, the digits between those that they do not, and any digits behind. */
function plainDigits(part: NumberPart): { readonly pattern: string; readonly added: number } {
  const [low, high] = [printedNumber(part, part.from), printedNumber(part, part.to)];
  let shared = 0;
  while (shared < low.length - 1 && low[shared] === high[shared]) shared += 1;
  const [first, last] = [low.charAt(shared), high.charAt(shared)];
  const rest = low.length - shared - 1;
  const isAny = first === "0" && last === "9";
  const lead = isAny || first === last ? "" : `[${first}-${last}]`;
  const digits = isAny ? rest + 1 : rest;
  const any = digits === 0 ? "" : digits === 1 ? "[0-9]" : `[0-9]{${digits}}`;
  const taken = (Number(last) - Number(first) + 1) * 10 ** rest;
  const head = low.slice(0, shared) + (first === last ? first : "");
  return { pattern: head + lead + any, added: taken - (part.to - part.from + 1) };
}

function countOf(pattern: string): bigint | undefined {
  const parsed = parsePattern(pattern);
  return parsed.ok ? textCount(parsed.pattern.language) : undefined;
}
