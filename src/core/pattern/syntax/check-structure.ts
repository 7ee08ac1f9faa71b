import { keepsMeaning, type PatternSource, refuse } from "./pattern-source.ts";
import type { PatternToken } from "./pattern-token.ts";
import type { SourceRange } from "./source-range.ts";

/**
 * Refuses what is wrong between tokens: anchors that are missing or misplaced, and alternatives without content. The
 * tokens of the whole that is left: without the anchors at its ends and at the ends of its alternatives.
 */
export function checkStructure(source: PatternSource, tokens: readonly PatternToken[]): readonly PatternToken[] {
  const bars = topLevelBars(tokens);
  const hasAnchor = tokens.at(0)?.kind === "start" || tokens.at(-1)?.kind === "end";
  const isSplit = bars.length > 0 && hasAnchor;
  checkEnds(source, tokens, isSplit);
  if (isSplit) refuseSplit(source, tokens, bars);
  const anchors = outerAnchors(tokens, bars);
  const known = new Set([...anchors, ...lookAnchors(tokens)]);
  for (const token of tokens) {
    if ((token.kind === "start" || token.kind === "end") && !known.has(token)) refuse(source, "A006", token.at);
  }
  checkContent(source, tokens, known);
  return tokens.filter((token) => !anchors.has(token));
}

function topLevelBars(tokens: readonly PatternToken[]): readonly PatternToken[] {
  const bars: PatternToken[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "open") depth += 1;
    if (token.kind === "close") depth -= 1;
    if (token.kind === "bar" && depth === 0) bars.push(token);
  }
  return bars;
}

/**
 * The fix of a split pattern puts both anchors; the findings are there all the same. Into a class that is not closed or
 * behind a lone backslash goes no anchor.
 */
function checkEnds(source: PatternSource, tokens: readonly PatternToken[], isSplit: boolean): void {
  const first = tokens.at(0)?.at[0] ?? source.end;
  const isMended = !isSplit && !isUnbalanced(source);
  if (tokens.at(0)?.kind !== "start") refuse(source, "A001", [first, first], isMended ? { fix: "^" } : {});
  if (tokens.at(-1)?.kind !== "end") refuse(source, "A002", [source.end, source.end], isMended ? { fix: "$" } : {});
}

function isUnbalanced({ faults }: PatternSource): boolean {
  return !keepsMeaning(faults.filter(({ id }) => id === "D020" || id === "S004"));
}

/** `^A|B$` and `^A$|^B$` become `^(A|B)$`. */
function refuseSplit(source: PatternSource, tokens: readonly PatternToken[], bars: readonly PatternToken[]): void {
  const [first, last, bar] = [tokens.at(0), tokens.at(-1), bars.at(0)];
  if (first === undefined || last === undefined || bar === undefined) return;
  const ends = [...bars.map((each) => each.at[0]), last.at[1]];
  const starts = [first.at[0], ...bars.map((each) => each.at[1])];
  const options = starts.map((from, index) => withoutAnchors(source, tokens, [from, ends[index] ?? from]));
  const fix = `^(${options.join("|")})$`;
  const at = [first.at[0], last.at[1]] as const;
  // An empty alternative beside ^ or $ is more likely a slip than a wish for the empty text.
  if (isUnbalanced(source) || options.includes("")) refuse(source, "A003", bar.at);
  else refuse(source, "A003", at, { spot: bar.at, fix });
}

function withoutAnchors({ text }: PatternSource, tokens: readonly PatternToken[], [from, to]: SourceRange): string {
  const start = tokens.find((token) => token.kind === "start" && token.at[0] === from);
  const end = tokens.find((token) => token.kind === "end" && token.at[1] === to);
  return text.slice(start?.at[1] ?? from, end?.at[0] ?? to);
}

/** The first `^`, the last `$`, and the same around bars at the top, which A003 tells already. */
function outerAnchors(tokens: readonly PatternToken[], bars: readonly PatternToken[]): ReadonlySet<PatternToken> {
  const atTop = new Set(bars);
  const hasAnchor = tokens.at(0)?.kind === "start" || tokens.at(-1)?.kind === "end";
  const isEdge = (index: number) => {
    const beside = tokens[index];
    return beside === undefined || (hasAnchor && atTop.has(beside));
  };
  const outer = tokens.filter(
    (token, index) => (token.kind === "start" && isEdge(index - 1)) || (token.kind === "end" && isEdge(index + 1)),
  );
  return new Set(outer);
}

