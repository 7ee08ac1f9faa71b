import type { CharacterSet } from "./character-set.ts";
import { type PatternNode, positionCountOf, type SourceRange } from "./pattern-syntax.ts";

/** One place of a pattern, repeats written out, that takes one character. */
export interface Position {
  readonly set: CharacterSet;
  readonly at: SourceRange;
}

/**
 * Glushkov's automaton: which positions may take the first character, and which may take the next one after each
 * position. The number `positions.length` stands for the end of the text.
 */
export interface PositionAutomaton {
  readonly positions: readonly Position[];
  readonly first: readonly number[];
  readonly follow: readonly (readonly number[])[];
}

interface Fragment {
  readonly acceptsEmpty: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

interface Building {
  readonly positions: Position[];
  readonly follow: number[][];
}

const nothing: Fragment = { acceptsEmpty: true, first: [], last: [] };

/** Writes out the repeats; the caller has bounded the number of positions. */
export function positionAutomaton(tree: PatternNode): PositionAutomaton {
  const building: Building = { positions: [], follow: [] };
  const whole = build(building, tree);
  const end = building.positions.length;
  for (const position of whole.last) building.follow[position]?.push(end);
  return { ...building, first: whole.acceptsEmpty ? [...whole.first, end] : whole.first };
}

function build(building: Building, node: PatternNode): Fragment {
  switch (node.kind) {
    case "set": {
      const position = building.positions.push({ set: node.set, at: node.at }) - 1;
      building.follow.push([]);
      return { acceptsEmpty: false, first: [position], last: [position] };
    }
    case "sequence":
      return node.items.map((item) => build(building, item)).reduce((a, b) => joined(building, a, b), nothing);
    case "choice": {
      const options = node.options.map((option) => build(building, option));
      return {
        acceptsEmpty: options.some((option) => option.acceptsEmpty),
        first: options.flatMap((option) => option.first),
        last: options.flatMap((option) => option.last),
      };
    }
    case "repeat":
      return buildRepeat(building, node);
  }
}

/** `A{2,4}` is AA(A(A)?)?: nested from the inside, so that each copy follows only the one before it. */
function buildRepeat(building: Building, node: PatternNode & { readonly kind: "repeat" }): Fragment {
  if (positionCountOf(node) === 0) return nothing;
  let whole = nothing;
  for (let copy = node.max; copy > 0; copy -= 1) {
    const copied = joined(building, build(building, node.item), whole);
    whole = copy > node.min ? { ...copied, acceptsEmpty: true } : copied;
  }
  return whole;
}

function joined(building: Building, a: Fragment, b: Fragment): Fragment {
  for (const position of a.last) building.follow[position]?.push(...b.first);
  return {
    acceptsEmpty: a.acceptsEmpty && b.acceptsEmpty,
    first: a.acceptsEmpty ? [...a.first, ...b.first] : a.first,
    last: b.acceptsEmpty ? [...a.last, ...b.last] : b.last,
  };
}
