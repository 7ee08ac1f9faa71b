import { type Html, html } from "../../web/index.ts";
import type { CaseResult, Observation } from "../rehearsal-result.ts";
import { badge } from "./state-badge.ts";

/** The cases as a table; observations open by themselves where a case did not pass. */
export function casesHtml(cases: readonly CaseResult[]): Html | undefined {
  if (cases.length === 0) return undefined;
  return html`<h2 id="cases">Cases</h2>
<table>
<thead><tr><th scope="col">Case</th><th scope="col">State</th><th scope="col">What it shows</th></tr></thead>
<tbody>${cases.map(caseHtml)}</tbody>
</table>`;
}

function caseHtml(one: CaseResult): Html {
  const open = one.state !== "pass" && one.state !== "skip";
  return html`<tr>
<td class="id mono" id="${one.id}">${one.id}</td>
<td>${badge(one.state)}</td>
<td>${one.title}.
<div class="source">Rule: ${one.rule} (${one.source.confidence}: ${one.source.document}, ${one.source.clause})</div>
<details class="observations"${open && " open"}><summary>${observationCount(one.observations.length)}</summary>
${one.observations.map(observationHtml)}
</details></td>
</tr>`;
}

function observationCount(count: number): string {
  return count === 1 ? "1 observation" : `${count} observations`;
}

function observationHtml(observation: Observation): Html {
  return html`<dl>
<dt>${badge(observation.state)}</dt><dd>${observation.subject}</dd>
<dt>expected</dt><dd>${observation.expected}</dd>
<dt>got</dt><dd>${observation.got}</dd>
${observation.nextStep !== undefined && html`<dt>next step</dt><dd>${observation.nextStep}</dd>`}
</dl>`;
}
