import { deadState } from "../language/language.ts";
import type { ClassTable } from "./class-table.ts";
import type { PooledState, StatePool } from "./state-pool.ts";

/**
 * What is quickly said about the texts of a finite language: their lengths, and which characters can stand at each place
 * from the start and from the end. What two languages' profiles exclude need not be searched for.
 */
export interface PlaceProfile {
  /** False when nothing is known: the language is endless or has texts of more than 63 characters. */
  readonly isKnown: boolean;
  /** Bit `n` is set when a text has `n` characters; lengths 0 to 31 and 32 to 63. */
  readonly lengthsLow: number;
  readonly lengthsHigh: number;
  /** Sets of classes, `wordCount` numbers for each place, counted from the start. */
  readonly starts: Uint32Array;
  /** The same, counted from the end. */
  readonly ends: Uint32Array;
}

/** Longest text of a known profile. */
const lengthMax = 63;

/** Makes profiles that can be compared with each other. */
export interface Profiler {
  /** Numbers of a set of classes. */
  readonly wordCount: number;
  profile(of: PooledState): PlaceProfile;
}

/** A profiler by the classes of a table. A language of another pool may have finer ones: its sets are then too wide. */
export function createProfiler({ classCount, classOf }: Pick<ClassTable, "classCount" | "classOf">): Profiler {
  const wordCount = Math.ceil(classCount / 32);
  const rangeSets = new Map<number, Uint32Array>();
  const setOfRange = (from: number, to: number) => {
    const known = rangeSets.get(from * 256 + to);
    if (known !== undefined) return known;
    const set = new Uint32Array(wordCount);
    for (let rank = from; rank <= to; rank += 1) addToSet(set, 0, classOf[rank] ?? 0);
    rangeSets.set(from * 256 + to, set);
    return set;
  };
  const lengthsOfPool = new WeakMap<StatePool, RestLengths>();
  const profile = ({ pool, state }: PooledState) => {
    const rest = lengthsOfPool.get(pool) ?? restLengths(pool);
    lengthsOfPool.set(pool, rest);
    return profileOf({ pool, rest, wordCount, setOfRange }, state);
  };
  return { wordCount, profile };
}

const unknownProfile: PlaceProfile = {
  isKnown: false,
  lengthsLow: 0,
  lengthsHigh: 0,
  starts: new Uint32Array(0),
  ends: new Uint32Array(0),
};

function addToSet(words: Uint32Array, first: number, member: number): void {
  const at = first + (member >>> 5);
  words[at] = (words[at] ?? 0) | (1 << (member & 31));
}

/** For each state, which numbers of characters can still follow; `isLong` where more than 63 can. */
interface RestLengths {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly isLong: Uint8Array;
}

/** States come after those that follow them, unless they are endless. */
function restLengths({ stateCount, firstRange, ranges, accepting, endless }: StatePool): RestLengths {
  const low = new Int32Array(stateCount);
  const high = new Int32Array(stateCount);
  const isLong = new Uint8Array(stateCount);
  for (let state = 1; state < stateCount; state += 1) {
    if (endless[state] === 1) isLong[state] = 1;
    let lowBits = accepting[state] ?? 0;
    let highBits = 0;
    const end = firstRange[state + 1] ?? 0;
    for (let at = firstRange[state] ?? 0; at < end; at += 3) {
      const target = ranges[at + 2] ?? deadState;
      const targetLow = low[target] ?? 0;
      const targetHigh = high[target] ?? 0;
      lowBits |= targetLow << 1;
      highBits |= (targetHigh << 1) | (targetLow >>> 31);
      if (targetHigh < 0 || isLong[target] === 1) isLong[state] = 1;
    }
    low[state] = lowBits;
    high[state] = highBits;
  }
  return { low, high, isLong };
}

interface Profiling {
  readonly pool: StatePool;
  readonly rest: RestLengths;
  readonly wordCount: number;
  setOfRange(from: number, to: number): Uint32Array;
}

