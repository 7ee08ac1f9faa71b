import { type PatternSource, refuse } from "./pattern-source.ts";
import type { PatternToken } from "./pattern-token.ts";

/** Refuses what is wrong between tokens: anchors that are missing or misplaced, and alternatives without content. */
export function checkStructure(source: PatternSource, tokens: readonly PatternToken[]): void {
  const bar = topLevelBar(tokens);
  checkEnds(source, tokens);
  if (bar !== undefined && (tokens.at(0)?.kind === "start" || tokens.at(-1)?.kind === "end")) {
    refuse(source, "A003", bar.at);
  }
  checkInnerAnchors(source, tokens, bar !== undefined);
  checkContent(source, tokens);
}

function topLevelBar(tokens: readonly PatternToken[]): PatternToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "open") depth += 1;
    if (token.kind === "close") depth -= 1;
    if (token.kind === "bar" && depth === 0) return token;
  }
  return undefined;
}

function checkEnds(source: PatternSource, tokens: readonly PatternToken[]): void {
  const first = tokens.at(0)?.at[0] ?? source.end;
  if (tokens.at(0)?.kind !== "start") refuse(source, "A001", [first, first]);
  if (tokens.at(-1)?.kind !== "end") refuse(source, "A002", [source.end, source.end]);
}

function checkInnerAnchors(source: PatternSource, tokens: readonly PatternToken[], isSplit: boolean): void {
  for (const [index, token] of tokens.entries()) {
    const isAnchor = token.kind === "start" || token.kind === "end";
    const isOuter = token.kind === "start" ? index === 0 : index === tokens.length - 1;
    if (!isAnchor || isOuter) continue;
    // ^A$|^B$: the bar has been refused already, with the remedy for both.
    const isBesideBar = tokens[token.kind === "start" ? index - 1 : index + 1]?.kind === "bar";
    if (isSplit && isBesideBar) continue;
    refuse(source, "A006", token.at);
  }
}

/** An empty alternative is undefined in POSIX; `(A|)` is `(A)?`. */
function checkContent(source: PatternSource, tokens: readonly PatternToken[]): void {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const opens = token.kind === "open" || token.kind === "bar" || token.kind === "start";
    const closes = next?.kind === "close" || next?.kind === "bar" || next?.kind === "end";
    // Where something stood between them, it has been refused for itself.
    if (!opens || !closes || token.at[1] !== next.at[0]) continue;
    if (token.kind === "start" && next.kind === "end") refuse(source, "L002", [token.at[0], next.at[1]]);
    else refuse(source, "D020", [token.at[0], next.at[1]], "An alternative without content");
  }
}
