import type { PatternSource } from "./pattern-source.ts";
import type { Item } from "./repeated-item.ts";
import type { SourceRange } from "./source-range.ts";

/** A text that replaces a range of the source. */
interface Replacement {
  readonly at: SourceRange;
  readonly fix: string;
}

/** Leaves out an item that is nothing, with its quantifier; undefined where what is left would be read otherwise. */
export function noneFix(
  { text, start, end }: PatternSource,
  { at, quantifier, isClear }: Item,
): Replacement | undefined {
  const from = at[0];
  const to = quantifier?.mode?.at[1] ?? at[1];
  const isOuter = from === start || to === end;
  // A second quantifier would bind what stands before, digits would become a part of a code such as \0, and a brace that
  // stands there for itself could become a quantifier.
  if (isOuter || !isClear || startsQuantifier(text, to) || /(?:\\[0-9]+|\{[0-9,]*)$/.test(text.slice(0, from))) {
    return undefined;
  }
  return { at: [from, to], fix: "" };
}

/**
 * A repeat of what may be empty as one of what may not: `(A){0,2}` for `(A?){2}`, and no quantifier where it is for once
 * at most. With the empty text or without it, up to so many of a language are the same texts. Undefined where that takes
 * more than other counts.
 */
export function nonEmptyFix(source: PatternSource, { at, quantifier, repeats }: Item): Replacement | undefined {
  if (quantifier === undefined || repeats === undefined || !Number.isFinite(quantifier.max)) return undefined;
  if (quantifier.max === 1) return isLast(source, quantifier.at) ? { at: quantifier.at, fix: "" } : undefined;
  const edits = nonEmptyEdits(source, repeats);
  if (edits === undefined) return undefined;
  let [fix, done] = ["", at[0]];
  for (const edit of [...edits, { at: quantifier.at, fix: `{0,${quantifier.max}}` }]) {
    fix += source.text.slice(done, edit.at[0]) + edit.fix;
    done = edit.at[1];
  }
  return { at, fix };
}

/** What takes the empty text, and nothing else, from an item: the counts that begin at zero begin at one. */
function nonEmptyEdits(
  source: PatternSource,
  { quantifier, repeats, group, none }: Item,
): readonly Replacement[] | undefined {
  if (none !== undefined) return undefined;
  if (quantifier !== undefined) {
    const { min, max, at } = quantifier;
    if (min > 0 || !Number.isFinite(max) || repeats?.mayBeEmpty !== false) return undefined;
    if (max > 1) return [{ at, fix: `{1,${max}}` }];
    return isLast(source, at) ? [{ at, fix: "" }] : undefined;
  }
  if (group === undefined || group.open?.asks !== undefined) return undefined;
  const all: Replacement[] = [];
  for (const option of group.options) {
    if (option.some(({ mayBeEmpty }) => !mayBeEmpty)) continue;
    const [only, ...others] = option;
    const edits = only === undefined || others.length > 0 ? undefined : nonEmptyEdits(source, only);
    if (edits === undefined) return undefined;
    all.push(...edits);
  }
  return all;
}

/** True when a quantifier can be left out: no sign behind it would become one in its place. */
function isLast({ text }: PatternSource, at: SourceRange): boolean {
  return !startsQuantifier(text, at[1]);
}

function startsQuantifier(text: string, index: number): boolean {
  return "?*+{".includes(text[index] ?? " ");
}
