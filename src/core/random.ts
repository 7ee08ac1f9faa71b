import { assert } from "./assert.ts";

/** A seeded source of pseudo-random numbers: the same seed gives the same numbers on every machine. Not for secrets. */
export interface Random {
  /** A number in [0, 1), with 32 random bits. */
  fraction(): number;
  /** An integer in [from, to], both included. */
  integer(from: number, to: number): number;
  /** A number of the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
  /** An own stream for a named part, so that one part drawing more numbers does not shift another. */
  fork(name: string): Random;
}

/** Starts a stream from a seed of any text, e.g. `"7"` or `"7/label/3"`. */
export function createRandom(seed: string): Random {
  const next = mulberry32(hashText(seed));
  const fraction = () => next() / 0x1_0000_0000;
  return {
    fraction,
    integer(from, to) {
      assert(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from <= to, "integer range is from <= to");
      return from + Math.floor(fraction() * (to - from + 1));
    },
    normal() {
      // Box-Muller; 1 - fraction() keeps the logarithm away from zero.
      return Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** Mulberry32 (public domain, Tommy Ettinger): 32 bits of state, passes gjrand's small tests. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** FNV-1a over UTF-16 units, so that seeds may be words. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