function profileOf({ pool, rest, wordCount, setOfRange }: Profiling, root: number): PlaceProfile {
  if (rest.isLong[root] === 1) return unknownProfile;
  const lengthsLow = rest.low[root] ?? 0;
  const lengthsHigh = rest.high[root] ?? 0;
  const placeCount = highestLength(lengthsLow, lengthsHigh);
  const starts = new Uint32Array(placeCount * wordCount);
  const ends = new Uint32Array(placeCount * wordCount);
  let level: readonly number[] = [root];
  for (let place = 0; place < placeCount; place += 1) {
    const following = new Set<number>();
    for (const state of level) {
      const end = pool.firstRange[state + 1] ?? 0;
      for (let at = pool.firstRange[state] ?? 0; at < end; at += 3) {
        const target = pool.ranges[at + 2] ?? deadState;
        const set = setOfRange(pool.ranges[at] ?? 0, pool.ranges[at + 1] ?? 0);
        following.add(target);
        addAll(starts, place * wordCount, set);
        for (let length = 0; length < placeCount - place; length += 1) {
          if (hasLength(rest.low[target] ?? 0, rest.high[target] ?? 0, length)) addAll(ends, length * wordCount, set);
        }
      }
    }
    level = [...following];
  }
  return { isKnown: true, lengthsLow, lengthsHigh, starts, ends };
}

function addAll(words: Uint32Array, first: number, set: Uint32Array): void {
  for (let word = 0; word < set.length; word += 1) words[first + word] = (words[first + word] ?? 0) | (set[word] ?? 0);
}

function hasLength(low: number, high: number, length: number): boolean {
  return ((length < 32 ? low >>> length : high >>> (length - 32)) & 1) === 1;
}

/** The longest length among the bits; 0 when there is none. */
function highestLength(low: number, high: number): number {
  if (high !== 0) return 63 - Math.clz32(high);
  return low === 0 ? 0 : 31 - Math.clz32(low);
}

/** False when lengths or characters show that two languages have no text in common; true when they may have one. */
export function mayShareText(a: PlaceProfile, b: PlaceProfile, wordCount: number): boolean {
  if (!a.isKnown || !b.isKnown) return true;
  const low = a.lengthsLow & b.lengthsLow;
  const high = a.lengthsHigh & b.lengthsHigh;
  if (low === 0 && high === 0) return false;
  const end = lowestLength(low, high) * wordCount;
  return meetEverywhere(a.starts, b.starts, end, wordCount) && meetEverywhere(a.ends, b.ends, end, wordCount);
}

/** False when no text of one language can be one misread, missing or extra character away from one of the other. */
export function mayBeNeighbours(a: PlaceProfile, b: PlaceProfile, wordCount: number): boolean {
  if (!a.isKnown || !b.isKnown) return true;
  const alike = lowestLength(a.lengthsLow & b.lengthsLow, a.lengthsHigh & b.lengthsHigh);
  const unlike = Math.min(lowestLengthBelow(a, b), lowestLengthBelow(b, a));
  if (Math.min(alike, unlike) > lengthMax) return false;
  // The places before the edit meet from the start, those behind it from the end.
  const met = meetingPlaces(a.starts, b.starts, wordCount) + meetingPlaces(a.ends, b.ends, wordCount);
  return met >= alike - 1 || met >= unlike;
}

/** The shortest length of `shorter` of which the next is a length of `longer`. */
function lowestLengthBelow(longer: PlaceProfile, shorter: PlaceProfile): number {
  const low = (longer.lengthsLow >>> 1) | (longer.lengthsHigh << 31);
  return lowestLength(low & shorter.lengthsLow, (longer.lengthsHigh >>> 1) & shorter.lengthsHigh);
}

/** How many places meet before the first that does not. */
function meetingPlaces(a: Uint32Array, b: Uint32Array, wordCount: number): number {
  const end = Math.min(a.length, b.length);
  for (let place = 0; place < end; place += wordCount) {
    if (!meetAt(a, b, place, wordCount)) return place / wordCount;
  }
  return end / wordCount;
}

function meetEverywhere(a: Uint32Array, b: Uint32Array, end: number, wordCount: number): boolean {
  for (let place = 0; place < end; place += wordCount) {
    if (!meetAt(a, b, place, wordCount)) return false;
  }
  return true;
}

function meetAt(a: Uint32Array, b: Uint32Array, place: number, wordCount: number): boolean {
  let common = 0;
  for (let word = place; word < place + wordCount; word += 1) common |= (a[word] ?? 0) & (b[word] ?? 0);
  return common !== 0;
}

/** The shortest length among the bits; 64 when there is none. */
function lowestLength(low: number, high: number): number {
  if (low !== 0) return 31 - Math.clz32(low & -low);
  return high === 0 ? 64 : 63 - Math.clz32(high & -high);
}
