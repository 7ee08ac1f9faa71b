import { type CharacterSet, type CodeRange, characterSetOf } from "../language/character-set.ts";

const caseDistance = 32;
const capitals = [65, 90] as const;
const smallLetters = [97, 122] as const;

/** The set with both cases of every ASCII letter that it has in one; engines differ in what else case covers. */
export function foldedSet(set: CharacterSet): CharacterSet {
  const added = set.flatMap((range) => [
    ...moved(range, capitals, caseDistance),
    ...moved(range, smallLetters, -caseDistance),
  ]);
  return characterSetOf([...set, ...added]);
}

/** The part of a range that lies within `letters`, at a distance. */
function moved([low, high]: CodeRange, [first, last]: CodeRange, distance: number): readonly CodeRange[] {
  const [from, to] = [Math.max(low, first), Math.min(high, last)];
  return from > to ? [] : [[from + distance, to + distance]];
}
