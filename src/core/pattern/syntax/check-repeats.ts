import { quoted } from "../quoted.ts";
import { repeatCountMax, repeatCountRefused, writtenOutMax } from "./pattern-rule.ts";
import { type PatternSource, refuse } from "./pattern-source.ts";
import type { PatternToken, RepeatToken } from "./pattern-token.ts";
import { nonEmptyFix, noneFix } from "./repeat-fix.ts";
import { closedItem, type Item, openedGroup, type RepeatedGroup, repeatedItem } from "./repeated-item.ts";

/**
 * Refuses repeats that engines read differently or do not take: of nothing (D029), of what may be empty (D030), of more
 * than they count, alone or inside each other (D015), and of so much that the whole becomes too large (D032).
 */
export function checkRepeats(source: PatternSource, tokens: readonly PatternToken[]): void {
  const groups: RepeatedGroup[] = [openedGroup(undefined)];
  for (const token of tokens) {
    const group = groups.at(-1);
    if (group === undefined) return;
    const option = group.options.at(-1) ?? [];
    if (token.kind === "set") option.push({ at: token.at, mayBeEmpty: false, isClear: true, count: 1, size: 1 });
    if (token.kind === "start" || token.kind === "end") group.isClear = false;
    if (token.kind === "bar") group.options.push([]);
    if (token.kind === "open") groups.push(openedGroup(token));
    if (token.kind === "close") close(source, groups, token.at[1]);
    if (token.kind === "repeat") repeat(source, option, token);
  }
  for (const group of groups) refuseNone(source, group);
  const size = groups.flatMap(({ options }) => options.flat()).reduce((sum, item) => sum + item.size, 0);
  const isTold = source.faults.some(({ id, level }) => id === "D015" && level === "error");
  if (size > writtenOutMax && !isTold) refuse(source, "D032", [0, source.text.length]);
}

/** A group that is nothing but repeats of nothing is left out as a whole, so its own are told with it. */
function close(source: PatternSource, groups: RepeatedGroup[], end: number): void {
  const group = groups.pop();
  if (group === undefined) return;
  const item = closedItem(group, end);
  if (item.none === undefined) refuseNone(source, group);
  groups.at(-1)?.options.at(-1)?.push(item);
}

function repeat(source: PatternSource, option: Item[], token: RepeatToken): void {
  const item = option.pop();
  if (item === undefined) return;
  const repeated = repeatedItem(item, token);
  option.push(repeated);
  if (repeated.none !== undefined) return;
  if (item.mayBeEmpty && item.isClear) {
    const fix = nonEmptyFix(source, repeated);
    if (fix === undefined) refuse(source, "D030", token.at);
    else refuse(source, "D030", fix.at, { spot: token.at, fix: fix.fix });
  }
  refuseCount(source, token, { own: copyCount(token), inside: item.count, all: repeated.count });
}

function copyCount({ min, max }: RepeatToken): number {
  return Number.isFinite(max) ? max : min;
}

/** Tells a count where it crosses a limit, by itself or with the repeats inside it. */
function refuseCount(
  source: PatternSource,
  { at }: RepeatToken,
  { own, inside, all }: { readonly own: number; readonly inside: number; readonly all: number },
): void {
  const isLarge = all > repeatCountRefused;
  if (all <= repeatCountMax || (own <= repeatCountMax && gravity(inside) === gravity(all))) return;
  const times = all > 1e9 ? "over a billion" : all;
  const what = `${quoted(source.text.slice(...at))} (${times} times with the repeats inside it)`;
  refuse(source, "D015", at, {
    ...(gravity(own) < gravity(all) ? { what } : {}),
    ...(isLarge ? { level: "error" } : {}),
  });
}

function gravity(count: number): number {
  return count > repeatCountRefused ? 2 : count > repeatCountMax ? 1 : 0;
}

function refuseNone(source: PatternSource, { options, open }: RepeatedGroup): void {
  for (const option of options) {
    const isAll = option.every(({ none }) => none !== undefined);
    // At the top, and where nothing else is in a group, what is left would be no pattern.
    const mayGo = !isAll || (open !== undefined && options.length > 1);
    for (const item of option) {
      const fix = mayGo ? noneFix(source, item) : undefined;
      for (const spot of item.none ?? []) {
        if (fix === undefined) refuse(source, "D029", spot);
        else refuse(source, "D029", fix.at, { spot, fix: fix.fix });
      }
    }
  }
}
