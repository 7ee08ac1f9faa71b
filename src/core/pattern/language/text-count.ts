import { otherCode } from "./character-set.ts";
import { endsFirst } from "./ends-first.ts";
import { deadState, type Language, nextState, startState } from "./language.ts";

/** Where a state goes on to, and with which characters; those outside ASCII count as one. */
export interface Continuation {
  readonly state: number;
  /** The codes in ascending order. */
  readonly codes: readonly number[];
  readonly characterCount: bigint;
}

const known = new WeakMap<Language, readonly (readonly Continuation[])[]>();

/** For each state where it goes on to, the dead state left out; worked out once for each language. */
export function continuationsOf(language: Language): readonly (readonly Continuation[])[] {
  const continuations = known.get(language) ?? findContinuations(language);
  known.set(language, continuations);
  return continuations;
}

/** Sets of codes are few, and shared by the states. */
function findContinuations(language: Language): readonly (readonly Continuation[])[] {
  const sets = new Map<string, readonly number[]>();
  return Array.from({ length: language.stateCount }, (_, state) => continuationsFrom(language, state, sets));
}

function continuationsFrom(
  language: Language,
  state: number,
  sets: Map<string, readonly number[]>,
): readonly Continuation[] {
  const codesTo = new Map<number, number[]>();
  for (let code = 0; code <= otherCode; code += 1) {
    const next = nextState(language, state, code);
    if (next === deadState) continue;
    const codes = codesTo.get(next);
    if (codes === undefined) codesTo.set(next, [code]);
    else codes.push(code);
  }
  return [...codesTo].map(([next, found]) => {
    const key = found.join();
    const codes = sets.get(key) ?? found;
    sets.set(key, codes);
    return { state: next, codes, characterCount: BigInt(codes.length) };
  });
}

/**
 * How many texts the language has, exactly; undefined when it has infinitely many. Texts that differ only in which
 * character outside ASCII they have count as one.
 */
export function textCount(language: Language): bigint | undefined {
  return textCountsAhead(language)?.[startState];
}

const counted = new WeakMap<Language, readonly bigint[]>();

/** For each state how many texts are ahead of it; undefined when the language is infinite. */
export function textCountsAhead(language: Language): readonly bigint[] | undefined {
  const cached = counted.get(language);
  if (cached !== undefined) return cached;
  const order = statesFromEnds(language);
  if (order === undefined) return undefined;
  const continuations = continuationsOf(language);
  const counts = new Array<bigint>(language.stateCount).fill(0n);
  for (const state of order) {
    let count = BigInt(language.accepting[state] ?? 0);
    for (const next of continuations[state] ?? []) count += next.characterCount * (counts[next.state] ?? 0n);
    counts[state] = count;
  }
  counted.set(language, counts);
  return counts;
}

/** The states, each behind all that follow it, the dead one first; undefined when the language is infinite. */
export function statesFromEnds(language: Language): Int32Array | undefined {
  const { stateCount } = language;
  const continuations = continuationsOf(language);
  const firstMove = new Int32Array(stateCount + 1);
  for (const [state, list] of continuations.entries()) firstMove[state + 1] = (firstMove[state] ?? 0) + list.length;
  const targets = new Int32Array(firstMove[stateCount] ?? 0);
  let move = 0;
  for (const list of continuations) for (const { state } of list) targets[move++] = state;
  const { order, endless } = endsFirst({ stateCount, firstMove, targets });
  return endless[startState] === 1 ? undefined : order;
}

/**
 * How many texts of each length up to `lengthMax` the language has, lengths without any left out; also of an infinite
 * language. Counted as by `textCount`.
 */
export function textCountsByLength(language: Language, lengthMax: number): ReadonlyMap<number, bigint> {
  const continuations = continuationsOf(language);
  const counts = new Map<number, bigint>();
  let ways = new Map<number, bigint>([[startState, 1n]]);
  for (let length = 0; ways.size > 0; length += 1) {
    let count = 0n;
    for (const [state, way] of ways) if (language.accepting[state] === 1) count += way;
    if (count > 0n) counts.set(length, count);
    if (length >= lengthMax) break;
    const longer = new Map<number, bigint>();
    for (const [state, way] of ways) {
      for (const next of continuations[state] ?? []) {
        longer.set(next.state, (longer.get(next.state) ?? 0n) + way * next.characterCount);
      }
    }
    ways = longer;
  }
  return counts;
}
