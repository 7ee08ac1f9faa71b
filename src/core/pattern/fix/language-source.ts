import { type CharacterSet, characterSetOf, otherCode } from "../language/character-set.ts";
import { deadState, type Language, nextState, startState } from "../language/language.ts";
import { setSource } from "../language/set-source.ts";
import { statesFromEnds } from "../language/text-count.ts";

/** Longest source that is worth reading, in characters. */
const sourceLengthMax = 200;
/** Most states of a language that is written back, and most steps of writing it. */
const stateCountMax = 400;
const stepCountMax = 2000;

/**
 * A portable pattern, without its anchors, for exactly the texts of a finite language; one that stands beside others as
 * it is, alternatives in parentheses. Undefined where the language is infinite, empty, has characters that no portable
 * pattern can name, or takes more than `sourceLengthMax` characters to write.
 */
export function languageSource(language: Language): string | undefined {
  const graph = languageGraph(language);
  if (graph === undefined) return undefined;
  const joins = joinsOf(graph);
  const units = unitsBetween({ graph, joins, stepsLeft: stepCountMax }, startState, graph.end);
  const source = units?.map(unitSource).join("");
  return source === undefined || source.length > sourceLengthMax ? undefined : source;
}

/** The states in an order in which every way leads on, and the ways from each. */
interface LanguageGraph {
  readonly order: readonly number[];
  readonly ways: ReadonlyMap<number, readonly Way[]>;
  /** The number that stands behind every accepting state. */
  readonly end: number;
}

/** A character of the set leads `to` a state; without a set, the end of the text. */
interface Way {
  readonly to: number;
  readonly set?: CharacterSet;
}

function languageGraph(language: Language): LanguageGraph | undefined {
  if (language.stateCount > stateCountMax) return undefined;
  const fromEnds = statesFromEnds(language)?.filter((state) => state !== deadState);
  if (fromEnds === undefined) return undefined;
  const end = language.stateCount;
  const ways = new Map<number, readonly Way[]>();
  for (const state of fromEnds) {
    const own = waysOf(language, state, end);
    if (own === undefined || own.length === 0) return undefined;
    ways.set(state, own);
  }
  return { order: [...fromEnds.reverse()], ways, end };
}

function waysOf(language: Language, state: number, end: number): readonly Way[] | undefined {
  if (nextState(language, state, otherCode) !== deadState) return undefined;
  const codes = new Map<number, [number, number][]>();
  for (let code = 0; code < otherCode; code += 1) {
    const to = nextState(language, state, code);
    if (to !== deadState) codes.set(to, [...(codes.get(to) ?? []), [code, code]]);
  }
  const ways: Way[] = [...codes].map(([to, ranges]) => ({ to, set: characterSetOf(ranges) }));
  return language.accepting[state] === 1 ? [...ways, { to: end }] : ways;
}

/**
 * For each state the first place through which all of its ways lead: another state, or the end. These are immediate
 * postdominators, found as in Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm (2001); there is no cycle,
 * so one pass from the end is enough.
 */
function joinsOf({ order, ways, end }: LanguageGraph): ReadonlyMap<number, number> {
  const joins = new Map<number, number>();
  const rank = new Map([...order, end].map((state, index) => [state, index]));
  const meet = (a: number, b: number): number => {
    let [one, other] = [a, b];
    while (one !== other) {
      if ((rank.get(one) ?? 0) < (rank.get(other) ?? 0)) one = joins.get(one) ?? end;
      else other = joins.get(other) ?? end;
    }
    return one;
  };
  for (const state of order.toReversed()) {
    joins.set(state, (ways.get(state) ?? []).map(({ to }) => to).reduce(meet));
  }
  return joins;
}

/** An atom `min` to `max` times. */
interface Unit {
  readonly atom: string;
  readonly min: number;
  readonly max: number;
}

interface Writing {
  readonly graph: LanguageGraph;
  readonly joins: ReadonlyMap<number, number>;
  stepsLeft: number;
}

/** What leads from one place to another, join by join. */
function unitsBetween(writing: Writing, from: number, to: number): readonly Unit[] | undefined {
  const units: Unit[] = [];
  for (let state = from; state !== to; state = writing.joins.get(state) ?? to) {
    const added = unitsToJoin(writing, state);
    if (added === undefined) return undefined;
    for (const unit of added) append(units, unit);
  }
  return units;
}

function unitsToJoin(writing: Writing, state: number): readonly Unit[] | undefined {
  writing.stepsLeft -= 1;
  const join = writing.joins.get(state);
  if (writing.stepsLeft < 0 || join === undefined) return undefined;
  const options: (readonly Unit[])[] = [];
  let mayEnd = false;
  for (const { to, set } of writing.graph.ways.get(state) ?? []) {
    if (set === undefined) {
      mayEnd = true;
      continue;
    }
    const atom = setSource(set);
    const rest = unitsBetween(writing, to, join);
    if (atom === undefined || rest === undefined) return undefined;
    const option: Unit[] = [{ atom, min: 1, max: 1 }];
    for (const unit of rest) append(option, unit);
    options.push(option);
  }
  return grouped(options, mayEnd);
}

/** The options as units; `X{0,n}` where the text may end before one X or more. */
function grouped(options: readonly (readonly Unit[])[], mayEnd: boolean): readonly Unit[] {
  const [only = []] = options;
  if (options.length === 1 && !mayEnd) return only;
  if (options.length === 0) return [];
  const [unit] = only;
  if (options.length === 1 && only.length === 1 && unit !== undefined && unit.min <= 1) return [{ ...unit, min: 0 }];
  const atom = `(${options.map((option) => option.map(unitSource).join("")).join("|")})`;
  return [{ atom, min: mayEnd ? 0 : 1, max: 1 }];
}

/** Equal neighbours become one: `X{a,b}X{c,d}` is `X{a+c,b+d}`. */
function append(units: Unit[], unit: Unit): void {
  const last = units.at(-1);
  if (last?.atom !== unit.atom) units.push(unit);
  else units[units.length - 1] = { atom: unit.atom, min: last.min + unit.min, max: last.max + unit.max };
}

function unitSource({ atom, min, max }: Unit): string {
  if (min === max) return min === 1 ? atom : `${atom}{${min}}`;
  return min === 0 && max === 1 ? `${atom}?` : `${atom}{${min},${max}}`;
}
