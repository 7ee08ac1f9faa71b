import { complementOf, setOfCharacters } from "../language/character-set.ts";
import { setSource } from "../language/set-source.ts";
import { checkGreed } from "./check-greed.ts";
import { checkRepeats } from "./check-repeats.ts";
import { foldedSet } from "./folded-set.ts";
import { checkFlags } from "./pattern-flags.ts";
import { groupDepthMax } from "./pattern-rule.ts";
import { type PatternFlags, type PatternSource, refuse } from "./pattern-source.ts";
import { bareCharacter, type PatternToken, type SetToken, setToken } from "./pattern-token.ts";
import { readClass } from "./read-class.ts";
import { readEscape } from "./read-escape.ts";
import { readForeign } from "./read-foreign.ts";
import { readGroupOpen } from "./read-group.ts";
import { readRepeat } from "./read-repeat.ts";
import type { SourceRange } from "./source-range.ts";

/** The tokens of a pattern; faults go to the source. Reading stops at the nesting limit, everything else it survives. */
export function tokenise(source: PatternSource): readonly PatternToken[] {
  const tokens: PatternToken[] = [];
  const opened: { readonly at: SourceRange; readonly flags: PatternFlags }[] = [];
  while (source.index < source.end) {
    const { flags } = source;
    const token = readToken(source, tokens);
    if (token === undefined) continue;
    if (token.kind === "close") {
      const opening = opened.pop();
      if (opening === undefined) {
        refuse(source, "D020", token.at);
        continue;
      }
      source.flags = opening.flags;
    }
    if (token.kind === "open") opened.push({ at: token.at, flags });
    if (opened.length > groupDepthMax) {
      refuse(source, "S004", token.at, { what: `Groups are nested more than ${groupDepthMax} deep` });
      return tokens;
    }
    tokens.push(token);
  }
  for (const { at } of opened) refuse(source, "D020", at);
  checkFlags(source, tokens);
  checkGreed(source, tokens);
  checkRepeats(source, tokens);
  return tokens;
}

function readToken(source: PatternSource, tokens: readonly PatternToken[]): PatternToken | undefined {
  const from = source.index;
  const character = source.text[from] ?? "";
  switch (character) {
    case "[":
      return readClass(source);
    case "\\":
      return readEscape(source, tokens);
    case "(":
      return readGroupOpen(source);
    case "?":
    case "*":
    case "+":
    case "{":
      return readRepeat(source, tokens.at(-1));
  }
  const foreign = readForeign(source);
  if (foreign !== undefined) return { kind: "set", set: foreign, at: [from, source.index] };
  source.index += 1;
  const at = [from, source.index] as const;
  if (bareCharacter.test(character)) return literalToken(source, character, at);
  return signToken(source, character, at);
}

function literalToken(source: PatternSource, character: string, at: SourceRange): SetToken {
  const token = setToken(character, at);
  if (!source.flags.ignoreCase || !/[A-Za-z]/.test(character)) return token;
  return { ...token, set: foldedSet(token.set), isFolded: true };
}

const lineEnds = setOfCharacters("\n\r");

function signToken(source: PatternSource, character: string, at: SourceRange): PatternToken {
  switch (character) {
    case "^":
      return { kind: "start", at };
    case "$":
      return { kind: "end", at };
    case ")":
      return { kind: "close", at };
    case "|":
      return { kind: "bar", at };
    case ".":
      refuse(source, "D004", at);
      return { kind: "set", set: complementOf(source.flags.dotAll ? [] : lineEnds), at, isDot: true };
  }
  // Other signs mean themselves in every engine, but { } ] only in some.
  if ("}]".includes(character)) refuse(source, "D020", at);
  else refuse(source, "D020", at, { fix: setSource(setOfCharacters(character)), meaning: "kept" });
  return setToken(character, at);
}
