import { pairLimitReached, type WitnessResult } from "../language/common-text.ts";
import { deadState, type Language } from "../language/language.ts";
import { pairCountMax } from "../language/shortest-way.ts";
import { type ClassTable, classTable } from "./class-table.ts";
import { createCommonTextFinder } from "./common-state-text.ts";
import { type AcceptedList, type ExplorationLimits, exploreTogether } from "./explore-together.ts";
import { createProfiler, mayShareText, type PlaceProfile } from "./place-profile.ts";
import { pooled, type StatePool } from "./state-pool.ts";

/** Two languages that share a text, or of which it is not known: their numbers, and the shortest text that both have. */
export interface SetOverlap {
  readonly a: number;
  /** Greater than `a`. */
  readonly b: number;
  /** Never `none`. */
  readonly witness: WitnessResult;
}

/** Bounds of the proof over all pairs. */
export interface OverlapLimits {
  /** Bounds of reading several languages at once. */
  readonly together: ExplorationLimits;
  /** Most pairs of states that the searches of all pairs look at; afterwards pairs are undecided. */
  readonly pairStepCountMax: number;
}

/** A second or two at most. */
export const overlapLimits: OverlapLimits = {
  together: { nodeCountMax: 50_000, memberCountMax: 2_000_000, stepCountMax: 20_000_000 },
  pairStepCountMax: 10_000_000,
};

/**
 * Every pair of languages that share a text, with the shortest one, ordered by `a` and `b`. A pair that is not there is
 * proved to share none. Lengths and characters at each place exclude most pairs; languages that may overlap are read
 * together, and where that takes too many states, two by two. A pair is `limit` when the work of all is used up.
 */
export function overlapsAmong(languages: readonly Language[], limits = overlapLimits): readonly SetOverlap[] {
  const { pool, roots } = pooled(languages);
  const table = classTable(pool);
  const profiler = createProfiler(table);
  const profiles = Array.from(roots, (state) => profiler.profile({ pool, state }));
  return overlapsOfProfiled({ pool, table, roots, profiles, wordCount: profiler.wordCount }, limits);
}

/** Languages in one pool, prepared for proofs over pairs. */
export interface ProfiledLanguages {
  readonly pool: StatePool;
  readonly table: ClassTable;
  readonly roots: Int32Array;
  readonly profiles: readonly PlaceProfile[];
  readonly wordCount: number;
}

/** As `overlapsAmong`. */
export function overlapsOfProfiled(of: ProfiledLanguages, limits: OverlapLimits): readonly SetOverlap[] {
  const pairs = possiblePairs(of);
  const budget = { pairSteps: limits.pairStepCountMax };
  const overlaps = groupsOf(pairs, of.roots.length).map((group) =>
    group.length === 1 ? twoByTwo(of, group, budget) : together(of, group, { limits, budget }),
  );
  return inOrder(overlaps.flat());
}

/** Two languages as one number, `a * count + b`: there may be millions of them. */
type Pair = number;

function possiblePairs({ roots, profiles, wordCount }: ProfiledLanguages): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [a, profileA] of profiles.entries()) {
    if (roots[a] === 0) continue;
    for (let b = a + 1; b < profiles.length; b += 1) {
      const profileB = profiles[b];
      if (profileB === undefined || roots[b] === 0 || !mayShareText(profileA, profileB, wordCount)) continue;
      pairs.push(a * profiles.length + b);
    }
  }
  return pairs;
}

/** The pairs in groups, so that no language is in two groups: union-find, its paths halved on the way. */
function groupsOf(pairs: readonly Pair[], count: number): readonly (readonly Pair[])[] {
  const parent = Int32Array.from({ length: count }, (_, language) => language);
  const find = (language: number) => {
    let top = language;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top] ?? 0] ?? 0;
      top = parent[top] ?? 0;
    }
    return top;
  };
  for (const pair of pairs) parent[find(Math.floor(pair / count))] = find(pair % count);
  return [...Map.groupBy(pairs, (pair) => find(pair % count)).values()];
}

interface Budget {
  pairSteps: number;
}

function together(
  of: ProfiledLanguages,
  pairs: readonly Pair[],
  { limits, budget }: { readonly limits: OverlapLimits; readonly budget: Budget },
): readonly SetOverlap[] {
  const count = of.roots.length;
  const languages = new Set<number>();
  for (const pair of pairs) languages.add(Math.floor(pair / count)).add(pair % count);
  const roots = [...languages]
    .sort((a, b) => a - b)
    .map((language) => ({ language, state: of.roots[language] ?? deadState }));
  const { isComplete, acceptedLists } = exploreTogether(of, roots, limits.together);
  return isComplete ? overlapsOfLists(acceptedLists, count) : twoByTwo(of, pairs, budget);
}

/** Every pair of languages that stand in one list, with the text of the first list in which they do. */
export function overlapsOfLists(lists: readonly AcceptedList[], count: number): readonly SetOverlap[] {
  const overlaps: SetOverlap[] = [];
  const wordCount = Math.ceil(count / 32);
  /** For each language those that it is known to share a text with, as bits: a list may stand for a million pairs. */
  const known = new Map<number, Uint32Array>();
  for (const { languages, text } of lists) {
    if (languages.length < 2) continue;
    const witness = { kind: "text", text } as const;
    const bits = new Uint32Array(wordCount);
    for (const language of languages) bits[language >>> 5] = (bits[language >>> 5] ?? 0) | (1 << (language & 31));
    for (const a of languages) {
      const others = known.get(a) ?? new Uint32Array(wordCount);
      known.set(a, others);
      for (let word = a >>> 5; word < wordCount; word += 1) {
        let added = (bits[word] ?? 0) & ~(others[word] ?? 0);
        others[word] = (others[word] ?? 0) | added;
        for (; added !== 0; added &= added - 1) {
          const b = word * 32 + 31 - Math.clz32(added & -added);
          if (b > a) overlaps.push({ a, b, witness });
        }
      }
    }
  }
  return inOrder(overlaps);
}

function inOrder(overlaps: SetOverlap[]): readonly SetOverlap[] {
  return overlaps.sort((one, other) => one.a - other.a || one.b - other.b);
}

const findCommonText = createCommonTextFinder();

function twoByTwo({ pool, roots }: ProfiledLanguages, pairs: readonly Pair[], budget: Budget): readonly SetOverlap[] {
  const stateOf = (language: number) => ({ pool, state: roots[language] ?? deadState });
  return pairs.flatMap((pair): readonly SetOverlap[] => {
    const [a, b] = [Math.floor(pair / roots.length), pair % roots.length];
    if (budget.pairSteps <= 0) return [{ a, b, witness: budgetUsedUp }];
    const { kind, text, pairCount } = findCommonText(stateOf(a), stateOf(b), pairCountMax);
    budget.pairSteps -= pairCount;
    if (kind === "none") return [];
    return [{ a, b, witness: kind === "text" ? { kind, text } : pairLimitReached }];
  });
}

const budgetUsedUp: WitnessResult = {
  kind: "limit",
  message: "The proof over all pairs took too long; neither a common text nor its absence is proved.",
};
