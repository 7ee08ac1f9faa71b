import { type CharacterSet, setOfCharacters } from "../language/character-set.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";

/**
 * Reads and refuses a run of characters that are not ASCII, or of control characters; undefined when there is none. A
 * single control character means itself; what is not ASCII has no character of its own here.
 */
export function readForeign(source: PatternSource): CharacterSet | undefined {
  const from = source.index;
  const foreign = peek(source, /\P{ASCII}+/uy);
  const control = peek(source, /\p{Cc}+/uy);
  const found = foreign ?? control;
  if (found === undefined) return undefined;
  source.index += found.length;
  const meaning = foreign === undefined && found.length === 1 ? "kept" : "lost";
  refuse(source, foreign === undefined ? "D025" : "D024", [from, source.index], { meaning });
  return foreign === undefined ? setOfCharacters(found) : [];
}
