import { type PatternSource, peek, refuse } from "./pattern-source.ts";
import { type PatternToken, type RepeatToken, setToken } from "./pattern-token.ts";
import type { SourceRange } from "./source-range.ts";

/**
 * Reads `?`, `*`, `+` or `{…}` behind `previous`. Nothing where it only changes a quantifier before it (lazy,
 * possessive, stacked); a stand-in for one character where the brace is no quantifier.
 */
export function readRepeat(source: PatternSource, previous: PatternToken | undefined): PatternToken | undefined {
  const from = source.index;
  const sign = source.text[from] ?? "";
  const braces = peek(source, /\{[0-9]*(?:,[0-9]*)?\}/y);
  if (sign === "{" && (braces === undefined || braces === "{}" || braces === "{,}")) {
    source.index += braces?.length ?? 1;
    refuse(source, "D020", [from, source.index]);
    return setToken("0", [from, source.index]);
  }
  source.index += braces?.length ?? 1;
  const at = [from, source.index] as const;
  if (previous?.kind === "repeat") {
    changeRepeat(source, previous, { sign, at });
    return undefined;
  }
  if (previous?.kind !== "set" && previous?.kind !== "close") {
    refuse(source, "D020", at);
    return undefined;
  }
  if (braces !== undefined) return readCounts(source, braces, at);
  if (sign === "?") return { kind: "repeat", min: 0, max: 1, at };
  refuse(source, "S003", at);
  return { kind: "repeat", min: sign === "+" ? 1 : 0, max: Number.POSITIVE_INFINITY, at };
}

/** A lazy quantifier finds the same full matches. Whether a possessive one does shows when all has been read. */
function changeRepeat(
  source: PatternSource,
  previous: RepeatToken,
  { sign, at }: { readonly sign: string; readonly at: SourceRange },
): void {
  const isFirst = previous.mode === undefined;
  if (isFirst && sign === "?") {
    previous.mode = { kind: "lazy", at };
    if (previous.min === 0) refuse(source, "D011", at, { fix: "" });
    else refuse(source, "D011", at, { fix: "", level: "error" });
  } else if (isFirst && sign === "+") {
    previous.mode = { kind: "possessive", at };
  } else {
    refuse(source, "D010", at, { meaning: "lost" });
  }
}

function readCounts(source: PatternSource, braces: string, at: SourceRange): RepeatToken {
  const [low = "", high = low] = braces.slice(1, -1).split(",");
  const min = Number(low);
  const max = high === "" ? Number.POSITIVE_INFINITY : Number(high);
  // RE2 reads a count with leading zeros as plain text.
  if (/^0[0-9]/.test(low) || /^0[0-9]/.test(high) || min > max) {
    refuse(source, "D020", at);
    return { kind: "repeat", min: 1, max: 1, at };
  }
  if (low === "") refuse(source, "D014", at, { fix: `{0,${high}}` });
  if (high === "") refuse(source, "S003", at);
  return { kind: "repeat", min, max, at };
}
