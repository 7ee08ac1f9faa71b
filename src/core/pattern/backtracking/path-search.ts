import type { PathState, PathStep, PathStepper } from "./path-step.ts";

/** Beginnings of texts are looked at up to this length, in characters, when ways are counted. */
const prefixLengthMax = 64;

/** Most path states that are kept. */
const stateCountMax = 20_000;
/** Most additions of one search: some hundredths of a second. */
const stepCountMax = 600_000;
/** Most states at the same positions that a new one is compared with. */
const rivalCountMax = 16;
/** Most additions while only the worst beginnings are followed. */
const followStepCountMax = 300_000;
/** How many of the worst beginnings of each length are followed when not all can be. */
const beamWidth = 12;

/** The beginning of a text with the most ways that a search has found. */
export interface WorstPath {
  readonly codes: readonly number[];
  readonly state: PathState;
}

/** What a search over all beginnings of texts found out. */
export interface PathSearch {
  readonly worst: WorstPath;
  /** True when no beginning of any length has more ways than `worst`. */
  readonly isProved: boolean;
}

/** Numbers of ways: up to `safe` are harmless, and for more than `enough` nothing worse needs to be looked for. */
export interface WayBounds {
  readonly safe: number;
  readonly enough: number;
}

interface Visit extends PathStep {
  readonly from: Visit | undefined;
  readonly length: number;
}

/**
 * Looks for the beginning with the most ways among all, shortest first, and stops at the first with more than `enough`
 * ways. States that another one at the same positions equals or exceeds at every position are left out: whatever
 * follows adds up multiples of these numbers, so they never have more ways. Beginnings longer than `prefixLengthMax` count
 * only while no shorter one is above `safe` ways.
 */
export function searchPaths(stepper: PathStepper, bounds: WayBounds): PathSearch {
  const visits: Visit[] = [{ from: undefined, length: 0, code: 0, state: stepper.start }];
  const kept = new Map<string, PathState[]>();
  let worst = visits[0] as Visit;
  const stepCountLimit = stepper.stepCount() + stepCountMax;
  for (const visit of visits) {
    const mayGoOn = visit.length < prefixLengthMax || worst.state.wayCount <= bounds.safe;
    if (!mayGoOn || worst.state.wayCount > bounds.enough) return { worst: pathTo(worst), isProved: false };
    if (visits.length > stateCountMax || stepper.stepCount() > stepCountLimit) {
      return { worst: pathTo(worst), isProved: false };
    }
    for (const step of stepper.stepsFrom(visit.state)) {
      if (!isNew(kept, step.state)) continue;
      const next = { ...step, from: visit, length: visit.length + 1 };
      visits.push(next);
      if (step.state.wayCount > worst.state.wayCount) worst = next;
    }
  }
  return { worst: pathTo(worst), isProved: true };
}

/** Remembers a state unless one is known that has at least as many ways everywhere. */
function isNew(kept: Map<string, PathState[]>, state: PathState): boolean {
  const key = state.positions.join();
  const rivals = kept.get(key);
  if (rivals === undefined) {
    kept.set(key, [state]);
    return true;
  }
  if (rivals.some((rival) => state.ways.every((ways, index) => ways <= (rival.ways[index] ?? 0)))) return false;
  if (rivals.length < rivalCountMax) rivals.push(state);
  return true;
}

/**
 * Follows only the worst few beginnings of each length, from `start` up to `prefixLengthMax` characters: no proof, but
 * finds long texts that are bad. Returns the longest beginning that has at least a quarter of the most ways found, and
 * exceeds the bounds that these exceed: engines that compare what is left of a text with what a pattern still needs are
 * slow only on long ones.
 */
export function followWorst(stepper: PathStepper, start: WorstPath, bounds: WayBounds): WorstPath {
  const first: Visit = { from: undefined, length: start.codes.length, code: 0, state: start.state };
  const worstByLength = [first];
  let layer = [first];
  const stepCountLimit = stepper.stepCount() + followStepCountMax;
  while (layer.length > 0 && (layer[0]?.length ?? 0) < prefixLengthMax && stepper.stepCount() < stepCountLimit) {
    layer = worstOf(layer.flatMap((visit) => visitsAfter(stepper, visit)));
    worstByLength.push(...layer.slice(0, 1));
  }
  const most = Math.max(...worstByLength.map(({ state }) => state.wayCount));
  const exceeded = [bounds.enough, bounds.safe, 0].find((bound) => bound < most) ?? 0;
  const isBad = ({ state }: Visit) => state.wayCount >= most / 4 && state.wayCount > exceeded;
  const worst = worstByLength.findLast(isBad) ?? first;
  return { codes: [...start.codes, ...pathTo(worst).codes], state: worst.state };
}

function visitsAfter(stepper: PathStepper, visit: Visit): readonly Visit[] {
  return stepper.stepsFrom(visit.state).map((step) => ({ ...step, from: visit, length: visit.length + 1 }));
}

/** The visits with the most ways, of equal states one. */
function worstOf(visits: readonly Visit[]): Visit[] {
  const worst: Visit[] = [];
  for (const visit of [...visits].sort((a, b) => b.state.wayCount - a.state.wayCount)) {
    if (worst.length === beamWidth) break;
    if (!worst.some((kept) => isEqual(kept.state, visit.state))) worst.push(visit);
  }
  return worst;
}

function isEqual(a: PathState, b: PathState): boolean {
  if (a.wayCount !== b.wayCount || a.positions.length !== b.positions.length) return false;
  return a.positions.every((position, index) => position === b.positions[index] && a.ways[index] === b.ways[index]);
}

function pathTo(last: Visit): WorstPath {
  const codes: number[] = [];
  for (let visit = last; visit.from !== undefined; visit = visit.from) codes.unshift(visit.code);
  return { codes, state: last.state };
}
