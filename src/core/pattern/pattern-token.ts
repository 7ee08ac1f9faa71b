import { type CharacterSet, characterSetOf } from "./character-set.ts";
import type { SourceRange } from "./pattern-syntax.ts";

/** One token of a pattern. A construct that was refused leaves a token of its nearest kind, so that reading goes on. */
export type PatternToken =
  | { readonly kind: "set"; readonly set: CharacterSet; readonly at: SourceRange }
  | { readonly kind: "repeat"; readonly min: number; readonly max: number; readonly at: SourceRange }
  | { readonly kind: "start" | "end" | "open" | "close" | "bar"; readonly at: SourceRange };

/** Signs that stand for themselves outside a class in every engine that was tried (see `patternRules`). */
export const bareCharacter = /^[0-9A-Za-z\-_:/ #]$/;

/** A token for one character, or for a refused construct that would stand for one. */
export function setToken(characters: string, at: SourceRange): PatternToken {
  const codes = [...characters].map((character) => character.charCodeAt(0));
  return { kind: "set", set: characterSetOf(codes.map((code) => [code, code])), at };
}
