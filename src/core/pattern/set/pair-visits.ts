import { grown, type PooledState, textOfRanks } from "./state-pool.ts";

/** Two pooled states to search from, and how many pairs of states may be looked at. */
export interface PairSearch {
  readonly a: PooledState;
  readonly b: PooledState;
  readonly pairCountMax: number;
}

/** A pair of states that a search has reached. */
export interface PairVisit {
  readonly a: number;
  readonly b: number;
  /** What else tells visits of one pair apart: 0 or 1. */
  readonly mark: number;
  /** The visit before it, and the ranks of the characters that led on from there: -1 where a text did not go on. */
  readonly from: number;
  readonly rankA: number;
  readonly rankB: number;
}

/**
 * The visits of a breadth-first search over pairs of states, in order. The memory stays from one search to the next,
 * because proofs over many languages search a million times.
 */
export interface PairVisits {
  readonly count: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly mark: Int32Array;
  /** Adds a visit, unless the same pair with the same mark was visited before. */
  add(visit: PairVisit): void;
  /** Forgets every visit. */
  clear(): void;
  /** The text of the first or the second language on the way to a visit. */
  textTo(visit: number, of: "a" | "b"): string;
}

/**
 * A search from two pooled states that keeps its memory from one call to the next. It begins with the visits of the two
 * states, or with none where one of them is dead.
 */
export function pairSearcher<Found>(
  search: (visits: PairVisits, request: PairSearch) => Found,
): (a: PooledState, b: PooledState, pairCountMax: number) => Found {
  const visits = createPairVisits();
  return (a, b, pairCountMax) => {
    visits.clear();
    if (a.state !== 0 && b.state !== 0) {
      visits.add({ a: a.state, b: b.state, mark: 0, from: -1, rankA: -1, rankB: -1 });
    }
    return search(visits, { a, b, pairCountMax });
  };
}

/** True where both texts may end at a visit. */
export function endsBoth(visits: PairVisits, visit: number, { a, b }: Pick<PairSearch, "a" | "b">): boolean {
  return a.pool.accepting[visits.a[visit] ?? 0] === 1 && b.pool.accepting[visits.b[visit] ?? 0] === 1;
}

/** No visits yet. */
function createPairVisits(): PairVisits {
  return new VisitTable();
}

class VisitTable implements PairVisits {
  count = 0;
  a = new Int32Array(256);
  b = new Int32Array(256);
  mark = new Int32Array(256);
  #from = new Int32Array(256);
  #rankA = new Int32Array(256);
  #rankB = new Int32Array(256);
  /** Hash table with a visit's number plus 1, and where in it each visit is. */
  #slots = new Int32Array(1024);
  #slotOf = new Int32Array(256);

  add({ a, b, mark, from, rankA, rankB }: PairVisit): void {
    const slot = this.#slotFor(a, b, mark);
    if (this.#slots[slot] !== 0) return;
    const visit = this.count;
    this.count += 1;
    if (this.count > this.a.length) this.#grow();
    this.a[visit] = a;
    this.b[visit] = b;
    this.mark[visit] = mark;
    this.#from[visit] = from;
    this.#rankA[visit] = rankA;
    this.#rankB[visit] = rankB;
    this.#slots[slot] = visit + 1;
    this.#slotOf[visit] = slot;
    if (this.count * 2 > this.#slots.length) this.#rehash();
  }

  clear(): void {
    for (let visit = 0; visit < this.count; visit += 1) this.#slots[this.#slotOf[visit] ?? 0] = 0;
    this.count = 0;
  }

  textTo(visit: number, of: "a" | "b"): string {
    const ranks = of === "a" ? this.#rankA : this.#rankB;
    const text: number[] = [];
    for (let at = visit; at > 0; at = this.#from[at] ?? 0) {
      const rank = ranks[at] ?? -1;
      if (rank >= 0) text.push(rank);
    }
    return textOfRanks(text.reverse());
  }

  /** The slot of the pair, or the free one where it belongs. */
  #slotFor(a: number, b: number, mark: number): number {
    const mask = this.#slots.length - 1;
    // Knuth's multiplier, then one of MurmurHash3: any odd numbers with bits all over would do.
    const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ (b * 2 + mark), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let known = this.#slots[slot] ?? 0; known !== 0; known = this.#slots[slot] ?? 0) {
      const visit = known - 1;
      if (this.a[visit] === a && this.b[visit] === b && this.mark[visit] === mark) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    this.a = grown(this.a, this.count);
    this.b = grown(this.b, this.count);
    this.mark = grown(this.mark, this.count);
    this.#from = grown(this.#from, this.count);
    this.#rankA = grown(this.#rankA, this.count);
    this.#rankB = grown(this.#rankB, this.count);
    this.#slotOf = grown(this.#slotOf, this.count);
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    for (let visit = 0; visit < this.count; visit += 1) {
      const slot = this.#slotFor(this.a[visit] ?? 0, this.b[visit] ?? 0, this.mark[visit] ?? 0);
      this.#slots[slot] = visit + 1;
      this.#slotOf[visit] = slot;
    }
  }
}
