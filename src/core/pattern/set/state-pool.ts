import { endsFirst, type StateMoves } from "../language/ends-first.ts";
import { characterOf, deadState, type Language, nextState, readingOrder, startState } from "../language/language.ts";

/** How many ranks there are: one for each ASCII character, and one for any other. */
export const rankCount = readingOrder.length;

/**
 * The code of each rank. A character's rank is its place in the reading order: in pools characters stand by rank, so
 * that searches which try the least first find the text that people can read.
 */
export const codeOfRank = Uint8Array.from(readingOrder);

/** The text of the characters with these ranks. */
export function textOfRanks(ranks: readonly number[]): string {
  return ranks.map((rank) => characterOf(codeOfRank[rank] ?? 0)).join("");
}

/**
 * The states of many languages, merged: states from which the same texts are accepted are one state, so that what one
 * model's serials end in is stored, and searched, once for all models that end alike. State 0 is dead. Only states that
 * can reach a cycle are kept apart for each language.
 */
export interface StatePool {
  /** The dead state included. */
  readonly stateCount: number;
  /** `ranges` of state `s` go from `firstRange[s]` to `firstRange[s + 1]`, not included; each takes three numbers. */
  readonly firstRange: Int32Array;
  /** From rank, to rank (both included, ascending), state after it. */
  readonly ranges: Int32Array;
  /** 1 where the text may end. */
  readonly accepting: Uint8Array;
  /** 1 where a cycle can be reached, so that texts of any length are accepted. */
  readonly endless: Uint8Array;
}

/** A language as one state of a pool. */
export interface PooledState {
  readonly pool: StatePool;
  readonly state: number;
}

/** The languages in one pool, and the state that stands for each; 0 for a language without any text. */
export function pooled(languages: readonly Language[]): { readonly pool: StatePool; readonly roots: Int32Array } {
  const building: Building = {
    stateCount: 1,
    rangeCount: 0,
    firstRange: new Int32Array(1024),
    ranges: new Int32Array(4096),
    accepting: new Uint8Array(1024),
    endless: new Uint8Array(1024),
    slots: new Int32Array(4096),
  };
  const roots = Int32Array.from(languages, (language) => addLanguage(building, language));
  return { pool: building, roots };
}

/** One language in a pool of its own. */
export function pooledState(language: Language): PooledState {
  const { pool, roots } = pooled([language]);
  return { pool, state: roots[0] ?? deadState };
}

/** A copy that holds at least `length` numbers, or the array itself when it does. */
export function grown<Numbers extends Int32Array | Uint8Array>(array: Numbers, length: number): Numbers {
  if (length <= array.length) return array;
  const capacity = Math.max(length, array.length * 2);
  const copy = (array instanceof Int32Array ? new Int32Array(capacity) : new Uint8Array(capacity)) as Numbers;
  copy.set(array);
  return copy;
}

interface Building extends StatePool {
  stateCount: number;
  /** Numbers in use in `ranges`. */
  rangeCount: number;
  firstRange: Int32Array;
  ranges: Int32Array;
  accepting: Uint8Array;
  endless: Uint8Array;
  /** Hash table of the shared states; 0 is a free slot. */
  slots: Int32Array;
}

