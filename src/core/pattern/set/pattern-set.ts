import { pairLimitReached, type WitnessResult } from "../language/common-text.ts";
import { columnCount, deadState, type Language } from "../language/language.ts";
import { pairCountMax } from "../language/shortest-way.ts";
import { type ClassTable, classTable } from "./class-table.ts";
import { createCommonTextFinder } from "./common-state-text.ts";
import { type Exploration, type ExplorationLimits, exploreTogether } from "./explore-together.ts";
import {
  type OverlapLimits,
  overlapLimits,
  overlapsOfLists,
  overlapsOfProfiled,
  type SetOverlap,
} from "./overlaps-among.ts";
import { createProfiler, mayShareText, type PlaceProfile, type Profiler } from "./place-profile.ts";
import { codeOfRank, pooled, pooledState, rankCount, type StatePool } from "./state-pool.ts";

/** A language of a set that shares a text with another one, or may. */
export interface OverlapWith {
  /** The language's number in the set. */
  readonly index: number;
  /** The shortest text that both have; never `none`. */
  readonly witness: WitnessResult;
}

/** Many languages as one automaton: which of them have a text is answered by reading it once. */
export interface PatternSet {
  /** The numbers of all languages that have the whole text, ascending. Time does not depend on how many there are. */
  matches(text: string): readonly number[];
  /** Every pair of the set that shares a text, with the shortest; worked out when it is first asked for. */
  readonly overlaps: readonly SetOverlap[];
  /** Every language of the set that shares a text with another one, which need not be in the set. */
  overlapsOf(language: Language): readonly OverlapWith[];
  /** Memory of the tables by which texts are matched. */
  readonly byteCount: number;
  /** States of these tables. */
  readonly stateCount: number;
  /** False when the states that tell all languages apart are too many: then the rest of a text is tried one by one. */
  readonly isCombined: boolean;
}

/** Bounds of a set. */
export interface PatternSetOptions {
  readonly combined?: ExplorationLimits;
  readonly overlaps?: OverlapLimits;
}

const combinedLimits: ExplorationLimits = {
  nodeCountMax: 200_000,
  memberCountMax: 4_000_000,
  stepCountMax: 30_000_000,
};

/**
 * The set of some languages. While several of them are possible, a state of the set stands for all; once one is left, its
 * remaining texts are read in states that it shares with every language that ends alike. Never throws: what exceeds a
 * limit is matched one by one.
 */
export function createPatternSet(languages: readonly Language[], options: PatternSetOptions = {}): PatternSet {
  const { pool, roots } = pooled(languages);
  const table = classTable(pool);
  const starts = Array.from(roots, (state, language) => ({ language, state }));
  const exploration = exploreTogether({ pool, table }, starts, options.combined ?? combinedLimits);
  const tables = matchTables({ pool, table, roots }, exploration);
  // Only proofs over pairs ask for profiles.
  let known: Profiles | undefined;
  const profiled = () => {
    known ??= profilesOf({ pool, table, roots });
    return known;
  };
  let overlaps: readonly SetOverlap[] | undefined;
  return {
    matches: (text) => matchesIn(tables, text),
    get overlaps() {
      overlaps ??= exploration.isComplete
        ? overlapsOfLists(exploration.acceptedLists, roots.length)
        : overlapsOfProfiled({ pool, table, roots, ...profiled() }, options.overlaps ?? overlapLimits);
      return overlaps;
    },
    overlapsOf(language) {
      const other = pooledState(language);
      const { profiler, profiles } = profiled();
      const profile = profiler.profile(other);
      return profiles.flatMap((known, index) => {
        const state = roots[index] ?? deadState;
        return state !== deadState && mayShareText(known, profile, profiler.wordCount)
          ? overlapWith(index, findCommonText({ pool, state }, other, pairCountMax))
          : [];
      });
    },
    byteCount: byteCountOf(tables),
    stateCount: exploration.rowCount + pool.stateCount,
    isCombined: exploration.isComplete,
  };
}

/** What is quickly said about each language, and what says it of another. */
interface Profiles {
  readonly profiler: Profiler;
  readonly profiles: readonly PlaceProfile[];
  readonly wordCount: number;
}

function profilesOf({ pool, table, roots }: Pooled): Profiles {
  const profiler = createProfiler(table);
  const profiles = Array.from(roots, (state) => profiler.profile({ pool, state }));
  return { profiler, profiles, wordCount: profiler.wordCount };
}

const findCommonText = createCommonTextFinder();

function overlapWith(index: number, { kind, text }: ReturnType<typeof findCommonText>): readonly OverlapWith[] {
  if (kind === "none") return [];
  return [{ index, witness: kind === "text" ? { kind, text } : pairLimitReached }];
}

/** What matching needs. Rows of both tables have a column for each class. */
interface MatchTables {
  readonly classCount: number;
  /** The class of each ASCII character by its code, and of all others. */
  readonly classOf: Uint8Array;
  readonly classOfOther: number;
  /** Offset of the row before the first character; at or above `exitFrom` it is an exit. */
  readonly start: number;
  /** While several languages are possible: 0 for none, the offset of a row, or `exitFrom` and the number of an exit. */
  readonly several: Uint32Array;
  readonly exitFrom: number;
  /** For each row of `several`, an index in `lists`. */
  readonly accepted: Uint32Array;
  readonly lists: readonly (readonly number[])[];
  /** `exitMembers` of exit `e` go from `exitStart[e]` to `exitStart[e + 1]`, not included; each takes two numbers. */
  readonly exitStart: Uint32Array;
  /** A language, and the offset in `rest` at which the text goes on. */
  readonly exitMembers: Uint32Array;
  /** For each language the list of it alone. */
  readonly alone: readonly (readonly number[])[];
  /** The states that all languages share. */
  readonly rest: Uint32Array;
  readonly accepting: Uint8Array;
}

