import { commonSet } from "../language/character-set.ts";
import { type PatternSource, refuse } from "./pattern-source.ts";
import type { PatternToken, RepeatToken } from "./pattern-token.ts";

/**
 * Refuses possessive quantifiers and atomic groups (D010). They give nothing back once they have matched, so a plain
 * quantifier or group means the same only where there is nothing to give back; else they have no agreed meaning.
 */
export function checkGreed(source: PatternSource, tokens: readonly PatternToken[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "repeat" && token.mode?.kind === "possessive") {
      const meaning = givesNothingBack(tokens, index, token) ? "kept" : "lost";
      refuse(source, "D010", token.mode.at, { fix: "", meaning });
    }
    if (token.kind === "open" && token.asks === "atomic") {
      refuse(source, "D010", token.at, { fix: "(", meaning: hasOneWay(tokens, index) ? "kept" : "lost" });
    }
  }
}

/** One character so many times; or as many as there are, where none of them can begin what follows. */
function givesNothingBack(tokens: readonly PatternToken[], index: number, { min, max }: RepeatToken): boolean {
  const item = tokens[index - 1];
  if (item?.kind !== "set") return false;
  if (min === max) return true;
  const next = tokens[index + 1];
  if (next === undefined) return true;
  if (next.kind === "end") return index + 2 === tokens.length;
  const repeat = tokens[index + 2];
  const mustFollow = repeat?.kind !== "repeat" || repeat.min > 0;
  return next.kind === "set" && mustFollow && commonSet(item.set, next.set).length === 0;
}

/** True when the body of a group has neither alternatives nor a choice of how often. */
function hasOneWay(tokens: readonly PatternToken[], opening: number): boolean {
  let depth = 1;
  for (const token of tokens.slice(opening + 1)) {
    if (token.kind === "open") depth += 1;
    if (token.kind === "close") depth -= 1;
    if (depth === 0) return true;
    if (token.kind === "bar" || (token.kind === "repeat" && token.min !== token.max)) return false;
  }
  return false;
}
