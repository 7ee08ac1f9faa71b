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

/** Inside a class nothing refers back to a group: digits are an octal code, where engines agree how many belong to it. */
const classEscapes: readonly Escape[] = [
  { sticky: /\\(?:[0-3][0-7]{2}|[1-7][0-7](?![0-9]))/y, id: "D017", set: codedCharacter },
  { sticky: /\\[1-9][0-9]*/y, id: "D017" },
];

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
  { sticky: /\\[nrtf]/y, id: "D017", set: (text) => controlCharacters[text] },
  { sticky: /\\[A-Za-z]/y, id: "D018" },
  { sticky: /\\[ -~]/y, id: "D019", set: (text) => setOfCharacters(text.slice(1)) },
  { sticky: /\\[\s\S]/y, id: "D019" },
];

const controlCharacters: Readonly<Record<string, CharacterSet>> = {
  "\\t": setOfCharacters("\t"),
  "\\n": setOfCharacters("\n"),
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
  // Of a zero and three digits more, some engines take only two.
  const [, octal] = /^\\(?:([0-7]{1,3})|o\{([0-7]{1,6})\})$/.exec(text)?.filter((part) => part !== undefined) ?? [];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const [, letter] = /^\\c([A-Za-z])$/.exec(text) ?? [];
  return letter === undefined ? undefined : letter.charCodeAt(0) & 0b1_1111;
}

/** Reads a backslash with what belongs to it; a backslash at the very end is D020. */
export function readCharacterEscape(
  source: PatternSource,
  { isInClass }: { readonly isInClass: boolean },
): CharacterEscape {
  for (const { sticky, id, set } of isInClass ? [...classEscapes, ...escapes] : escapes) {
    const text = peek(source, sticky);
    if (text === undefined) continue;
    source.index += text.length;
    const named = set?.(text);
    return named === undefined ? { id, text } : { id, text, set: named };
  }
  source.index += 1;
  return { id: "D020", text: "\\" };
}
