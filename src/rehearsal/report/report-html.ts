import { Html, html } from "../../web/index.ts";
import type { CaseState, RehearsalResult, RunFacts } from "../rehearsal-result.ts";
import { casesHtml } from "./cases-html.ts";
import { chainsHtml } from "./chains-html.ts";
import { controlsHtml } from "./controls-html.ts";
import type { Evidence } from "./picture-html.ts";
import { reportStyle } from "./report-style.ts";
import { badge, stateWord } from "./state-badge.ts";

/** The whole report as one HTML file that needs nothing else: no script, no network, pictures embedded. */
export function reportHtml(result: RehearsalResult, run: RunFacts, evidence: Evidence): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${`Rehearsal of ${result.maker}: ${stateWord[result.state]}`}</title>
<style>${reportStyleHtml}</style>
</head>
<body><main>
${headHtml(result, run)}
${tilesHtml(result)}
${notesHtml(result)}
${chainsHtml(result.chains, evidence)}
${casesHtml(result.cases)}
${controlsHtml(result.controls, evidence)}
${footHtml(run)}
</main></body>
</html>
`.text;
}

const reportStyleHtml = new Html(reportStyle);

const verdictSentence: Readonly<Record<CaseState, string>> = {
  pass: "Every case passed and every planted mistake was caught.",
  warn: "Nothing failed; some cases ask for a look.",
  fail: "At least one case failed or a planted mistake was not caught. Do not ship on this.",
  review: "A person has to look at some cases.",
  unverified: "Some cases could not be carried out, so nothing is known about them.",
  skip: "Nothing was rehearsed.",
};

function headHtml(result: RehearsalResult, run: RunFacts): Html {
  return html`<div class="head">
<div>
<h1>Rehearsal of ${result.maker}${result.isDemo && " (demo catalog)"}</h1>
<p>${badge(result.state)}</p>
<p class="lead">${verdictSentence[result.state]} Serials are printed, photographed by the camera model, read, judged, sold, scanned and exchanged against boxproof's own simulator of Amazon's side; nothing was sent to Amazon.</p>
</div>
<dl class="facts">
<dt>Catalog</dt><dd>${result.catalogName}</dd>
<dt>SHA-256</dt><dd class="mono">${result.catalogSha256.slice(0, 16)}…</dd>
<dt>Seed</dt><dd class="mono">${result.seed}</dd>
<dt>Run</dt><dd>${run.startedAt}</dd>
<dt>Took</dt><dd>${(run.durationMs / 1000).toFixed(1)} s</dd>
<dt>boxproof</dt><dd>${run.boxproofVersion}, Node ${run.nodeVersion}</dd>
</dl>
</div>`;
}

function tilesHtml(result: RehearsalResult): Html {
  const caught = result.controls.filter((control) => control.caught).length;
  const complete = result.chains.filter((chain) => chain.state === "pass").length;
  const count = (state: CaseState) => result.cases.filter((one) => one.state === state).length;
  const rest = (["fail", "unverified", "review", "warn", "skip"] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${stateWord[state].toLowerCase()}`)
    .join(", ");
  return html`<ul class="tiles">
<li><strong>${complete} of ${result.chains.length}</strong>serials went the whole way unchanged</li>
<li><strong>${count("pass")} of ${result.cases.length}</strong>cases passed${rest !== "" && `; ${rest}`}</li>
<li><strong>${caught} of ${result.controls.length}</strong>planted mistakes were caught</li>
</ul>`;
}

function notesHtml(result: RehearsalResult): Html | undefined {
  if (result.notes.length === 0) return undefined;
  return html`<ul class="notes">${result.notes.map((note) => html`<li>${note.message}</li>`)}</ul>`;
}

function footHtml(run: RunFacts): Html {
  return html`<footer>
<p>What a passed rehearsal shows: that the labels of this catalog scan as exactly one valid serial in boxproof's camera model, and that the exchange works against boxproof's simulator, which follows Amazon's document of 7 August 2018. What it does not show: how Amazon's own scanners and servers behave today, and how your printer prints. Each rule above says whether it is documented by Amazon, inferred, or ours. boxproof is not affiliated with Amazon.</p>
<p>Token endpoint <span class="mono">${run.tokenUrl}</span>, notifications at <span class="mono">${run.notificationUrl}</span>. The same facts for programs: report.json and junit.xml beside this file; the labels as PDF and the pictures in the folders labels and camera.</p>
</footer>`;
}
