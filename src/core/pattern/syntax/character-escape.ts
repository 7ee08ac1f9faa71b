import {
  type CharacterSet,
  characterSetOf,
  complementOf,
  otherCode,
  setOfCharacters,
} from "../language/character-set.ts";
import type { PatternRuleId } from "./pattern-rule.ts";
import { type PatternSource, peek } from "./pattern-source.ts";

/** A backslash with what belongs to it: the rule that refuses it, and the characters that it means, where it means any. */
export interface CharacterEscape {
  readonly id: PatternRuleId;
  readonly text: string;
  readonly set?: CharacterSet;
}

const digits: CharacterSet = [[48, 57]];
const wordCharacters = characterSetOf([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
const whiteSpace: CharacterSet = [
  [9, 13],
  [32, 32],
];

interface Escape {
  readonly sticky: RegExp;
  readonly id: PatternRuleId;
  readonly set?: (text: string) => CharacterSet | undefined;
}

/** What a backslash and the signs behind it mean, first fit first. Every one is refused. */
const escapes: readonly Escape[] = [
  { sticky: /\\d/y, id: "D001", set: () => digits },
  { sticky: /\\w/y, id: "D002", set: () => wordCharacters },
  { sticky: /\\W/y, id: "D002", set: () => complementOf(wordCharacters) },
  { sticky: /\\D/y, id: "D002", set: () => complementOf(digits) },
  { sticky: /\\S/y, id: "D002", set: () => complementOf(whiteSpace) },
  { sticky: /\\s/y, id: "D003", set: () => whiteSpace },
  { sticky: /\\[AzZbBG]/y, id: "A005" },
  { sticky: /\\[pP](?:\{[^}]*\}|[A-Z])?/y, id: "D016" },
  { sticky: /\\(?:[1-9][0-9]*|[kg](?:<[^>]*>|\{[^}]*\}|'[^']*')?)/y, id: "D009" },
  {
    sticky: /\\(?:x(?:[0-9A-Fa-f]{2}|\{[^}]*\})?|u(?:[0-9A-Fa-f]{4}|\{[^}]*\})?|c[A-Za-z]?|0[0-7]*|o\{[^}]*\})/y,
    id: "D017",
    set: codedCharacter,
  },
  { sticky: /\\[nrtfv]/y, id: "D018", set: (text) => controlCharacters[text] },
  { sticky: /\\[A-Za-z]/y, id: "D018" },
  { sticky: /\\[ -~]/y, id: "D019", set: (text) => setOfCharacters(text.slice(1)) },
  { sticky: /\\[\s\S]/y, id: "D019" },
];

const controlCharacters: Readonly<Record<string, CharacterSet>> = {
  "\\t": setOfCharacters("\t"),
  "\\n": setOfCharacters("\n"),
  "\\v": setOfCharacters("\v"),
  "\\f": setOfCharacters("\f"),
  "\\r": setOfCharacters("\r"),
};

/** The character of `\x41`, `\x{41}`, `\u0041`, `\cA`, `\0`, `\o{101}`; undefined beyond ASCII and for incomplete codes. */
function codedCharacter(text: string): CharacterSet | undefined {
  const code = codeOf(text);
  return code === undefined || code >= otherCode ? undefined : [[code, code]];
}

function codeOf(text: string): number | undefined {
  const [, hexadecimal] = /^\\[xu]\{?([0-9A-Fa-f]{1,6})\}?$/.exec(text) ?? [];
  if (hexadecimal !== undefined) return Number.parseInt(hexadecimal, 16);
  const [, octal] = /^\\(?:o\{)?([0-7]{1,6})\}?$/.exec(text) ?? [];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const [, letter] = /^\\c([A-Za-z])$/.exec(text) ?? [];
  return letter === undefined ? undefined : letter.charCodeAt(0) & 0b1_1111;
}

/** Reads a backslash with what belongs to it; a backslash at the very end is D020. */
export function readCharacterEscape(source: PatternSource): CharacterEscape {
  for (const { sticky, id, set } of escapes) {
    const text = peek(source, sticky);
    if (text === undefined) continue;
    source.index += text.length;
    const named = set?.(text);
    return named === undefined ? { id, text } : { id, text, set: named };
  }
  source.index += 1;
  return { id: "D020", text: "\\" };
}
