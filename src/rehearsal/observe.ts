import type { Observation } from "./rehearsal-result.ts";

/** What a case compares: `got` has to equal `expected`, as texts that people read. */
export interface Comparison {
  readonly subject: string;
  readonly expected: string;
  readonly got: string;
  /** What to do when they differ. */
  readonly nextStep: string;
}

/** Passes when both texts are the same, fails otherwise. */
export function observeEqual(comparison: Comparison): Observation {
  return observe({ ...comparison, holds: comparison.expected === comparison.got });
}

/** Passes when `holds`, fails otherwise; the next step is kept only where it is needed. */
export function observe(comparison: Comparison & { readonly holds: boolean }): Observation {
  const { holds, nextStep, ...rest } = comparison;
  return holds ? { ...rest, state: "pass" } : { ...rest, state: "fail", nextStep };
}
