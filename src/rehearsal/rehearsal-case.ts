import { thrownObservation } from "./observe-each.ts";
import { type CaseResult, type CaseState, type Observation, type Source, worstState } from "./rehearsal-result.ts";
import type { Stage } from "./stage.ts";

/** One step of the rehearsal: what has to hold, where that comes from, and how it is tried. One file each in `cases/`. */
export interface RehearsalCase {
  /** Stable id, also the file name in lower case. */
  readonly id: string;
  /** A true sentence when the case passes, without a full stop. */
  readonly title: string;
  /** A true sentence when it warns, where the title would claim too much then. */
  readonly warnTitle?: string;
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
  const observations = await definition
    .run(stage)
    .catch((error: unknown) => [thrownObservation("the case itself", error)]);
  const state = worstState(observations.map((observation) => observation.state));
  const { id, rule, source } = definition;
  return { id, title: titleOf(definition, state), rule, source, state, observations };
}

/** A sentence that is true in this state; what was not looked at is not claimed either way. */
function titleOf({ title, warnTitle, failureTitle }: RehearsalCase, state: CaseState): string {
  if (state === "pass") return title;
  if (state === "warn") return warnTitle ?? title;
  if (state === "skip") return `Not looked at, since the catalog has nothing for it: ${lowerFirst(title)}`;
  if (state === "unverified") return `Could not be carried out: ${lowerFirst(title)}`;
  return failureTitle;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
