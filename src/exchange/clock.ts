import { setTimeout as delay } from "node:timers/promises";

/** The time as the exchange sees it; tests give their own, so that waits and deadlines cost no real time. */
export interface Clock {
  /** Milliseconds since 1970 that never run backwards within one process. */
  nowMs(): number;
  /** Resolves after the wait; never rejects. */
  sleep(waitMs: number): Promise<void>;
  /** A signal that is raised when the time is over. */
  deadline(timeMs: number): AbortSignal;
}

/** The clock of this machine; a correction of its date while running does not show. */
export const machineClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  sleep: (waitMs) => delay(waitMs),
  deadline: (timeMs) => AbortSignal.timeout(timeMs),
};

/** The work's result, or a rejection with the signal's reason as soon as it is raised, even when the work ignores it. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
