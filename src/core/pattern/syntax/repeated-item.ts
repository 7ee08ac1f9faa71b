import type { OpenToken, RepeatToken } from "./pattern-token.ts";
import type { SourceRange } from "./source-range.ts";

/** A character, class or group with the quantifier behind it, and what its repeats come to. */
export interface Item {
  /** From its first sign to the end of its quantifier. */
  readonly at: SourceRange;
  readonly group?: RepeatedGroup;
  readonly quantifier?: RepeatToken;
  /** What stands before the quantifier. */
  readonly repeats?: Item;
  readonly mayBeEmpty: boolean;
  /** False for a look around, and around a misplaced anchor: they are refused for themselves. */
  readonly isClear: boolean;
  /** The largest product of counts inside each other. */
  readonly count: number;
  /** How many characters and groups there are once the repeats are written out. */
  readonly size: number;
  /** The quantifiers of zero times that leave nothing of it; undefined where something is left. */
  readonly none?: readonly SourceRange[];
}

/** A group with its alternatives, while it is read and behind that; the whole pattern is one without parentheses. */
export interface RepeatedGroup {
  readonly open: OpenToken | undefined;
  readonly options: Item[][];
  isClear: boolean;
}

/** A group of which nothing has been read. */
export function openedGroup(open: OpenToken | undefined): RepeatedGroup {
  return { open, options: [[]], isClear: open?.asks === undefined || open.asks === "atomic" };
}

/** The group as an item, up to the end of its `)`. */
export function closedItem(group: RepeatedGroup, end: number): Item {
  const items = group.options.flat();
  const isNone = items.length > 0 && group.options.every((option) => option.length > 0);
  const spots = items.map(({ none }) => none);
  const item: Item = {
    at: [group.open?.at[0] ?? 0, end],
    group,
    mayBeEmpty: group.options.some((option) => option.every(({ mayBeEmpty }) => mayBeEmpty)),
    isClear: group.isClear && items.every(({ isClear }) => isClear),
    count: items.reduce((largest, { count }) => Math.max(largest, count), 1),
    size: items.reduce((sum, { size }) => sum + size, 1),
  };
  if (!isNone || !group.isClear || spots.includes(undefined)) return item;
  return { ...item, count: 1, size: 0, none: spots.flatMap((own) => own ?? []) };
}

/** The item with a quantifier behind it. A repeat without a limit is written out to its minimum, but once at least. */
export function repeatedItem(item: Item, quantifier: RepeatToken): Item {
  const { min, max, at } = quantifier;
  const copies = Number.isFinite(max) ? max : Math.max(min, 1);
  const repeated: Item = {
    at: [item.at[0], at[1]],
    quantifier,
    repeats: item,
    mayBeEmpty: item.mayBeEmpty || min === 0,
    isClear: item.isClear,
    count: Math.max(copies, 1) * item.count,
    size: copies * item.size,
  };
  if (max > 0 && item.none === undefined) return repeated;
  return { ...repeated, none: [...(item.none ?? []), ...(max === 0 ? [at] : [])] };
}