/** Languages in one pool, and its table. */
interface Pooled {
  readonly pool: StatePool;
  readonly table: ClassTable;
  readonly roots: Int32Array;
}

function matchTables({ pool, table, roots }: Pooled, found: Exploration): MatchTables {
  const { classCount } = table;
  const classOf = new Uint8Array(columnCount);
  for (let rank = 0; rank < rankCount - 1; rank += 1) {
    classOf[codeOfRank[rank] ?? 0] = table.classOf[rank] ?? 0;
  }
  // Row 0 is dead: the rows of the exploration follow it.
  const exitFrom = (found.rowCount + 1) * classCount;
  const exits = exitsOf(found);
  const cellOf = (node: number) => {
    const row = found.rowOf[node] ?? -1;
    if (node === 0) return 0;
    return row < 0 ? exitFrom + (exits.numberOf[node] ?? 0) : (row + 1) * classCount;
  };
  const several = new Uint32Array(exitFrom);
  for (let at = 0; at < found.rowCount * classCount; at += 1) {
    several[classCount + at] = cellOf(found.targets[at] ?? 0);
  }
  const accepted = new Uint32Array(found.rowCount + 1);
  for (let node = 1; node < found.nodeCount; node += 1) {
    const row = found.rowOf[node] ?? -1;
    if (row >= 0) accepted[row + 1] = found.accepted[node] ?? 0;
  }
  return {
    classCount,
    classOf,
    classOfOther: table.classOf[rankCount - 1] ?? 0,
    start: found.nodeCount > 1 ? cellOf(1) : 0,
    several,
    exitFrom,
    accepted,
    lists: found.acceptedLists.map(({ languages }) => languages),
    exitStart: exits.start,
    exitMembers: exits.members,
    alone: Array.from({ length: roots.length }, (_, language) => Object.freeze([language])),
    rest: table.next,
    accepting: pool.accepting.slice(0, pool.stateCount),
  };
}

/** The nodes that have no row: those with one member, and those beyond a limit. */
function exitsOf({ nodeCount, memberStart, members, rowOf }: Exploration) {
  const numberOf = new Int32Array(nodeCount);
  const start: number[] = [0];
  const kept = new Uint32Array(memberStart[nodeCount] ?? 0);
  let keptCount = 0;
  for (let node = 1; node < nodeCount; node += 1) {
    if ((rowOf[node] ?? -1) >= 0) continue;
    numberOf[node] = start.length - 1;
    kept.set(members.subarray(memberStart[node], memberStart[node + 1]), keptCount);
    keptCount += (memberStart[node + 1] ?? 0) - (memberStart[node] ?? 0);
    start.push(keptCount);
  }
  return { numberOf, start: Uint32Array.from(start), members: kept.slice(0, keptCount) };
}

const noLanguage: readonly number[] = Object.freeze([]);
// Constants of this file: engines read an imported name anew at each use.
const width = columnCount;

/** Reads the whole text while several languages are possible, and leaves the rest of it to those that remain. */
function matchesIn(tables: MatchTables, text: string): readonly number[] {
  const { classOf, classOfOther, several, exitFrom } = tables;
  const { length } = text;
  let offset = tables.start;
  for (let index = 0; offset < exitFrom; index += 1) {
    if (index === length) return tables.lists[tables.accepted[offset / tables.classCount] ?? 0] ?? noLanguage;
    const code = text.charCodeAt(index);
    offset = several[offset + (code < width ? (classOf[code] ?? 0) : classOfOther)] ?? 0;
    if (offset === 0) return noLanguage;
    if (offset >= exitFrom) return matchesFromExit(tables, text, { index: index + 1, exit: offset - exitFrom });
  }
  return matchesFromExit(tables, text, { index: 0, exit: offset - exitFrom });
}

/** Where a text has led to: the next character, and the exit. */
interface Exit {
  readonly index: number;
  readonly exit: number;
}

function matchesFromExit(tables: MatchTables, text: string, { index, exit }: Exit): readonly number[] {
  const { exitStart, exitMembers, alone } = tables;
  const from = exitStart[exit] ?? 0;
  const to = exitStart[exit + 1] ?? 0;
  if (to - from === 2) {
    if (!endsIn(tables, text, index, exitMembers[from + 1] ?? 0)) return noLanguage;
    return alone[exitMembers[from] ?? 0] ?? noLanguage;
  }
  const matching: number[] = [];
  for (let at = from; at < to; at += 2) {
    if (endsIn(tables, text, index, exitMembers[at + 1] ?? 0)) matching.push(exitMembers[at] ?? 0);
  }
  return matching;
}

/** True when the text from `index` on is one of those that are accepted from a row of `rest`. */
function endsIn(tables: MatchTables, text: string, index: number, row: number): boolean {
  const { classOf, classOfOther, rest } = tables;
  const { length } = text;
  let offset = row;
  for (let at = index; at < length; at += 1) {
    const code = text.charCodeAt(at);
    offset = rest[offset + (code < width ? (classOf[code] ?? 0) : classOfOther)] ?? 0;
    if (offset === 0) return false;
  }
  return tables.accepting[offset / tables.classCount] === 1;
}

function byteCountOf(tables: MatchTables): number {
  const arrays = Object.values(tables).filter((value) => ArrayBuffer.isView(value));
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
