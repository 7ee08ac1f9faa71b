import type { RehearsalResult, RunFacts } from "../rehearsal-result.ts";

/** The report for programs. Everything that varies from run to run sits under `run`; all else is a function of the seed. */
export function reportJson(result: RehearsalResult, run: RunFacts): string {
  const caught = result.controls.filter((control) => control.caught).length;
  const document = {
    format: "boxproof-rehearsal/1",
    summary: {
      state: result.state,
      chains: result.chains.length,
      cases: countBy(result.cases.map((one) => one.state)),
      controls: { caught, missed: result.controls.length - caught },
    },
    ...result,
    run,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function countBy(states: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const state of [...states].sort()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
