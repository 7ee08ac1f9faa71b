import type { PatternRuleId } from "./pattern-rule.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";
import { type PatternToken, setToken } from "./pattern-token.ts";

/** What a backslash and the signs behind it would mean, first fit first. Every one is refused. */
const escapes: readonly (readonly [sticky: RegExp, id: PatternRuleId])[] = [
  [/\\d/y, "D001"],
  [/\\[wWDS]/y, "D002"],
  [/\\s/y, "D003"],
  [/\\[AzZbBG]/y, "A005"],
  [/\\[pP](?:\{[^}]*\}|[A-Z])?/y, "D016"],
  [/\\(?:[1-9][0-9]*|[kg](?:<[^>]*>|\{[^}]*\}|'[^']*')?)/y, "D009"],
  [/\\(?:x(?:[0-9A-Fa-f]{2}|\{[^}]*\})?|u(?:[0-9A-Fa-f]{4}|\{[^}]*\})?|c[A-Za-z]?|0[0-7]*|o\{[^}]*\})/y, "D017"],
  [/\\[A-Za-z]/y, "D018"],
  [/\\[\s\S]/y, "D019"],
];

/** Reads a backslash outside a class, with what belongs to it; the token that it stands for, if it is one. */
export function readEscape(source: PatternSource): PatternToken | undefined {
  const from = source.index;
  const found = readEscapeFault(source);
  const at = [from, source.index] as const;
  if (found === "\\A") return { kind: "start", at };
  if (found === "\\z" || found === "\\Z") return { kind: "end", at };
  if (/^\\[bBG]$/.test(found)) return undefined;
  return setToken("0", at);
}

/** Reads and refuses a backslash inside a class, where `\b` is no anchor but a control character. */
export function readClassEscape(source: PatternSource): void {
  const from = source.index;
  if (peek(source, /\\[AzZbBG]/y) === undefined) {
    readEscapeFault(source);
    return;
  }
  source.index += 2;
  refuse(source, "D018", [from, source.index]);
}

function readEscapeFault(source: PatternSource): string {
  const from = source.index;
  for (const [sticky, id] of escapes) {
    const found = peek(source, sticky);
    if (found === undefined) continue;
    source.index += found.length;
    refuse(source, id, [from, source.index]);
    return found;
  }
  // A backslash at the very end.
  source.index += 1;
  refuse(source, "D020", [from, source.index]);
  return "\\";
}
