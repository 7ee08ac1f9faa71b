import { digitRangePattern } from "./digit-range-pattern.ts";
import { type CheckAlgorithm, printedNumber, type SchemePart, type SerialScheme } from "./serial-scheme.ts";

/**
 * The pattern of the portable subset for a scheme. It accepts exactly the scheme's texts where there is no check
 * character; at a check character it accepts every one that the system can add to a DSN, because a regular expression
 * for the right one would be far too long to hand over. `schemeLanguage` knows the right one.
 */
export function schemePattern(scheme: SerialScheme): string {
  return `^${scheme.parts.map(partPattern).join("")}$`;
}

/** The pattern of one part, without anchors. */
export function partPattern(part: SchemePart): string {
  switch (part.kind) {
    case "text":
      return literal(part.text);
    case "oneOf":
      return choice(part.values);
    case "check":
      return checkPatterns[part.algorithm];
    default:
      return digitRangePattern(printedNumber(part, part.from), printedNumber(part, part.to));
  }
}

const checkPatterns: Readonly<Record<CheckAlgorithm, string>> = {
  "luhn-10": "[0-9]",
  "luhn-36": "[0-9A-Z]",
  "iso7064-11-10": "[0-9]",
  "iso7064-11-2": "[0-9X]",
  "iso7064-37-36": "[0-9A-Z]",
  "iso7064-97-10": digitRangePattern("02", "98"),
  // A hyphen inside a class is not read alike by every engine, so it stands beside the class.
  "mod-43": "([0-9A-Z]|-|[+])",
};

/** "+" is the only sign of the DSN alphabet that is not bare in the subset. */
function literal(text: string): string {
  return text.replaceAll("+", "[+]");
}

function choice(values: readonly string[]): string {
  const classed = classOf(values.filter((value) => /^[0-9A-Za-z]$/.test(value)));
  const others = values.filter((value) => !/^[0-9A-Za-z]$/.test(value)).map(literal);
  const alternatives = classed === "" ? others : [classed, ...others];
  return alternatives.length === 1 ? alternatives.join("") : `(${alternatives.join("|")})`;
}

/** Letters and digits as a class, neighbours joined: A, B, C, E → `[A-CE]`. */
function classOf(characters: readonly string[]): string {
  const codes = characters.map((character) => character.charCodeAt(0)).sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const code of codes) {
    const last = runs.at(-1);
    if (last !== undefined && code === last[1] + 1) last[1] = code;
    else runs.push([code, code]);
  }
  if (codes.length < 2) return characters.join("");
  return `[${runs.map(writtenRun).join("")}]`;
}

function writtenRun([from, to]: readonly [number, number]): string {
  const [first, last] = [String.fromCharCode(from), String.fromCharCode(to)];
  if (to - from > 1) return `${first}-${last}`;
  return from === to ? first : `${first}${last}`;
}