/** A `$` at the end of a look ahead is as clear as the look ahead; D008 tells it already. */
function lookAnchors(tokens: readonly PatternToken[]): readonly PatternToken[] {
  const opened: PatternToken[] = [];
  return tokens.flatMap((token, index) => {
    if (token.kind === "open") opened.push(token);
    const opening = token.kind === "close" ? opened.pop() : undefined;
    const before = tokens[index - 1];
    const isLook = opening?.kind === "open" && (opening.asks === "ahead" || opening.asks === "not-ahead");
    return isLook && before?.kind === "end" ? [before] : [];
  });
}

/**
 * An empty alternative is undefined in POSIX; `(A|)` is `(A)?`. Outside all groups it makes the whole pattern optional.
 * Beside an anchor that is misplaced, and refused for that, nothing is said to be empty.
 */
function checkContent(
  source: PatternSource,
  tokens: readonly PatternToken[],
  placedAnchors: ReadonlySet<PatternToken>,
): void {
  const isMisplaced = (token: PatternToken | undefined) =>
    (token?.kind === "start" || token?.kind === "end") && !placedAnchors.has(token);
  const groups: { readonly group: Group; readonly empty: SourceRange[] }[] = [];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.kind === "open") groups.push({ group: groupAt(tokens, index), empty: [] });
    if (token.kind === "close") refuseEmpty(source, groups.pop());
    if (isEmptyBetween(token, next) && !isMisplaced(token) && !isMisplaced(next)) {
      const at = [token.at[0], next?.at[1] ?? token.at[1]] as const;
      const inside = groups.at(-1);
      if (token.kind === "start" && next?.kind === "end") refuse(source, "L002", at);
      else if (inside === undefined) refuse(source, "D020", at, { what: emptyWords });
      else inside.empty.push(at);
    }
  }
  // In a group that is never closed nothing can be mended.
  for (const { empty } of groups) for (const at of empty) refuse(source, "D020", at, { what: emptyWords });
}

const emptyWords = "An alternative without content";

/** True when nothing stands between two tokens; where something was refused for itself, they do not touch. */
function isEmptyBetween(token: PatternToken, next: PatternToken | undefined): boolean {
  const opens = token.kind === "open" || token.kind === "bar" || token.kind === "start";
  if (next === undefined) return token.kind === "bar";
  const closes = next.kind === "close" || next.kind === "bar" || next.kind === "end";
  return opens && closes && token.at[1] === next.at[0];
}

/** A group with its alternatives, and whether a quantifier stands behind it. */
interface Group {
  readonly open: PatternToken;
  readonly bars: readonly PatternToken[];
  readonly close?: PatternToken;
  readonly isRepeated: boolean;
}

function groupAt(tokens: readonly PatternToken[], opening: number): Group {
  const open = tokens[opening] as PatternToken;
  const bars: PatternToken[] = [];
  let depth = 0;
  for (let index = opening; index < tokens.length; index += 1) {
    const token = tokens[index] as PatternToken;
    if (token.kind === "open") depth += 1;
    if (token.kind === "bar" && depth === 1) bars.push(token);
    if (token.kind !== "close") continue;
    depth -= 1;
    if (depth === 0) return { open, bars, close: token, isRepeated: tokens[index + 1]?.kind === "repeat" };
  }
  return { open, bars, isRepeated: false };
}

function refuseEmpty(
  source: PatternSource,
  closed: { readonly group: Group; readonly empty: readonly SourceRange[] } | undefined,
): void {
  if (closed === undefined || closed.empty.length === 0) return;
  const { group, empty } = closed;
  const fix = optionalGroup(source, group);
  const at = [group.open.at[0], group.close?.at[1] ?? group.open.at[1]] as const;
  for (const spot of empty) {
    const detail = { what: emptyWords, meaning: "kept" } as const;
    if (fix === undefined) refuse(source, "D020", spot, detail);
    else refuse(source, "D020", at, { ...detail, spot, fix });
  }
}

/** The group without its empty alternatives and with `?`; undefined where nothing else is in it, or it asks for more. */
function optionalGroup({ text }: PatternSource, { open, bars, close, isRepeated }: Group): string | undefined {
  if (close === undefined || (open.kind === "open" && open.asks !== undefined)) return undefined;
  const ends = [...bars, close].map(({ at }) => at[0]);
  const options = [open, ...bars].map(({ at }, index) => text.slice(at[1], ends[index]));
  const kept = options.filter((option) => option !== "");
  if (kept.length === 0) return undefined;
  const optional = `${text.slice(...open.at)}${kept.join("|")})?`;
  return isRepeated ? `(${optional})` : optional;
}
