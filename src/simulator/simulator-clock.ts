import { boundedInteger } from "./bounded-integer.ts";

/** The time of Amazon's side: the caller's clock plus what was advanced. */
export interface SimulatorClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** The time as in SNS messages: `2015-10-01T02:23:52.747Z`. */
  iso(): string;
  /** Moves on by 0 to 10 years; ERR_USAGE otherwise, since time does not run backwards. */
  advance(ms: number): void;
  reset(): void;
}

const advanceMaxMs = 10 * 365 * 24 * 3600 * 1000;

/** A clock over `source`, which gives milliseconds since 1970. */
export function createSimulatorClock(source: () => number): SimulatorClock {
  let advancedMs = 0;
  const now = () => source() + advancedMs;
  return {
    now,
    iso: () => new Date(now()).toISOString(),
    advance(ms) {
      advancedMs += boundedInteger("the time to advance, in ms", ms, { min: 0, max: advanceMaxMs - advancedMs });
    },
    reset() {
      advancedMs = 0;
    },
  };
}
