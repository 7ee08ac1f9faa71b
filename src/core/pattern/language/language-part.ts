import type { SourceRange } from "../syntax/source-range.ts";
import { type CharacterSet, characterSetOf, otherCode, setOfCharacters } from "./character-set.ts";

/**
 * A language put together from parts, e.g. `sequence(literal("X0"), repeat(oneOfCharacters("0-9A-Z"), { min: 8, max: 8 }))`. The tree
 * of a pattern is such a part, too.
 */
export type LanguagePart =
  /** One character of the set. */
  | { readonly kind: "set"; readonly set: CharacterSet; readonly at?: SourceRange }
  | { readonly kind: "sequence"; readonly items: readonly LanguagePart[] }
  /** Any one of the options; without options nothing, not even the empty text. */
  | { readonly kind: "choice"; readonly options: readonly LanguagePart[] }
  /** `max` may be Infinity. */
  | { readonly kind: "repeat"; readonly item: LanguagePart; readonly min: number; readonly max: number };

/** Exactly this text. */
export function literal(text: string): LanguagePart {
  return sequence(...Array.from({ length: text.length }, (_, index) => oneCharacter(text.charCodeAt(index))));
}

function oneCharacter(code: number): LanguagePart {
  const known = Math.min(code, otherCode);
  return { kind: "set", set: [[known, known]] };
}

/** One of these characters; ranges are written as in a class: `0-9A-Z`. A hyphen stands for itself at either end. */
export function oneOfCharacters(characters: string): LanguagePart {
  const ranges = [...characters.matchAll(/(.)-(.)|./gs)].map(([one, from, to]): CharacterSet => {
    if (from === undefined || to === undefined) return setOfCharacters(one);
    return [[from.charCodeAt(0), to.charCodeAt(0)]];
  });
  return { kind: "set", set: characterSetOf(ranges.flat()) };
}

/** Any one character, those outside ASCII included. */
export function anyCharacter(): LanguagePart {
  return { kind: "set", set: [[0, otherCode]] };
}

/** Any one printable ASCII character, the space included. */
export function anyAscii(): LanguagePart {
  return { kind: "set", set: [[32, 126]] };
}

/** The parts one after the other. */
export function sequence(...items: readonly LanguagePart[]): LanguagePart {
  return { kind: "sequence", items };
}

/** Any one of the parts. */
export function choice(...options: readonly LanguagePart[]): LanguagePart {
  return { kind: "choice", options };
}

/** The part `min` to `max` times; `max` may be Infinity. */
export function repeat(item: LanguagePart, { min, max }: { readonly min: number; readonly max: number }): LanguagePart {
  return { kind: "repeat", item, min, max };
}
