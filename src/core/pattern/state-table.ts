import { hasCode } from "./character-set.ts";
import { columnCount, deadState, type Language, startState, stateCountMax } from "./language.ts";
import type { PositionAutomaton } from "./position-automaton.ts";

/** Most steps of building the table, each one look at a position: about a tenth of a second. */
const stepCountMax = 4_000_000;

/** Subset construction over the sets of waiting positions; undefined when a limit is reached. */
export function stateTable(automaton: PositionAutomaton): Language | undefined {
  const classes = characterClasses(automaton);
  const numbering = new Map<string, number>();
  const waiting: (readonly number[])[] = [[]];
  const rows: Uint16Array[] = [new Uint16Array(classes.count)];
  const numberOf = (positions: readonly number[]) => {
    const key = positions.join();
    const known = numbering.get(key);
    if (known !== undefined) return known;
    numbering.set(key, waiting.length);
    return waiting.push(positions) - 1;
  };
  numberOf(sortedUnion([automaton.first]));
  let stepCount = 0;
  for (let state = startState; state < waiting.length; state += 1) {
    const row = new Uint16Array(classes.count);
    for (const [characterClass, taken] of takenByClass(classes, waiting[state] ?? [])) {
      const followers = taken.map((position) => automaton.follow[position] ?? []);
      stepCount += followers.reduce((sum, list) => sum + list.length, taken.length);
      if (stepCount > stepCountMax) return undefined;
      row[characterClass] = numberOf(sortedUnion(followers));
    }
    rows.push(row);
    if (waiting.length > stateCountMax) return undefined;
  }
  return spreadRows({ rows, waiting, classes, end: automaton.positions.length });
}

/** Characters that every position treats alike share a class; class 0 is taken by none. */
interface CharacterClasses {
  readonly count: number;
  readonly ofCode: Uint8Array;
  /** The classes that a position takes. */
  readonly ofPosition: readonly (readonly number[])[];
}

function characterClasses(automaton: PositionAutomaton): CharacterClasses {
  const sets = new Map(automaton.positions.map(({ set }) => [set.join(";"), set]));
  const ofCode = new Uint8Array(columnCount);
  const numbering = new Map<string, number>();
  const classesOfSet = new Map<string, Set<number>>([...sets.keys()].map((key) => [key, new Set()]));
  for (let code = 0; code < columnCount; code += 1) {
    const takers = [...sets].filter(([, set]) => hasCode(set, code)).map(([key]) => key);
    if (takers.length === 0) continue;
    const key = takers.join("|");
    const characterClass = numbering.get(key) ?? numbering.size + 1;
    numbering.set(key, characterClass);
    ofCode[code] = characterClass;
    for (const taker of takers) classesOfSet.get(taker)?.add(characterClass);
  }
  const ofPosition = automaton.positions.map(({ set }) => [...(classesOfSet.get(set.join(";")) ?? [])]);
  return { count: numbering.size + 1, ofCode, ofPosition };
}

function takenByClass(classes: CharacterClasses, positions: readonly number[]): Map<number, number[]> {
  const taken = new Map<number, number[]>();
  for (const position of positions) {
    for (const characterClass of classes.ofPosition[position] ?? []) {
      const list = taken.get(characterClass);
      if (list === undefined) taken.set(characterClass, [position]);
      else list.push(position);
    }
  }
  return taken;
}

function sortedUnion(lists: readonly (readonly number[])[]): readonly number[] {
  const [only] = lists;
  const union = lists.length === 1 && only !== undefined ? [...only] : [...new Set(lists.flat())];
  return union.sort((a, b) => a - b);
}

interface ClassRows {
  readonly rows: readonly Uint16Array[];
  readonly waiting: readonly (readonly number[])[];
  readonly classes: CharacterClasses;
  readonly end: number;
}

function spreadRows({ rows, waiting, classes, end }: ClassRows): Language {
  const next = new Uint16Array(rows.length * columnCount);
  for (const [state, row] of rows.entries()) {
    for (let code = 0; code < columnCount; code += 1) {
      next[state * columnCount + code] = row[classes.ofCode[code] ?? 0] ?? deadState;
    }
  }
  const accepting = Uint8Array.from(waiting, (positions) => (positions.at(-1) === end ? 1 : 0));
  return { stateCount: rows.length, next, nextOther: new Uint16Array(rows.length), accepting };
}
