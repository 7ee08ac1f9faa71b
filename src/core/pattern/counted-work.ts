/** Steps of all readings and proofs so far. Only ever grows; nobody sees more of it than differences. */
let stepCount = 0;
/** The count in which kept answers are counted once. */
let round = 0;

/**
 * Says that so many steps were taken: a step is about one look at one place, state or pair of states, some ten
 * nanoseconds. Every construction and search of this room says so. Counts, unlike clocks, are alike on every machine.
 */
export function countWork(steps: number): void {
  stepCount += steps;
}

/** An answer, and how many steps it took. */
export interface MeasuredWork<Answer> {
  readonly answer: Answer;
  readonly stepCount: number;
}

/** Works an answer out and counts its steps. */
export function measuredWork<Answer>(work: () => Answer): MeasuredWork<Answer> {
  const before = stepCount;
  const answer = work();
  return { answer, stepCount: stepCount - before };
}

/** An answer whose steps stand in another count, such as that of the language which it belongs to. */
export function uncountedWork<Answer>(work: () => Answer): Answer {
  const before = stepCount;
  const answer = work();
  stepCount = before;
  return answer;
}

/**
 * Begins a count in which every kept answer counts as much as when it was worked out, the first time that it is given.
 * So a count is alike each time, whatever was asked before it.
 */
export function beginCount(): void {
  round += 1;
}

/** Works an answer out that is kept; the function returned gives it again. Kept answers do not ask for each other. */
export function keptAnswer<Answer>(work: () => Answer): () => Answer {
  const measured = measuredWork(work);
  let countedIn = round;
  return () => {
    if (countedIn !== round) countWork(measured.stepCount);
    countedIn = round;
    return measured.answer;
  };
}

/** How much work several answers may take together. */
export interface WorkAllowance {
  /** True when no more steps are left; what is begun before is always finished. */
  isUsedUp(): boolean;
}

/** An allowance of so many steps from here on, of whatever is worked in between. */
export function workAllowance(stepCountMax: number): WorkAllowance {
  const end = stepCount + stepCountMax;
  return { isUsedUp: () => stepCount > end };
}
