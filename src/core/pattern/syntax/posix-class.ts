import { type CharacterSet, charactersOf, complementOf, setOfCharacters } from "../language/character-set.ts";
import { classMembers } from "../language/set-source.ts";

const digits: CharacterSet = [[48, 57]];
const capitals: CharacterSet = [[65, 90]];
const smallLetters: CharacterSet = [[97, 122]];

/** The classes of POSIX in its own locale, which are the ASCII ones. */
const posixClasses: Readonly<Record<string, CharacterSet>> = {
  digit: digits,
  upper: capitals,
  lower: smallLetters,
  alpha: [...capitals, ...smallLetters],
  alnum: [...digits, ...capitals, ...smallLetters],
  xdigit: [...digits, [65, 70], [97, 102]],
  word: [...digits, ...capitals, [95, 95], ...smallLetters],
  blank: setOfCharacters("\t "),
  space: [
    [9, 13],
    [32, 32],
  ],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  graph: [[33, 126]],
  print: [[32, 126]],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  ascii: [[0, 127]],
};

/**
 * The set of a POSIX class such as `[:digit:]`, and how a class names its members portably, where one can. Undefined for
 * names that POSIX does not know and for `[.x.]` and `[=x=]`, which depend on a locale.
 */
export function posixClass(text: string): { readonly set: CharacterSet; readonly members?: string } | undefined {
  const [, negation, name = ""] = /^\[:(\^?)([a-z]+):\]$/.exec(text) ?? [];
  const set = Object.hasOwn(posixClasses, name) ? posixClasses[name] : undefined;
  if (set === undefined) return undefined;
  if (negation === "^") return { set: complementOf(set) };
  const members = classMembers(charactersOf(set));
  return members === undefined ? { set } : { set, members };
}
