import type { Semantics } from "../../index.ts";
import { charactersByPlace, foundInside, type Language, longestLength, shortestLength } from "../../pattern/index.ts";
import type { LanguageKind } from "./language-kinds.ts";

/** A text of one model inside a text of another model, as an engine finds it that drops the anchors. */
export interface FoundInOther {
  /** Number of the model whose text is found. */
  readonly inner: number;
  /** Number of the model in whose text it is found. */
  readonly outer: number;
  readonly semantics: Exclude<Semantics, "full">;
  /** A text of `outer`. */
  readonly witness: string;
  /** The text of `inner` in it. */
  readonly found: string;
}

/** What was found, and whether every pair could be judged. */
export interface FoundInOthers {
  readonly found: readonly FoundInOther[];
  readonly isComplete: boolean;
}

/** What the searches of one check may do together. */
export interface FoundLimits {
  /** Most searches; lengths and characters spare nearly all. */
  readonly searchCountMax: number;
  /** Most steps of all searches, one for each pair of states that is looked at: a second or two. */
  readonly stepCountMax: number;
}

const foundLimits: FoundLimits = { searchCountMax: 5_000, stepCountMax: 2_000_000 };

/**
 * For each model and each of search and prefix another model in whose texts, longer ones, one of its own is found: the
 * first model of the first such kind.
 */
export function foundInOthers(kinds: readonly LanguageKind[], limits = foundLimits): FoundInOthers {
  const profiles = languageProfiles(kinds.map(({ language }) => language));
  const found: FoundInOther[] = [];
  const budget = { stepsLeft: limits.stepCountMax };
  let searchCount = 0;
  let isComplete = true;
  for (const semantics of ["search", "prefix"] as const) {
    for (const [inner, sought] of kinds.entries()) {
      for (const [outer, foreign] of kinds.entries()) {
        // The shortest text of a kind in which one of its own is found is that text as a whole.
        if (inner === outer || !profiles.mayContain(outer, inner, semantics)) continue;
        searchCount += 1;
        if (searchCount > limits.searchCountMax || budget.stepsLeft <= 0) return { found, isComplete: false };
        const inside = foundInside(foreign.language, sought.language, semantics, budget);
        if (inside.kind === "limit") isComplete = false;
        // A text that is a serial of both as a whole is an overlap.
        if (inside.kind !== "text" || inside.found === "" || inside.found === inside.text) continue;
        for (const member of sought.members) {
          const other = foreign.members[0] ?? member;
          found.push({ inner: member, outer: other, semantics, witness: inside.text, found: inside.found });
        }
        break;
      }
    }
  }
  return { found, isComplete };
}

/** Longest texts whose places are compared; what lies behind is left to the search. */
const placeCountMax = 64;

interface Profile {
  readonly lengthMin: number;
  readonly lengthMax: number;
  /** Number of the set of characters at each place. */
  readonly places: readonly number[];
}

/** Lengths and characters by place of many languages, compared quickly; equal sets have one number. */
function languageProfiles(languages: readonly Language[]) {
  const sets = new SetNumbers();
  const profiles = languages.map((language): Profile => {
    const places = charactersByPlace(language, placeCountMax).map((characters) => sets.numberOf(characters));
    return { lengthMin: shortestLength(language), lengthMax: longestLength(language), places };
  });
  return {
    /** False when no text of `inner` can stand in a longer text of `outer`. */
    mayContain(outer: number, inner: number, semantics: FoundInOther["semantics"]): boolean {
      const [long, short] = [profiles[outer], profiles[inner]];
      if (long === undefined || short === undefined || short.lengthMin >= long.lengthMax) return false;
      const last = semantics === "prefix" ? 0 : Math.min(long.lengthMax - short.lengthMin, placeCountMax);
      for (let offset = 0; offset <= last; offset += 1) if (fitsAt(sets, long, short, offset)) return true;
      return false;
    },
  };
}

function fitsAt(sets: SetNumbers, long: Profile, short: Profile, offset: number): boolean {
  for (let place = 0; place < Math.min(short.lengthMin, placeCountMax); place += 1) {
    const [a, b] = [long.places[offset + place], short.places[place]];
    // Behind the places that are known anything may stand.
    if (a !== undefined && b !== undefined && !sets.share(a, b)) return false;
  }
  return true;
}

/** Numbers sets of characters, and remembers which of them share one. */
class SetNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #sets: ReadonlySet<string>[] = [];
  readonly #known: (boolean | undefined)[][] = [];

  numberOf(characters: string): number {
    const known = this.#numbers.get(characters);
    if (known !== undefined) return known;
    this.#numbers.set(characters, this.#sets.length);
    this.#known.push([]);
    return this.#sets.push(new Set(characters)) - 1;
  }

  share(a: number, b: number): boolean {
    const row = this.#known[a];
    const known = row?.[b];
    if (known !== undefined) return known;
    const other = this.#sets[b];
    const shares = other !== undefined && [...(this.#sets[a] ?? [])].some((character) => other.has(character));
    if (row !== undefined) row[b] = shares;
    return shares;
  }
}
