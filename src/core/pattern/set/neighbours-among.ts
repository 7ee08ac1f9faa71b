import { deadState, type Language } from "../language/language.ts";
import { pairCountMax } from "../language/shortest-way.ts";
import { classTable } from "./class-table.ts";
import { createNeighbourFinder } from "./neighbour-texts.ts";
import { createProfiler, mayBeNeighbours } from "./place-profile.ts";
import { pooled, pooledState } from "./state-pool.ts";

/** Two texts of two languages that differ in one misread, missing or extra character. */
export interface Neighbour {
  readonly a: number;
  /** Greater than `a`. */
  readonly b: number;
  readonly textA: string;
  readonly textB: string;
}

/** The neighbours that were found. */
export interface NeighbourSearch {
  /** One pair of texts for each pair of languages, ordered by `a` and `b`. */
  readonly neighbours: readonly Neighbour[];
  /** False when `limit` or the budget ended the search, so that pairs which are not there may be neighbours too. */
  readonly isComplete: boolean;
}

/** When a search ends. */
export interface NeighbourLimits {
  /** Most pairs of languages to find. */
  readonly limit: number;
  /** Most pairs of states to look at; about a second. */
  readonly pairStepCountMax?: number;
}

const stepCountMax = 3_000_000;

/**
 * The pairs of languages in which one misread, missing or extra character turns a text of one into a text of the other.
 * Languages that share texts are mostly neighbours too. Lengths and characters at each place exclude most pairs.
 */
export function neighboursAmong(languages: readonly Language[], limits: NeighbourLimits): NeighbourSearch {
  const { pool, roots } = pooled(languages);
  const profiler = createProfiler(classTable(pool));
  const profiles = Array.from(roots, (state) => profiler.profile({ pool, state }));
  const neighbours: Neighbour[] = [];
  let steps = limits.pairStepCountMax ?? stepCountMax;
  let isComplete = true;
  for (const [a, profileA] of profiles.entries()) {
    for (let b = a + 1; b < profiles.length; b += 1) {
      const profileB = profiles[b];
      if (profileB === undefined || !mayBeNeighbours(profileA, profileB, profiler.wordCount)) continue;
      if (neighbours.length >= limits.limit || steps <= 0) return { neighbours, isComplete: false };
      const stateOf = (language: number) => ({ pool, state: roots[language] ?? deadState });
      const { kind, textA, textB, pairCount } = findNeighbour(stateOf(a), stateOf(b), pairCountMax);
      steps -= pairCount;
      if (kind === "texts") neighbours.push({ a, b, textA, textB });
      if (kind === "limit") isComplete = false;
    }
  }
  return { neighbours, isComplete };
}

const findNeighbour = createNeighbourFinder();

/** A text of `a` and one of `b` that differ in one character, as above; undefined when none was found within limits. */
export function neighbourOf(a: Language, b: Language): Pick<Neighbour, "textA" | "textB"> | undefined {
  const { kind, textA, textB } = findNeighbour(pooledState(a), pooledState(b), pairCountMax);
  return kind === "texts" ? { textA, textB } : undefined;
}
