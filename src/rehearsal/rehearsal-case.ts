import type { CaseResult, Observation, Source } from "./rehearsal-result.ts";
import { worstState } from "./rehearsal-result.ts";
import type { Stage } from "./stage.ts";

/** One step of the rehearsal: what has to hold, where that comes from, and how it is tried. One file each in `cases/`. */
export interface RehearsalCase {
  /** Stable id, also the file name in lower case. */
  readonly id: string;
  /** A true sentence when the case passes, without a full stop. */
  readonly title: string;
  /** A true sentence when it does not pass. */
  readonly failureTitle: string;
  readonly rule: string;
  readonly source: Source;
  /** What was seen; an empty list means that there was nothing to look at, so the case is skipped. */
  run(stage: Stage): Promise<readonly Observation[]>;
}

/** The case itself; only gives the literal its type. */
export function defineCase(definition: RehearsalCase): RehearsalCase {
  return definition;
}

/** Runs one case. An error thrown by it is an observation of its own, so that the other cases go on. */
export async function runCase(definition: RehearsalCase, stage: Stage): Promise<CaseResult> {
  const observations = await definition.run(stage).catch((error: unknown) => [thrownObservation(error)]);
  const state = worstState(observations.map((observation) => observation.state));
  const { id, rule, source } = definition;
  const isGood = state === "pass" || state === "skip" || state === "warn";
  return { id, title: isGood ? definition.title : definition.failureTitle, rule, source, state, observations };
}

function thrownObservation(error: unknown): Observation {
  return {
    subject: "the case itself",
    state: "unverified",
    expected: "the case can be carried out",
    got: error instanceof Error ? error.message : String(error),
    nextStep: "Mend what the sentence names and rehearse again.",
  };
}
