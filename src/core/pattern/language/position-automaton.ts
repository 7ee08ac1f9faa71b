import { countWork } from "../counted-work.ts";
import type { SourceRange } from "../syntax/source-range.ts";
import type { CharacterSet } from "./character-set.ts";
import type { LanguagePart } from "./language-part.ts";

/** Most ways from one position to the next that are written out: some tens of megabytes. */
const edgeCountMax = 2_000_000;
/** Each takes memory in two lists. */
const stepsOfEdge = 4;
/** Numbers of ways are exact up to here; more is as bad. */
const wayCountMax = 1e9;

/** One place of a pattern, repeats written out, that takes one character. */
export interface Position {
  readonly set: CharacterSet;
  readonly at: SourceRange;
}

/**
 * Glushkov's automaton (The abstract theory of automata, 1961): which positions may take the first character, and which
 * may take the next one after each position. The number `positions.length` stands for the end of the text.
 *
 * A backtracking engine can go from one position to the next in several ways: a position then stands more than once in
 * a list, or its number of ways is above 1. For what the pattern matches this makes no difference; for how long an engine
 * may look, it is all that counts. The most ways in which one text is read are the automaton's degree of ambiguity (Weber
 * and Seidl, On the degree of ambiguity of finite automata, 1991).
 */
export interface PositionAutomaton {
  readonly positions: readonly Position[];
  readonly first: readonly number[];
  readonly firstWays: readonly number[];
  readonly follow: readonly (readonly number[])[];
  /** In how many ways an engine gets to the follower of the same index. */
  readonly followWays: readonly (readonly number[])[];
}

/** Positions, each with the number of ways that lead to it. */
interface Reached {
  readonly positions: readonly number[];
  readonly ways: readonly number[];
}

interface Fragment {
  /** In how many ways nothing at all is taken; 0 when the fragment takes at least one character. */
  readonly emptyWays: number;
  readonly first: Reached;
  readonly last: Reached;
}

interface Building {
  readonly positions: Position[];
  readonly follow: number[][];
  readonly followWays: number[][];
  edgeCount: number;
}

/**
 * How many positions the part has, each a single character, once every repeat is written out; a repeat without limit is
 * written out to its minimum, but once at least. A repeat of nothing counts as nothing, so the count also bounds the work.
 */
export function positionCountOf(part: LanguagePart): number {
  switch (part.kind) {
    case "set":
      return 1;
    case "sequence":
      return part.items.reduce((sum, item) => sum + positionCountOf(item), 0);
    case "choice":
      return part.options.reduce((sum, option) => sum + positionCountOf(option), 0);
    case "repeat":
      return (Number.isFinite(part.max) ? part.max : Math.max(part.min, 1)) * positionCountOf(part.item);
  }
}

const none: Reached = { positions: [], ways: [] };
const nothing: Fragment = { emptyWays: 1, first: none, last: none };

/** Writes out the repeats; the caller has bounded the number of positions. Undefined when there are too many edges. */
export function positionAutomaton(tree: LanguagePart): PositionAutomaton | undefined {
  const building: Building = { positions: [], follow: [], followWays: [], edgeCount: 0 };
  const whole = build(building, tree);
  const end: Fragment = { emptyWays: 0, first: { positions: [building.positions.length], ways: [1] }, last: none };
  const { first } = joined(building, whole, end);
  if (building.edgeCount > edgeCountMax) return undefined;
  const { positions, follow, followWays } = building;
  return { positions, follow, followWays, first: first.positions, firstWays: first.ways };
}

function build(building: Building, node: LanguagePart): Fragment {
  switch (node.kind) {
    case "set": {
      const position = building.positions.push({ set: node.set, at: node.at ?? [0, 0] }) - 1;
      building.follow.push([]);
      building.followWays.push([]);
      const only: Reached = { positions: [position], ways: [1] };
      return { emptyWays: 0, first: only, last: only };
    }
    case "sequence":
      return node.items.map((item) => build(building, item)).reduce((a, b) => joined(building, a, b), nothing);
    case "choice": {
      const options = node.options.map((option) => build(building, option));
      return {
        emptyWays: options.reduce((sum, option) => limited(sum + option.emptyWays), 0),
        first: together(options.map((option) => option.first)),
        last: together(options.map((option) => option.last)),
      };
    }
    case "repeat":
      return Number.isFinite(node.max) ? buildRepeat(building, node) : buildEndless(building, node);
  }
}

type RepeatPart = LanguagePart & { readonly kind: "repeat" };

/** `A{2,4}` is AA(A(A)?)?: nested from the inside, so that each copy follows only the one before it. */
function buildRepeat(building: Building, node: RepeatPart): Fragment {
  let whole = nothing;
  for (let copy = node.max; copy > 0; copy -= 1) {
    const item = build(building, node.item);
    // A repeat of nothing stays nothing, however often.
    if (item.first.positions.length === 0) return item.emptyWays > 0 || node.min === 0 ? nothing : item;
    whole = joined(building, item, whole);
    if (copy > node.min) whole = { ...whole, emptyWays: limited(whole.emptyWays + 1) };
    if (building.edgeCount > edgeCountMax) return whole;
  }
  return whole;
}

/** `A{2,}` is AA with a way back before the last copy, `A*` is that with one copy or none. */
function buildEndless(building: Building, node: RepeatPart): Fragment {
  const last = build(building, node.item);
  if (last.first.positions.length === 0) return last.emptyWays > 0 || node.min === 0 ? nothing : last;
  connect(building, last.last, last.first);
  let whole = node.min === 0 ? { ...last, emptyWays: limited(last.emptyWays + 1) } : last;
  for (let copy = node.min; copy > 1; copy -= 1) whole = joined(building, build(building, node.item), whole);
  return whole;
}

function joined(building: Building, a: Fragment, b: Fragment): Fragment {
  connect(building, a.last, b.first);
  return {
    emptyWays: limited(a.emptyWays * b.emptyWays),
    first: a.emptyWays > 0 ? together([a.first, multiplied(b.first, a.emptyWays)]) : a.first,
    last: b.emptyWays > 0 ? together([multiplied(a.last, b.emptyWays), b.last]) : b.last,
  };
}

function connect(building: Building, from: Reached, to: Reached): void {
  building.edgeCount += from.positions.length * to.positions.length;
  if (building.edgeCount > edgeCountMax) return;
  countWork(from.positions.length * to.positions.length * stepsOfEdge);
  for (const [index, position] of from.positions.entries()) {
    const ways = from.ways[index] ?? 1;
    building.follow[position]?.push(...to.positions);
    building.followWays[position]?.push(...(ways === 1 ? to.ways : to.ways.map((way) => limited(way * ways))));
  }
}

function together(lists: readonly Reached[]): Reached {
  const filled = lists.filter(({ positions }) => positions.length > 0);
  const [only] = filled;
  if (filled.length < 2) return only ?? none;
  for (const { positions } of filled) countWork(positions.length);
  return { positions: filled.flatMap(({ positions }) => positions), ways: filled.flatMap(({ ways }) => ways) };
}

function multiplied(reached: Reached, times: number): Reached {
  return times === 1 ? reached : { ...reached, ways: reached.ways.map((way) => limited(way * times)) };
}

function limited(ways: number): number {
  return Math.min(ways, wayCountMax);
}
