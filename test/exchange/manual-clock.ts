import type { Clock } from "../../src/exchange/index.ts";

/** A clock that moves only when somebody sleeps, so that waits cost no time and can be read. */
export function manualClock(
  startMs = Date.parse("2026-01-05T10:00:00Z"),
): Clock & { readonly waitsMs: readonly number[] } {
  let nowMs = startMs;
  const waitsMs: number[] = [];
  return {
    waitsMs,
    nowMs: () => nowMs,
    async sleep(waitMs) {
      waitsMs.push(waitMs);
      nowMs += waitMs;
    },
    deadline: () => new AbortController().signal,
  };
}
