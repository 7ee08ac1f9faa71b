import { groupDepthMax } from "./pattern-rule.ts";
import { type PatternSource, refuse } from "./pattern-source.ts";
import type { SourceRange } from "./pattern-syntax.ts";
import { bareCharacter, type PatternToken, setToken } from "./pattern-token.ts";
import { readClass, readForeign } from "./read-class.ts";
import { readEscape } from "./read-escape.ts";
import { readGroupOpen } from "./read-group.ts";
import { readRepeat } from "./read-repeat.ts";

/** The tokens of a pattern; faults go to the source. Reading stops at the nesting limit, everything else it survives. */
export function tokenise(source: PatternSource): readonly PatternToken[] {
  const tokens: PatternToken[] = [];
  const opened: SourceRange[] = [];
  while (source.index < source.end) {
    const token = readToken(source, tokens.at(-1));
    if (token === undefined) continue;
    if (token.kind === "close" && opened.pop() === undefined) {
      refuse(source, "D020", token.at);
      continue;
    }
    if (token.kind === "open") opened.push(token.at);
    if (opened.length > groupDepthMax) {
      refuse(source, "S004", token.at, `Groups are nested more than ${groupDepthMax} deep`);
      return tokens;
    }
    tokens.push(token);
  }
  for (const at of opened) refuse(source, "D020", at);
  return tokens;
}

function readToken(source: PatternSource, previous: PatternToken | undefined): PatternToken | undefined {
  const from = source.index;
  const character = source.text[from] ?? "";
  switch (character) {
    case "[":
      return readClass(source);
    case "\\":
      return readEscape(source);
    case "(":
      return readGroupOpen(source);
    case "?":
    case "*":
    case "+":
    case "{":
      return readRepeat(source, previous);
  }
  if (readForeign(source)) return setToken("0", [from, source.index]);
  source.index += 1;
  const at = [from, source.index] as const;
  if (bareCharacter.test(character)) return setToken(character, at);
  return signToken(source, character, at);
}

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
      return setToken("0", at);
  }
  refuse(source, "D020", at);
  return setToken(character, at);
}
