import { bareCharacter } from "../syntax/pattern-token.ts";
import { type CharacterSet, charactersOf, hasCode, otherCode } from "./character-set.ts";

/**
 * Signs that every engine takes inside a class as themselves, each once, with neither ^ nor : in first place. POSIX has
 * forms that begin with [. [= or [:, so these come late.
 */
const classSigns = " !\"#$%&'*+,;<>?@_`~.=:^";
/** Characters that stand outside a class only. */
const outsideSigns = "-/";

/**
 * The portable way to write one character of a set: itself, a class, or a group where a character may not stand in a
 * class, as in `([0-9A-Z]|-)`. Undefined where there is none: control characters, those outside ASCII, `( ) [ ] { } | \`
 * and `^` alone or with `:` only.
 */
export function setSource(set: CharacterSet): string | undefined {
  const characters = charactersOf(set);
  if (characters === "" || hasCode(set, otherCode)) return undefined;
  const outside = [...characters].filter((character) => outsideSigns.includes(character));
  const inside = [...characters].filter((character) => !outsideSigns.includes(character));
  const members = classMembers(inside.join(""));
  if (members === undefined || members === "^" || members === ":^") return undefined;
  const parts = members === "" ? outside : [asClass(members), ...outside];
  return parts.length === 1 ? parts[0] : `(${parts.join("|")})`;
}

function asClass(members: string): string {
  return bareCharacter.test(members) ? members : `[${members}]`;
}

/** Characters as members of a class, letters and digits as ranges; undefined where one may not stand there. */
export function classMembers(characters: string): string | undefined {
  const signs = [...classSigns].filter((sign) => characters.includes(sign)).join("");
  const plain = [...characters].filter((character) => /[0-9A-Za-z]/.test(character));
  if (plain.length + signs.length < characters.length) return undefined;
  let members = "";
  for (let index = 0; index < plain.length; ) {
    const run = runLength(plain, index);
    const last = plain[index + run - 1] ?? "";
    members += run > 2 ? `${plain[index]}-${last}` : plain.slice(index, index + run).join("");
    index += run;
  }
  return members + signs;
}

/** How many characters from `index` on follow each other in ASCII; digits, capitals and small letters are far apart. */
function runLength(characters: readonly string[], index: number): number {
  let run = 1;
  const first = characters[index]?.charCodeAt(0) ?? 0;
  while (characters[index + run]?.charCodeAt(0) === first + run) run += 1;
  return run;
}
