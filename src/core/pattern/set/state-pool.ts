import { characterOf, deadState, type Language, nextState, readingOrder, startState } from "../language/language.ts";

/** How many symbols a language tells apart: the ASCII characters and any other. */
export const symbolCount = readingOrder.length;

/**
 * The code of each symbol. In pools a character is a symbol, its place in the reading order, so that searches which
 * go through symbols from the least find the text that people can read.
 */
export const codeOfSymbol = Uint8Array.from(readingOrder);

/** The text that some symbols spell. */
export function textOfSymbols(symbols: readonly number[]): string {
  return symbols.map((symbol) => characterOf(codeOfSymbol[symbol] ?? 0)).join("");
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
  /** From symbol, to symbol (both included, ascending), state after it. */
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

/** The ranges of one language by its own state numbers, laid out as in a pool. */
interface OwnRanges {
  readonly firstRange: Int32Array;
  readonly ranges: Int32Array;
}

function ownRanges(language: Language): OwnRanges {
  const { stateCount } = language;
  const firstRange = new Int32Array(stateCount + 1);
  let ranges = new Int32Array(stateCount * 12);
  let count = 0;
  for (let state = startState; state < stateCount; state += 1) {
    firstRange[state] = count;
    let target = deadState;
    let from = 0;
    for (let symbol = 0; symbol <= symbolCount; symbol += 1) {
      const code = codeOfSymbol[symbol];
      const now = code === undefined ? deadState : nextState(language, state, code);
      if (now === target) continue;
      if (target !== deadState) {
        if (count + 3 > ranges.length) ranges = grown(ranges, count + 3);
        ranges[count] = from;
        ranges[count + 1] = symbol - 1;
        ranges[count + 2] = target;
        count += 3;
      }
      target = now;
      from = symbol;
    }
  }
  firstRange[stateCount] = count;
  return { firstRange, ranges };
}

const untouched = 0;
const open = 1;
const done = 2;

/** Depth first, so that every state is added after those that follow it; a way back to an open state is a cycle. */
function addLanguage(building: Building, language: Language): number {
  const own = ownRanges(language);
  const { firstRange, ranges } = own;
  const numbers = new Int32Array(language.stateCount);
  const phase = new Uint8Array(language.stateCount);
  const isEndless = new Uint8Array(language.stateCount);
  const endlessStates: number[] = [];
  const cursor = Int32Array.from(firstRange);
  const stack = [startState];
  phase[startState] = open;
  for (let state = stack.at(-1); state !== undefined; state = stack.at(-1)) {
    const at = cursor[state] ?? 0;
    if (at < (firstRange[state + 1] ?? 0)) {
      const target = ranges[at + 2] ?? deadState;
      if (phase[target] === untouched) {
        phase[target] = open;
        stack.push(target);
        continue;
      }
      if (phase[target] === open || isEndless[target] === 1) isEndless[state] = 1;
      cursor[state] = at + 3;
      continue;
    }
    stack.pop();
    phase[state] = done;
    if (isEndless[state] === 1) endlessStates.push(state);
    else numbers[state] = sharedState(building, { own, state, numbers, language });
  }
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
  const from = own.firstRange[state] ?? 0;
  const to = own.firstRange[state + 1] ?? 0;
  building.ranges = grown(building.ranges, building.rangeCount + to - from);
  const { ranges } = building;
  const first = building.rangeCount;
  let end = first;
  for (let at = from; at < to; at += 3) {
    const symbol = own.ranges[at] ?? 0;
    const target = numbers[own.ranges[at + 2] ?? deadState] ?? deadState;
    if (target === deadState) continue;
    const joins = end > first && ranges[end - 1] === target && ranges[end - 2] === symbol - 1;
    if (!joins) {
      ranges[end] = symbol;
      ranges[end + 2] = target;
      end += 3;
    }
    ranges[end - 2] = own.ranges[at + 1] ?? 0;
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
  let hash = accepting;
  for (let at = first; at < end; at += 1)
    hash = Math.imul(hash ^ (building.ranges[at] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  const mask = building.slots.length - 1;
  let slot = (hash ^ (hash >>> 16)) & mask;
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
