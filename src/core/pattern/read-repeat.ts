import { repeatCountMax } from "./pattern-rule.ts";
import { type PatternSource, peek, refuse } from "./pattern-source.ts";
import { type PatternToken, setToken } from "./pattern-token.ts";

/**
 * Reads `?`, `*`, `+` or `{…}` behind `previous`. Nothing where it only changes a quantifier before it (lazy,
 * possessive, stacked); a stand-in for one character where the brace is no quantifier.
 */
export function readRepeat(source: PatternSource, previous: PatternToken | undefined): PatternToken | undefined {
  const from = source.index;
  const sign = source.text[from];
  const braces = peek(source, /\{[0-9]*(?:,[0-9]*)?\}/y);
  if (sign === "{" && (braces === undefined || braces === "{}" || braces === "{,}")) {
    source.index += braces?.length ?? 1;
    refuse(source, "D020", [from, source.index]);
    return setToken("0", [from, source.index]);
  }
  source.index += braces?.length ?? 1;
  const at = [from, source.index] as const;
  if (previous?.kind === "repeat") {
    refuse(source, sign === "?" ? "D011" : "D010", at);
    return undefined;
  }
  if (previous?.kind !== "set" && previous?.kind !== "close") {
    refuse(source, "D020", at);
    return undefined;
  }
  if (braces !== undefined) return readCounts(source, braces, at);
  if (sign === "?") return { kind: "repeat", min: 0, max: 1, at };
  refuse(source, "S003", at);
  return { kind: "repeat", min: 1, max: 1, at };
}

function readCounts(source: PatternSource, braces: string, at: readonly [number, number]): PatternToken {
  const [low = "", high = low] = braces.slice(1, -1).split(",");
  const refused: PatternToken = { kind: "repeat", min: 1, max: 1, at };
  if (low === "") {
    refuse(source, "D014", at);
    return refused;
  }
  const min = Number(low);
  const max = Number(high);
  if (min > repeatCountMax || max > repeatCountMax) {
    refuse(source, "D015", at);
    return refused;
  }
  if (high === "") {
    refuse(source, "S003", at);
    return refused;
  }
  // RE2 reads a count with leading zeros as plain text.
  const hasLeadingZero = /^0[0-9]/.test(low) || /^0[0-9]/.test(high);
  if (hasLeadingZero || min > max) {
    refuse(source, "D020", at);
    return refused;
  }
  return { kind: "repeat", min, max, at };
}
