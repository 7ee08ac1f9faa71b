import { type CharacterSet, setOfCharacters } from "../language/character-set.ts";
import type { SourceRange } from "./source-range.ts";

/** One token of a pattern. A construct that was refused leaves a token of its nearest kind, so that reading goes on. */
export type PatternToken =
  | SetToken
  | RepeatToken
  | OpenToken
  | { readonly kind: "start" | "end" | "close" | "bar"; readonly at: SourceRange };

/** One character of a set; `isFolded` where ignoring case made the set larger. */
export interface SetToken {
  readonly kind: "set";
  readonly set: CharacterSet;
  readonly at: SourceRange;
  readonly isFolded?: boolean;
  /** A full stop, which flags change. */
  readonly isDot?: boolean;
}

/** A quantifier; `mode` is what a further `?` or `+` makes of it. */
export interface RepeatToken {
  readonly kind: "repeat";
  readonly min: number;
  readonly max: number;
  readonly at: SourceRange;
  mode?: { readonly kind: "lazy" | "possessive"; readonly at: SourceRange };
}

/** The opening of a group; an atomic group or a look ahead or behind asks for more than its text. */
export interface OpenToken {
  readonly kind: "open";
  readonly at: SourceRange;
  readonly asks?: "atomic" | "ahead" | "not-ahead" | "behind" | "not-behind";
}

/** Signs that stand for themselves outside a class in every engine that was tried (see `patternRules`). */
export const bareCharacter = /^[0-9A-Za-z\-_:/ #]$/;

/** A token for the characters of a text, or for a refused construct that would stand for one. */
export function setToken(characters: string, at: SourceRange): SetToken {
  return { kind: "set", set: setOfCharacters(characters), at };
}
