import { setFlags } from "./pattern-flags.ts";
import type { PatternRuleId } from "./pattern-rule.ts";
import { type FaultDetail, type PatternSource, peek, refuse } from "./pattern-source.ts";
import type { OpenToken } from "./pattern-token.ts";

interface SpecialGroup {
  readonly sticky: RegExp;
  readonly id: PatternRuleId;
  /** False where the signs are all of it, without a body up to `)`. */
  readonly hasBody: boolean;
  readonly asks?: OpenToken["asks"];
  readonly detail?: FaultDetail;
}

/** What stands behind `(` of a special group. Where the fix is `(`, a plain group means the same. */
const specialGroups: readonly SpecialGroup[] = [
  { sticky: /\(\?:/y, id: "D007", hasBody: true, detail: { fix: "(" } },
  { sticky: /\(\?=/y, id: "D008", hasBody: true, asks: "ahead" },
  { sticky: /\(\?!/y, id: "D008", hasBody: true, asks: "not-ahead" },
  { sticky: /\(\?<=/y, id: "D008", hasBody: true, asks: "behind" },
  { sticky: /\(\?<!/y, id: "D008", hasBody: true, asks: "not-behind" },
  { sticky: /\(\?P?<[^>()]*>/y, id: "D006", hasBody: true, detail: { fix: "(" } },
  { sticky: /\(\?'[^'()]*'/y, id: "D006", hasBody: true, detail: { fix: "(" } },
  { sticky: /\(\?P=[^()]*\)/y, id: "D009", hasBody: false },
  { sticky: /\(\?>/y, id: "D010", hasBody: true, asks: "atomic" },
  { sticky: /\(\?#[^)]*\)/y, id: "D018", hasBody: false },
  { sticky: /\(\?(?:R|[+-]?[0-9]+|&[^()]*|P>[^()]*)\)/y, id: "D018", hasBody: false },
  { sticky: /\(\?\|/y, id: "D018", hasBody: true },
  { sticky: /\(\?\((?:[^()]*\))?/y, id: "D018", hasBody: true },
  { sticky: /\(\*[A-Za-z_:=]*\)/y, id: "D018", hasBody: false },
];

const flags = /\(\?\^?[A-Za-z]*(?:-[A-Za-z]*)?[:)]/y;

/** Reads the `(` of a group with the signs that make it special; nothing for a group that has no body. */
export function readGroupOpen(source: PatternSource): OpenToken | undefined {
  const from = source.index;
  for (const { sticky, id, hasBody, asks, detail } of specialGroups) {
    const found = peek(source, sticky);
    if (found === undefined) continue;
    source.index += found.length;
    const at = [from, source.index] as const;
    // Whether an atomic group still has a meaning shows when its body has been read.
    if (asks !== "atomic") refuse(source, id, at, detail);
    if (!hasBody) return undefined;
    return asks === undefined ? { kind: "open", at } : { kind: "open", at, asks };
  }
  const flagged = peek(source, flags);
  return flagged === undefined ? readPlainOpen(source) : readFlags(source, flagged);
}

function readPlainOpen(source: PatternSource): OpenToken {
  const from = source.index;
  source.index += 1;
  const at = [from, source.index] as const;
  if (peek(source, /\?/y) !== undefined) {
    source.index += 1;
    refuse(source, "D020", [from, source.index]);
  }
  return { kind: "open", at };
}

function readFlags(source: PatternSource, found: string): OpenToken | undefined {
  const from = source.index;
  source.index += found.length;
  const at = [from, source.index] as const;
  const opens = found.endsWith(":");
  setFlags(source, { at, letters: found.slice(2, -1), kind: opens ? "group" : "inline" });
  return opens ? { kind: "open", at } : undefined;
}
