/**
 * The least time of each contender in milliseconds. They run in turn, round by round, and another one begins each
 * round, so that whatever slows the machine down for a while slows all of them.
 */
export function leastTimes<Name extends string>(
  contenders: Readonly<Record<Name, () => void>>,
  roundCount: number,
): Readonly<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const least = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<Name, number>;
  // Round 0 warms up and does not count; at least one does.
  for (let round = 0; round <= Math.max(1, roundCount); round += 1) {
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      const startMs = performance.now();
      contenders[name]();
      const ms = performance.now() - startMs;
      if (round > 0) least[name] = Math.min(least[name], ms);
    }
  }
  return least;
}

/** The least time of one contender in milliseconds. */
export function leastTime(run: () => void, roundCount: number): number {
  return leastTimes({ run }, roundCount).run;
}
