/** Nodes of a search by their numbers, each told once. */
export interface SeenNodes {
  /** True when the node was not seen before; it is from now on. */
  add(node: number): boolean;
}

/** Most nodes for which a bit each is kept: two megabytes. */
const bitCountMax = 2 ** 24;
/** Most nodes whose numbers, one higher, fit into 32 bits. */
const hashedCountMax = 2 ** 32 - 1;

/** None seen yet; nodes are numbers from 0 to below `nodeCount`. */
export function seenNodes(nodeCount: number): SeenNodes {
  if (nodeCount <= bitCountMax) return new SeenBits(nodeCount);
  if (nodeCount <= hashedCountMax) return new SeenHashes();
  const seen = new Set<number>();
  return { add: (node) => !seen.has(node) && seen.add(node) === seen };
}

class SeenBits implements SeenNodes {
  readonly #words: Int32Array;

  constructor(nodeCount: number) {
    this.#words = new Int32Array((nodeCount >>> 5) + 1);
  }

  add(node: number): boolean {
    const word = this.#words[node >>> 5] ?? 0;
    const bit = 1 << (node & 31);
    if ((word & bit) !== 0) return false;
    this.#words[node >>> 5] = word | bit;
    return true;
  }
}

/** Open addressing; 0 is a free slot. */
class SeenHashes implements SeenNodes {
  #slots = new Uint32Array(1024);
  #count = 0;

  add(node: number): boolean {
    const slot = this.#slotOf(node + 1);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = node + 1;
    this.#count += 1;
    if (this.#count * 2 > this.#slots.length) this.#grow();
    return true;
  }

  #slotOf(number: number): number {
    const mask = this.#slots.length - 1;
    // Knuth's multiplicative hashing: the prime next to 2^32 divided by the golden ratio spreads neighbours.
    const hash = Math.imul(number, 0x9e3779b1);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== number) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const numbers = this.#slots;
    this.#slots = new Uint32Array(numbers.length * 4);
    for (const number of numbers) if (number !== 0) this.#slots[this.#slotOf(number)] = number;
  }
}
