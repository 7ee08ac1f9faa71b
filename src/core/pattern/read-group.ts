import type { PatternRuleId } from "./pattern-rule.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";
import type { PatternToken } from "./pattern-token.ts";

/** What stands behind `(` of a special group, and whether a body up to `)` follows. Every one is refused. */
const specialGroups: readonly (readonly [sticky: RegExp, id: PatternRuleId, hasBody: boolean])[] = [
  [/\(\?:/y, "D007", true],
  [/\(\?(?:=|!|<=|<!)/y, "D008", true],
  [/\(\?P?<[^>()]*>/y, "D006", true],
  [/\(\?'[^'()]*'/y, "D006", true],
  [/\(\?P=[^()]*\)/y, "D009", false],
  [/\(\?>/y, "D010", true],
  [/\(\?#[^)]*\)/y, "D018", false],
  [/\(\?(?:R|[+-]?[0-9]+|&[^()]*|P>[^()]*)\)/y, "D018", false],
  [/\(\?\|/y, "D018", true],
  [/\(\?\((?:[^()]*\))?/y, "D018", true],
  [/\(\*[A-Za-z_:=]*\)/y, "D018", false],
];

const flags = /\(\?\^?[A-Za-z]*(?:-[A-Za-z]*)?[:)]/y;

/** Reads the `(` of a group with the signs that make it special; nothing for a group that has no body. */
export function readGroupOpen(source: PatternSource): PatternToken | undefined {
  const from = source.index;
  for (const [sticky, id, hasBody] of specialGroups) {
    const found = peek(source, sticky);
    if (found === undefined) continue;
    source.index += found.length;
    refuse(source, id, [from, source.index]);
    return hasBody ? { kind: "open", at: [from, source.index] } : undefined;
  }
  const flagged = peek(source, flags);
  if (flagged !== undefined) return readFlags(source, flagged);
  source.index += 1;
  const at = [from, source.index] as const;
  if (peek(source, /\?/y) !== undefined) {
    source.index += 1;
    refuse(source, "D020", [from, source.index]);
  }
  return { kind: "open", at };
}

function readFlags(source: PatternSource, found: string): PatternToken | undefined {
  const from = source.index;
  source.index += found.length;
  const at = [from, source.index] as const;
  refuseFlags(source, found, at);
  return found.endsWith(":") ? { kind: "open", at } : undefined;
}

/** Flags change what characters match (D005); m also moves the anchors to line ends (A006). */
export function refuseFlags(source: PatternSource, flagText: string, at: readonly [number, number]): void {
  if (flagText.includes("m")) refuse(source, "A006", at);
  if (/[A-Za-ln-z]/.test(flagText) || !flagText.includes("m")) refuse(source, "D005", at);
}
