import { countWork } from "../counted-work.ts";
import { type CharacterColumns, characterColumns } from "../language/character-columns.ts";
import { otherCode } from "../language/character-set.ts";
import { readingOrder } from "../language/language.ts";
import type { PositionAutomaton } from "../language/position-automaton.ts";

/**
 * Where the attempts of a backtracking engine stand after it has taken a text: the positions that took the last character,
 * each with the number of ways on which it was reached, in ascending order. More than this number an engine never tries
 * for the same text; where the rest of the text fits none, it tries them all.
 */
export interface PathState {
  readonly positions: readonly number[];
  readonly ways: readonly number[];
  /** All ways together, or those that end here where these are more. */
  readonly wayCount: number;
}

/** A path state after one more character. */
export interface PathStep {
  readonly code: number;
  readonly state: PathState;
}

/** Takes the steps of all paths of an automaton at once. */
export interface PathStepper {
  readonly start: PathState;
  /** One step for each set of characters that all positions treat alike, without those that no path can take. */
  stepsFrom(state: PathState): readonly PathStep[];
  /** A code that ends every path; undefined when some path takes each. */
  failingCode(state: PathState): number | undefined;
  /** Additions made so far: what bounds the work. */
  stepCount(): number;
}

/** An addition makes a member of a state, which is compared with other states. */
const stepsOfAddition = 10;

/** Stands for "before the first character" among the positions. */
const startPosition = -1;

/** The paths of an automaton, from before its first character on. */
export function createPathStepper(automaton: PositionAutomaton): PathStepper {
  const columns = characterColumns(automaton);
  const codeOfColumn = leastCodes(columns);
  const end = automaton.positions.length;
  const endWays = automaton.follow.map((followers, position) => waysOf(followers, automaton.followWays[position], end));
  const waysTo = new Float64Array(end + 1);
  let stepCount = 0;

  /** The positions that may take the next character, with `waysTo` filled for them. */
  function waitingAfter(state: PathState): readonly number[] {
    const waiting: number[] = [];
    for (let index = 0; index < state.positions.length; index += 1) {
      const position = state.positions[index] ?? startPosition;
      const followers = (position === startPosition ? automaton.first : automaton.follow[position]) ?? [];
      const followWays = (position === startPosition ? automaton.firstWays : automaton.followWays[position]) ?? [];
      const ways = state.ways[index] ?? 0;
      stepCount += followers.length + 1;
      for (let place = 0; place < followers.length; place += 1) {
        const follower = followers[place] ?? end;
        if (waysTo[follower] === 0) waiting.push(follower);
        waysTo[follower] = (waysTo[follower] ?? 0) + ways * (followWays[place] ?? 1);
      }
    }
    return waiting.sort((a, b) => a - b);
  }

  function stateAt(positions: readonly number[], ways: readonly number[]): PathState {
    let wayCount = 0;
    let waysToEnd = 0;
    for (let index = 0; index < positions.length; index += 1) {
      wayCount += ways[index] ?? 0;
      waysToEnd += (ways[index] ?? 0) * (endWays[positions[index] ?? 0] ?? 0);
    }
    return { positions, ways, wayCount: Math.max(wayCount, waysToEnd) };
  }

  return {
    start: { positions: [startPosition], ways: [1], wayCount: 1 },
    stepsFrom(state) {
      const before = stepCount;
      const byColumn = new Map<number, { readonly positions: number[]; readonly ways: number[] }>();
      for (const position of waitingAfter(state)) {
        const ways = waysTo[position] ?? 0;
        waysTo[position] = 0;
        for (const column of columns.columnsOfPosition[position] ?? []) {
          const taken = byColumn.get(column) ?? { positions: [], ways: [] };
          byColumn.set(column, taken);
          taken.positions.push(position);
          taken.ways.push(ways);
          stepCount += 1;
        }
      }
      countWork((stepCount - before) * stepsOfAddition);
      return [...byColumn].map(([column, { positions, ways }]) => ({
        code: codeOfColumn[column] ?? 0,
        state: stateAt(positions, ways),
      }));
    },
    failingCode(state) {
      const taken = new Set<number>();
      for (const position of waitingAfter(state)) {
        waysTo[position] = 0;
        for (const column of columns.columnsOfPosition[position] ?? []) taken.add(column);
      }
      return readingOrder.find((code) => code !== spaceCode && !taken.has(columns.columnOf[code] ?? 0));
    },
    stepCount: () => stepCount,
  };
}

/** In how many ways an engine gets to this follower. */
function waysOf(followers: readonly number[], ways: readonly number[] | undefined, wanted: number): number {
  return followers.reduce((sum, follower, place) => sum + (follower === wanted ? (ways?.[place] ?? 1) : 0), 0);
}

const spaceCode = 32;

/** For each column a digit or letter, where it has one, else its first code in reading order. */
function leastCodes({ width, columnOf }: CharacterColumns): readonly number[] {
  const codes = new Array<number>(width).fill(otherCode);
  const plain = readingOrder.filter((code) => /[0-9A-Za-z]/.test(String.fromCharCode(code)));
  for (const code of [...plain, ...readingOrder].reverse()) codes[columnOf[code] ?? 0] = code;
  return codes;
}
