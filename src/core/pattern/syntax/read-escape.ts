import { setSource } from "../language/set-source.ts";
import { readCharacterEscape } from "./character-escape.ts";
import { foldedSet } from "./folded-set.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";
import { type PatternToken, type SetToken, setToken } from "./pattern-token.ts";

/** Reads a backslash outside a class, with what belongs to it; the token that it stands for, if it is one. */
export function readEscape(source: PatternSource, tokens: readonly PatternToken[]): PatternToken | undefined {
  const from = source.index;
  const { id, text, set } = readCharacterEscape(source, { isInClass: false });
  const at = [from, source.index] as const;
  if (id === "A005") return readAnchor(source, text, tokens);
  if (set === undefined) {
    refuse(source, id, at, { meaning: "lost" });
    return setToken("0", at);
  }
  refuse(source, id, at, { fix: text === "\\s" ? " " : setSource(set), meaning: "kept" });
  const folded = source.flags.ignoreCase ? foldedSet(set) : set;
  const token: SetToken = { kind: "set", set: folded, at, isFolded: String(folded) !== String(set) };
  return token;
}

/**
 * Anchors with a backslash. At the ends of a pattern `\A`, `\G` and `\z`, `\Z` are `^` and `$` over a whole text, and so
 * is `\b` beside a place that only takes letters, digits and `_`; elsewhere they have no portable meaning.
 */
function readAnchor(source: PatternSource, text: string, tokens: readonly PatternToken[]): PatternToken | undefined {
  const at = [source.index - text.length, source.index] as const;
  const isFirst = tokens.length === 0;
  const isLast = source.index === source.end && !isFirst;
  if (isFirst && /[AGb]/.test(text)) {
    const isClear = text !== "\\b" || peek(source, startsInWord) !== undefined;
    refuse(source, "A005", at, { fix: "^", meaning: isClear ? "kept" : "lost" });
    return { kind: "start", at };
  }
  if (isLast && /[zZb]/.test(text)) {
    const isClear = text !== "\\b" || endsInWord(tokens);
    refuse(source, "A005", at, { fix: "$", meaning: isClear ? "kept" : "lost" });
    return { kind: "end", at };
  }
  refuse(source, "A005", at, { meaning: "lost" });
  return undefined;
}

/** A letter, digit or `_`, or a class of nothing else, that may not be left out. */
const startsInWord = /(?:\w|\[(?:[0-9]-[0-9]|[A-Z]-[A-Z]|[a-z]-[a-z]|\w)+\])(?![?*|]|\{[0,])/y;

function endsInWord(tokens: readonly PatternToken[]): boolean {
  const last = tokens.at(-1);
  const item = last?.kind === "repeat" && last.min > 0 ? tokens.at(-2) : last;
  const hasBar = tokens.some(({ kind }) => kind === "bar");
  return !hasBar && item?.kind === "set" && item.set.every(([low, high]) => isWord(low, high));
}

function isWord(low: number, high: number): boolean {
  return [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ].some(([from = 0, to = 0]) => from <= low && high <= to);
}
