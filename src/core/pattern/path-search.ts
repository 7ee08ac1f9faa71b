import type { PathState, PathStep, PathStepper } from "./path-step.ts";

/** Beginnings of texts are looked at up to this length, in characters, when ways are counted. */
export const prefixLengthMax = 64;

/** Most path states that are kept. */
const stateCountMax = 20_000;
/** Most additions of one search: some hundredths of a second. */
const stepCountMax = 1_000_000;
/** How many of the worst beginnings of each length are followed when not all can be. */
const beamWidth = 24;

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

interface Visit extends PathStep {
  readonly from: Visit | undefined;
  readonly length: number;
}

/**
 * Looks for the beginning with the most ways among all, shortest first, and stops at the first with more than `enough`
 * ways. States that another one at the same positions exceeds at every position are left out: whatever follows, they
 * never have more ways. Beginnings longer than `prefixLengthMax` count only while no shorter one is above `safe` ways.
 */
export function searchPaths(
  stepper: PathStepper,
  bounds: { readonly safe: number; readonly enough: number },
): PathSearch {
  const visits: Visit[] = [{ from: undefined, length: 0, code: 0, state: stepper.start }];
  const kept = new Map<string, PathState[]>();
  let worst = visits[0] as Visit;
  for (const visit of visits) {
    const mayGoOn = visit.length < prefixLengthMax || worst.state.wayCount <= bounds.safe;
    if (!mayGoOn || worst.state.wayCount > bounds.enough) return { worst: pathTo(worst), isProved: false };
    if (visits.length > stateCountMax || stepper.stepCount() > stepCountMax) {
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
  rivals.push(state);
  return true;
}

/**
 * Follows only the worst few beginnings of each length, from `start` up to `prefixLengthMax` characters: no proof, but
 * finds long texts that are bad.
 */
export function followWorst(stepper: PathStepper, start: WorstPath): WorstPath {
  const first: Visit = { from: undefined, length: start.codes.length, code: 0, state: start.state };
  let worst = first;
  let layer = [first];
  const stepCountLimit = stepper.stepCount() + stepCountMax;
  while (layer.length > 0 && (layer[0]?.length ?? 0) < prefixLengthMax && stepper.stepCount() < stepCountLimit) {
    const distinct = new Map<string, Visit>();
    for (const visit of layer) {
      for (const step of stepper.stepsFrom(visit.state)) {
        const key = `${step.state.positions.join()} ${step.state.ways.join()}`;
        if (!distinct.has(key)) distinct.set(key, { ...step, from: visit, length: visit.length + 1 });
      }
    }
    layer = [...distinct.values()].sort((a, b) => b.state.wayCount - a.state.wayCount).slice(0, beamWidth);
    const [best] = layer;
    if (best !== undefined && best.state.wayCount > worst.state.wayCount) worst = best;
  }
  return { codes: [...start.codes, ...pathTo(worst).codes], state: worst.state };
}

function pathTo(last: Visit): WorstPath {
  const codes: number[] = [];
  for (let visit = last; visit.from !== undefined; visit = visit.from) codes.unshift(visit.code);
  return { codes, state: last.state };
}