/** The ranges of one language by its own state numbers: each a move with the ranks of the characters that take it. */
interface OwnRanges extends StateMoves {
  /** From rank, to rank, both included, ascending. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

function ownRanges(language: Language): OwnRanges {
  const { stateCount } = language;
  const firstMove = new Int32Array(stateCount + 1);
  let targets = new Int32Array(stateCount * 4);
  let from = new Uint8Array(stateCount * 4);
  let to = new Uint8Array(stateCount * 4);
  let count = 0;
  for (let state = startState; state < stateCount; state += 1) {
    firstMove[state] = count;
    let target = deadState;
    let first = 0;
    for (let rank = 0; rank <= rankCount; rank += 1) {
      const code = codeOfRank[rank];
      const now = code === undefined ? deadState : nextState(language, state, code);
      if (now === target) continue;
      if (target !== deadState) {
        if (count === targets.length) {
          [targets, from, to] = [grown(targets, count + 1), grown(from, count + 1), grown(to, count + 1)];
        }
        targets[count] = target;
        from[count] = first;
        to[count] = rank - 1;
        count += 1;
      }
      target = now;
      first = rank;
    }
  }
  firstMove[stateCount] = count;
  return { stateCount, firstMove, targets, from, to };
}

/** Every state is added after those that follow it; those that lead to a cycle last, and never merged. */
function addLanguage(building: Building, language: Language): number {
  const own = ownRanges(language);
  const { order, endless } = endsFirst(own);
  const numbers = new Int32Array(language.stateCount);
  for (const state of order) {
    if (endless[state] === 0) numbers[state] = sharedState(building, { own, state, numbers, language });
  }
  const endlessStates = order.filter((state) => endless[state] === 1);
  for (const [index, state] of endlessStates.entries()) numbers[state] = building.stateCount + index;
  for (const state of endlessStates) {
    writeRow(building, { own, state, numbers, language });
    closeRow(building, { isAccepting: language.accepting[state] === 1, isEndless: true });
  }
  return numbers[startState] ?? deadState;
}

interface Row {
  readonly own: OwnRanges;
  readonly state: number;
  /** Numbers in the pool of the language's states. */
  readonly numbers: Int32Array;
  readonly language: Language;
}

/** Writes the row behind the last state's; neighbouring ranges with one target become one. Gives its end. */
function writeRow(building: Building, { own, state, numbers }: Row): number {
  const moveEnd = own.firstMove[state + 1] ?? 0;
  const firstMove = own.firstMove[state] ?? 0;
  building.ranges = grown(building.ranges, building.rangeCount + (moveEnd - firstMove) * 3);
  const { ranges } = building;
  const first = building.rangeCount;
  let end = first;
  for (let move = firstMove; move < moveEnd; move += 1) {
    const rank = own.from[move] ?? 0;
    const target = numbers[own.targets[move] ?? deadState] ?? deadState;
    if (target === deadState) continue;
    const joins = end > first && ranges[end - 1] === target && ranges[end - 2] === rank - 1;
    if (!joins) {
      ranges[end] = rank;
      ranges[end + 2] = target;
      end += 3;
    }
    ranges[end - 2] = own.to[move] ?? 0;
  }
  building.firstRange[building.stateCount] = first;
  building.rangeCount = end;
  return end;
}

/** The row that was written last becomes a state. */
function closeRow(building: Building, kind: { readonly isAccepting: boolean; readonly isEndless: boolean }): number {
  const state = building.stateCount;
  building.stateCount += 1;
  building.firstRange = grown(building.firstRange, building.stateCount + 1);
  building.accepting = grown(building.accepting, building.stateCount + 1);
  building.endless = grown(building.endless, building.stateCount + 1);
  building.firstRange[building.stateCount] = building.rangeCount;
  building.accepting[state] = kind.isAccepting ? 1 : 0;
  building.endless[state] = kind.isEndless ? 1 : 0;
  return state;
}

/** The state of the pool from which the same texts are accepted; a new one when there is none. */
function sharedState(building: Building, row: Row): number {
  const first = building.rangeCount;
  const end = writeRow(building, row);
  const accepting = row.language.accepting[row.state] ?? 0;
  if (first === end && accepting === 0) return deadState;
  const mask = building.slots.length - 1;
  let slot = hashOf(building, { first, end, accepting }) & mask;
  for (let known = building.slots[slot] ?? 0; known !== 0; known = building.slots[slot] ?? 0) {
    if (building.accepting[known] === accepting && isSameRow(building, known, { first, end, accepting })) {
      building.rangeCount = first;
      return known;
    }
    slot = (slot + 1) & mask;
  }
  const state = closeRow(building, { isAccepting: accepting === 1, isEndless: false });
  building.slots[slot] = state;
  if (building.stateCount * 2 > building.slots.length) rehash(building);
  return state;
}

/** A row that lies from `first` to `end` in the ranges. */
interface LaidRow {
  readonly first: number;
  readonly end: number;
  readonly accepting: number;
}

function hashOf({ ranges }: Building, { first, end, accepting }: LaidRow): number {
  let hash = accepting;
  for (let at = first; at < end; at += 1) hash = Math.imul(hash ^ (ranges[at] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 16);
}

function isSameRow({ firstRange, ranges }: Building, known: number, { first, end }: LaidRow): boolean {
  const start = firstRange[known] ?? 0;
  if ((firstRange[known + 1] ?? 0) - start !== end - first) return false;
  for (let offset = 0; offset < end - first; offset += 1) {
    if (ranges[start + offset] !== ranges[first + offset]) return false;
  }
  return true;
}

function rehash(building: Building): void {
  building.slots = new Int32Array(building.slots.length * 4);
  const mask = building.slots.length - 1;
  for (let state = 1; state < building.stateCount; state += 1) {
    if (building.endless[state] === 1) continue;
    const first = building.firstRange[state] ?? 0;
    const end = building.firstRange[state + 1] ?? 0;
    let slot = hashOf(building, { first, end, accepting: building.accepting[state] ?? 0 }) & mask;
    while (building.slots[slot] !== 0) slot = (slot + 1) & mask;
    building.slots[slot] = state;
  }
}
